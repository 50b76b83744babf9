import Testing

@testable import Expressions

/// How Architect prints an expression.
struct CanonicalTextTests {
  static let texts: [(String, String)] = [
    ("", ""),
    ("  1  ", "1"),
    ("- 3", "-3"),
    ("contains(flow.name,\"a\")", "Contains(flow.name, \"a\")"),
    ("(IsSet( a.b ))", "IsSet(a.b)"),
    ("Flow.a+Task.b*State.c", "Flow.a + (Task.b * State.c)"),
    ("Flow.a+Flow.b+Flow.c", "(Flow.a + Flow.b) + Flow.c"),
    ("Flow.a-(Flow.b-Flow.c)", "Flow.a - (Flow.b - Flow.c)"),
    ("Flow.a==1 OR Flow.b==2 and !Flow.c", "(Flow.a == 1) OR ((Flow.b == 2) and (!Flow.c))"),
    ("!(Flow.a)", "!Flow.a"),
    ("!(Flow.a or Flow.b)", "!(Flow.a or Flow.b)"),
    ("- -Flow.a", "-(-Flow.a)"),
    ("-(2)^2", "(-(2)) ^ 2"),
    ("(1).a", "(1).a"),
    ("-2^2", "-2 ^ 2"),
    ("-Flow.a^2", "(-Flow.a) ^ 2"),
    ("Flow.a == Chat.Guest.id", "Flow.a == (Chat.Guest.id)"),
    ("Flow.a + Flow.list [ 0 ]", "Flow.a + (Flow.list[0])"),
    ("Lower(Flow.list[1+2].x)", "Lower(Flow.list[1 + 2].x)"),
    ("Message.Message.ID", "Message.Message.ID"),
    ("(Flow.a + Flow.b).c", "(Flow.a + Flow.b).c"),
    ("(-1).c", "(-1).c"),
    ("Flow.a==0?\"\":\", \"", "Flow.a == 0 ? \"\" : \", \""),
    ("Flow.a + (Flow.b ? 1 : 2)", "Flow.a + (Flow.b ? 1 : 2)"),
    ("Flow.a ? 1 : Flow.b ? 2 : 3", "Flow.a ? 1 : (Flow.b ? 2 : 3)"),
    ("Lower(NOT_set)", "Lower(NOT_SET)"),
    ("\"two\nlines\ttab \\\"q\\\" \\\\\"", "\"two\\nlines\\ttab \\\"q\\\" \\\\\""),
    ("Flow.{{name}} +{{b}}", "Flow.{{name}} + {{b}}"),
  ]

  @Test(arguments: texts)
  func text(_ text: String, _ expected: String) {
    let tree = TypeChecker().check(SyntaxTree(parsing: text))
    #expect(tree.canonicalText == expected)
    #expect(TypeChecker().check(SyntaxTree(parsing: expected)).canonicalText == expected)
  }

  @Test func conversionsAreWrittenOut() {
    let tree = TypeChecker().check(SyntaxTree(parsing: "3+4"), target: .string)
    #expect(tree.canonicalText == "ToString(3 + 4)")
  }

  @Test func wrongTextsHaveNone() {
    #expect(TypeChecker().check(SyntaxTree(parsing: "1 +")).canonicalText == nil)
  }

  /// Whatever is written, its canonical text has the same typed tree, and is its own canonical text.
  @Test(arguments: 0..<40)
  func anyExpressionKeepsItsTree(_ seed: Int) throws {
    var random = ExpressionGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let text = random.expression(depth: 5)
      let syntax = SyntaxTree(parsing: text)
      try #require(syntax.diagnostics == [], "\(text)")
      let tree = TypeChecker(symbols: .sample).check(syntax)
      let canonical = try #require(tree.canonicalText)
      let again = TypeChecker(symbols: .sample).check(SyntaxTree(parsing: canonical))
      #expect(again.summary == tree.summary, "\(text)\n\(canonical)")
      #expect(again.canonicalText == canonical)
    }
  }
}

/// Writes random expressions: valid ones, of whatever types.
struct ExpressionGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// A number below a bound (xorshift: the same for the same seed everywhere).
  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func any(of texts: [String]) -> String { texts[below(texts.count)] }

  private mutating func blank() -> String { any(of: ["", "", " ", "\n\t"]) }

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    let inner = depth - 1
    switch below(12) {
    case 0: return leaf()
    case 1: return any(of: ["-", "+", "!", "~"]) + blank() + tight(inner)
    case 2...5:
      let sign = any(of: BinaryOperator.allCases.map(\.rawValue) + ["OR", "And"])
      return "\(tight(inner)) \(sign) \(expression(depth: inner))"
    case 6: return "\(tight(inner))\(blank())?\(blank())\(expression(depth: inner)) :\(expression(depth: inner))"
    case 7: return "\(primary(inner))\(blank())[\(blank())\(expression(depth: inner))]"
    case 8: return "\(primary(inner)).\(any(of: ["id", "Name", "e164", "and", "_2fa", "größe"]))"
    case 9:
      let arguments = (0..<below(4)).map { _ in expression(depth: inner) }.joined(separator: blank() + "," + blank())
      return any(of: ["if", "Append", "lower", "ToString", "Unknown"]) + "(" + arguments + ")"
    default: return "(\(blank())\(expression(depth: inner))\(blank()))"
    }
  }

  /// An expression that an operator before or after it cannot tear apart.
  private mutating func tight(_ depth: Int) -> String {
    below(2) == 0 ? leaf() : "(\(expression(depth: depth)))"
  }

  /// Something that a dot or bracket can follow.
  private mutating func primary(_ depth: Int) -> String {
    below(2) == 0
      ? any(of: ["Flow.name", "flow.LIST", "Task.phone", "Message.Message", "Flow . json", "x"])
      : "(\(expression(depth: depth)))"
  }

  private mutating func leaf() -> String {
    any(of: [
      "1", "0.50", "\"\"", "\"a \\\"b\\\" \\\\ \\n\"", "\"raw\nline\"", "true", "FALSE", "NOT_SET", "Flow.name",
      "flow.COUNT",
      "Call.Ani", "Email.Message.from.id", "Flow.list[0]", "{{p}}", "State.x_{{p}}",
      "conversation.participants.customer",
    ])
  }
}
