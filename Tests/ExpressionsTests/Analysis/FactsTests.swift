import Expressions
import SourceText
import TestSupport
import Testing

/// What the conditions of an expression prove of what stands behind them; « » marks what is asked about.
@Suite("Conditions")
struct FactsTests {
  private static func isKnown(_ marked: String) throws -> Bool {
    let text = MarkedText(marked)
    let tree = SyntaxTree(parsing: text.text)
    let range = try #require(text.ranges.first)
    let node = try #require(tree.ids.last { tree[$0].range.indices == range })
    return Facts(tree).isSet(node)
  }

  @Test(
    "prove that there is a value",
    arguments: [
      #"IsSet(Flow.a) and «Flow.a» == "x""#, #"isset( flow.A ) AND Lower(«Flow.a») == "x""#,
      #"IsNotSetOrEmpty(Flow.a) or «Flow.a» == "x""#, #"If(IsNotSetOrEmpty(Flow.a), "", Upper(«Flow.a»))"#,
      #"IsEmpty(Flow.a) ? "" : Upper(«Flow.a»)"#, #"IsEmpty(Flow.list) and Count(«Flow.list») == 0"#,
      #"Flow.a != NOT_SET and Length(«Flow.a») > 1"#, #"Flow.a == "x" and Length(«Flow.a») == 1"#,
      "!(!IsSet(Flow.a) or Flow.b) and «Flow.a» > 1", "IsSet(«Flow.a»)", "If(Flow.n > 1, «Flow.n», 0)",
    ])
  func prove(_ text: String) throws {
    #expect(try Self.isKnown(text))
  }

  @Test(
    "prove nothing else",
    arguments: [
      #"IsSet(Flow.a) or «Flow.a» == "x""#, #"IsNotSetOrEmpty(Flow.a) and «Flow.a» == "x""#,
      #"IsSet(Flow.b) and «Flow.a» == "x""#, "If(IsSet(Flow.a), 0, «Flow.a»)", "IsEmpty(«Flow.a»)",
      "Contains(«Flow.a», \"x\")", #"Flow.a != "x" and Length(«Flow.a») > 1"#,
    ])
  func proveNothing(_ text: String) throws {
    #expect(try !Self.isKnown(text))
  }

  @Test(
    "Texts that are put together are known by what makes them",
    arguments: [
      (#"Append("order ", ToString(Flow.n))"#, "order *"), (#"Append("a", Trim(Flow.x), "b", "c")"#, "a*bc"),
      (#"ToDisplayString(Flow.n) + " items""#, "* items"), (#"ToString(Flow.list, ", ")"#, "*"),
      (#"Append("k_", Lower(Flow.x))"#, "k_*"), (#"append("a", "b")"#, "ab"),
    ])
  func texts(_ text: String, _ wildcard: String) {
    #expect(TextPattern(SyntaxTree(parsing: text)) { _ in nil }?.wildcard == wildcard)
  }
}
