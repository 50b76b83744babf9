import Expressions
import SourceText
import Testing

@Suite("Traces")
struct EvaluationTraceTests {
  /// A trace with a line for each step: indentation, text, outcome.
  private static func lines(_ expression: String, _ variables: [String: Value] = [:]) -> [String] {
    var environment = TestEnvironment()
    for (name, value) in variables { environment.variables[name.lowercased()] = value }
    let tree = SyntaxTree(parsing: expression)
    var trace: EvaluationTrace? = EvaluationTrace(of: tree)
    _ = try? Evaluator.evaluate(Plan(tree), in: &environment, trace: &trace)
    return (trace?.steps(of: tree) ?? []).map { step in
      String(repeating: " ", count: step.depth) + tree.text(step.range) + account(of: step.outcome)
    }
  }

  private static func account(of outcome: EvaluationTrace.Outcome) -> String {
    switch outcome {
    case .value(.unknown(let reason), let type, _): " unknown: \(reason.needs.rawValue) \(type.code)"
    case .value(let value, let type, let origin): " = \(value.literal ?? value.text ?? "") \(type.code)\(mark(origin))"
    case .skipped(.undecided): " skipped: undecided"
    case .skipped(.otherBranch(let condition)): " skipped: \(condition)"
    case .skipped(.decided(let sign, let left)): " skipped: \(left) \(sign.rawValue)"
    case .failed(let error): " failed: \(error.code)"
    case .unfinished: " unfinished"
    case .notReached: " not reached"
    case .same, .partOfReference: " ?"
    }
  }

  private static func mark(_ origin: OriginID?) -> String { origin.map { " @\($0.index)" } ?? "" }

  @Test("Every operand has its value, and a value handed on its origin")
  func values() {
    #expect(
      Self.lines("(Flow.a) + 2 * 3", ["Flow.a": .integer(1)]) == [
        "(Flow.a) + 2 * 3 = 7 int", " Flow.a = 1 int @1", " 2 * 3 = 6 int", "  2 = 2 int", "  3 = 3 int",
      ])
  }

  @Test("A choice has the value of its branch; the other one is skipped with its parts")
  func choices() {
    #expect(
      Self.lines("If(true, Flow.a, 1 + 1)", ["Flow.a": .integer(1)]) == [
        "If(true, Flow.a, 1 + 1) = 1 int @1", " true = true bln", " Flow.a = 1 int @1", " 1 + 1 skipped: true",
      ])
    #expect(
      Self.lines("false ? 1 : (true ? 2 : 3)") == [
        "false ? 1 : (true ? 2 : 3) = 2 int", " false = false bln", " 1 skipped: false", " true ? 2 : 3 = 2 int",
        "  true = true bln", "  2 = 2 int", "  3 skipped: true",
      ])
  }

  @Test("What a left side decides is not evaluated")
  func shortCircuits() {
    #expect(
      Self.lines("true or Flow.a or (Flow.b)") == [
        "true or Flow.a or (Flow.b) = true bln", " true or Flow.a = true bln", "  true = true bln",
        "  Flow.a skipped: true or", " Flow.b skipped: true or",
      ])
    #expect(
      Self.lines("false and Flow.a") == [
        "false and Flow.a = false bln", " false = false bln", " Flow.a skipped: false and",
      ])
  }

  @Test("One step fails, those around it are unfinished, those after it not reached")
  func failures() {
    #expect(
      Self.lines("Lower(\"a\" + Flow.a) + \"b\" + Flow.c") == [
        "Lower(\"a\" + Flow.a) + \"b\" + Flow.c unfinished", " Lower(\"a\" + Flow.a) + \"b\" unfinished",
        "  Lower(\"a\" + Flow.a) unfinished", "   \"a\" + Flow.a failed: not-set", "    \"a\" = \"a\" str",
        "    Flow.a = NOT_SET any @2", "  \"b\" not reached", " Flow.c not reached",
      ])
    #expect(
      Self.lines("true ? 1 / 0 : 2") == [
        "true ? 1 / 0 : 2 unfinished", " true = true bln", " 1 / 0 failed: division-by-zero", "  1 = 1 int",
        "  0 = 0 int",
        " 2 skipped: true",
      ])
    #expect(Self.lines("Lowr(1)") == ["Lowr(1) failed: unknown-function", " 1 not reached"])
  }

  @Test("What is not known goes through what needs it, and decides nothing")
  func unknown() {
    #expect(
      Self.lines("Hour(GetCurrentDateTimeUtc()) > 8 ? 1 : 2") == [
        "Hour(GetCurrentDateTimeUtc()) > 8 ? 1 : 2 unknown: now int",
        " Hour(GetCurrentDateTimeUtc()) > 8 unknown: now bln", "  Hour(GetCurrentDateTimeUtc()) unknown: now int",
        "   GetCurrentDateTimeUtc() unknown: now dtm", "  8 = 8 int", " 1 skipped: undecided", " 2 skipped: undecided",
      ])
    #expect(
      Self.lines("IsSet(FindQueue(\"a\")) and 1 / 0 > 1 or true") == [
        "IsSet(FindQueue(\"a\")) and 1 / 0 > 1 or true = true bln",
        " IsSet(FindQueue(\"a\")) and 1 / 0 > 1 unknown: inventory bln",
        "  IsSet(FindQueue(\"a\")) unknown: inventory bln", "   FindQueue(\"a\") unknown: inventory que",
        "    \"a\" = \"a\" str", "  1 / 0 > 1 unfinished", "   1 / 0 failed: division-by-zero", "    1 = 1 int",
        "    0 = 0 int", "   1 not reached", " true = true bln",
      ])
  }

  @Test("A reference is one step as far as the environment answers it")
  func references() throws {
    let order = try json(#"{"items":[{"id":7}]}"#)
    #expect(
      Self.lines("Flow.order.items[1 - 1].id", ["Flow.order": order]) == [
        "Flow.order.items[1 - 1].id = 7 int", " Flow.order.items[1 - 1] = {\"id\":7} jsn",
        "  Flow.order.items = [{\"id\":7}] jsn", "   Flow.order = {\"items\":[{\"id\":7}]} jsn @1",
        "  1 - 1 = 0 int", "   1 = 1 int", "   1 = 1 int",
      ])
    #expect(
      Self.lines("conversation.participants[Flow.n].attributes.k", ["Flow.n": .integer(2)]) == [
        "conversation.participants[Flow.n].attributes.k = NOT_SET any @2", " Flow.n = 2 int @1",
      ])
  }

  @Test("A long chain needs no stack")
  func longChain() {
    let lines = Self.lines(Array(repeating: "1", count: 5000).joined(separator: " + "))
    #expect(lines.count == 9999)
    #expect(lines.first?.hasSuffix(" = 5000 int") == true)
  }

  @Test("A text that does not parse has no trace")
  func badText() {
    #expect(Self.lines("1 +").allSatisfy { $0.hasSuffix("not reached") })
  }
}
