import Expressions
import SourceText
import TestSupport
import Testing

@Suite("The evaluator")
struct EvaluatorTests {
  @Test("evaluates a chain of any length without recursion")
  func longChain() throws {
    let sum = (["0"] + Array(repeating: "+ 1", count: 20_000)).joined(separator: " ")
    #expect(outcome(sum) == "20000")
    let texts = (["\"\""] + Array(repeating: "+ \"x\"", count: 10_000)).joined(separator: " ")
    #expect(try evaluate(texts).value.text?.count == 10_000)
    let any = (["false"] + Array(repeating: "or false", count: 10_000)).joined(separator: " ")
    #expect(outcome(any) == "false")
  }

  @Test("evaluates what the parser nests")
  func nesting() {
    let depth = 450
    #expect(outcome(String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)) == "1")
    #expect(outcome(String(repeating: "Lower(", count: depth) + "\"A\"" + String(repeating: ")", count: depth)) == "a")
    #expect(outcome(String(repeating: "1 + (", count: depth) + "1" + String(repeating: ")", count: depth)) == "451")
    #expect(outcome(String(repeating: "false ? 1 : ", count: depth) + "2") == "2")
    #expect(outcome(String(repeating: "-", count: depth) + "1") == "1")
    let ladder = String(repeating: "1 | 1 & 1 + 1 * 1 ^ (", count: depth) + "1" + String(repeating: ")", count: depth)
    #expect(outcome(ladder) == "1")
    let indexes = String(repeating: "Flow.x[", count: depth) + "0" + String(repeating: "]", count: depth)
    #expect(outcome(indexes, ["Flow.x": .collection([.integer(0)], of: .integer)]) == "0")
  }

  @Test("counts its steps and the size of texts")
  func limits() {
    var limits = EvaluationLimits()
    limits.steps = 5
    #expect(outcome("1 + 1", limits: limits) == "2")
    #expect(outcome("1 + 1 + 1 + 1 + 1", limits: limits).hasPrefix("evaluation-limit "))
    limits = EvaluationLimits()
    limits.textSize = 3
    #expect(outcome("\"ab\" + \"c\"", limits: limits) == "abc")
    #expect(outcome("\"ab\" + \"cd\"", limits: limits).hasPrefix("value-too-large 0..<11"))
    #expect(outcome("Append(\"ab\", \"cd\")", limits: limits).hasPrefix("value-too-large "))
  }

  @Test("stops texts that double again and again")
  func doubling() {
    let count = 60
    let doubled =
      String(repeating: "Replace(", count: count) + "\"a\"" + String(repeating: ", \"a\", \"aa\")", count: count)
    #expect(outcome(doubled).hasPrefix("value-too-large "))
  }

  @Test("hands on the origin of a value that nothing changes")
  func origin() throws {
    let variables: [String: Value] = ["Flow.n": .integer(3)]
    #expect(try evaluate("Flow.n", variables).origin == OriginID(1))
    #expect(try evaluate("(Flow.n)", variables).origin == OriginID(1))
    #expect(try evaluate("If(true, Flow.n, 0)", variables).origin == OriginID(1))
    #expect(try evaluate("true ? Flow.n : 0", variables).origin == OriginID(1))
    #expect(try evaluate("Flow.n + 0", variables).origin == nil)
    #expect(try evaluate("Flow.missing").origin == OriginID(2))
    #expect(try evaluate("ToString(Flow.missing)").origin == OriginID(2))
    #expect(try evaluate("ToString(Flow.missing)").type == .string)
  }

  @Test("gives the environment the whole path, computed indexes included")
  func paths() throws {
    var environment = TestEnvironment()
    environment.variables["flow.i"] = .integer(2)
    let tree = SyntaxTree(parsing: "conversation.participants[Flow.i - 1][\"a\" + \"b\"].attributes[\"k\"].x[-1]")
    _ = try Evaluator.evaluate(tree: tree, in: &environment)
    let path = try #require(environment.resolvedPaths.last)
    #expect(path.root == "conversation")
    let steps = path.steps.map { step in
      switch step {
      case .member(let name, _): ".\(name)"
      case .key(let key, _): "'\(key)"
      case .index(let index, _): "\(index)"
      case .dynamic: "?"
      }
    }
    #expect(steps == [".participants", "1", "'ab", ".attributes", "'k", ".x", "-1"])
  }

  @Test("goes on from what the environment knows")
  func remainder() throws {
    let order = try json("{\"items\": [{\"id\": \"a\"}, {\"id\": 7}], \"none\": null, \"Name\": \"x\"}")
    let variables: [String: Value] = ["Flow.order": order]
    #expect(outcome("Flow.order.items[1].id + 1", variables) == "8")
    #expect(outcome("Flow.order[\"items\"][0].id", variables) == "a")
    #expect(outcome("Flow.order.missing", variables) == "NOT_SET")
    #expect(outcome("Flow.order.none", variables) == "NOT_SET")
    #expect(outcome("Flow.order.items[2]", variables).hasPrefix("index-out-of-range 0..<19: "))
    #expect(outcome("(Flow.order).items[2].id", variables).hasPrefix("index-out-of-range 0..<21: "))
    #expect(outcome("Flow.order.missing.deep", variables).hasPrefix("not-set 0..<18: "))
    #expect(outcome("Flow.order.items.count", variables).hasPrefix("unknown-property 17..<22: "))
    let absent = try evaluate("Flow.order.name", variables)
    #expect(absent.diagnostics.map(\.code) == [.absentMember])
    #expect(absent.diagnostics.first?.message == "the JSON object has no member ‘name’; did you mean ‘Name’?")
    #expect(absent.diagnostics.first?.severity == .info)
    #expect(absent.type == .json)
  }

  @Test("hands on what the environment does not know")
  func unknown() throws {
    let variables: [String: Value] = [
      "Flow.answer": .unknown(Unknown(.mock, "what the data action ‘Orders’ answers")), "Flow.n": .integer(1),
    ]
    #expect(outcome("Flow.answer.items[Flow.n].id", variables) == "UNKNOWN")
    #expect(outcome("IsSet(Flow.answer) and Flow.n > 1", variables) == "false")
    #expect(outcome("MakeList(Flow.n, 2)[Flow.answer]", variables) == "UNKNOWN")
    #expect(outcome("(Flow.n > 1 ? Flow.answer : 7) + 1", variables) == "8")
    let result = try evaluate("ToInt(Flow.answer) + 1", variables)
    #expect(result.value.unknown == Unknown(.mock, "what the data action ‘Orders’ answers"))
    #expect(!result.value.isSet && result.value.text == nil)
  }

  @Test("says what was said before an error")
  func diagnosticsBeforeError() throws {
    let variables: [String: Value] = ["Flow.j": try json("{\"tier\": 1}")]
    do throws(EvaluationError) {
      _ = try evaluate("Flow.j.teir + 1", variables)
      Issue.record("no error")
    } catch {
      #expect(error.code == .notSet)
      #expect(error.diagnostics.map(\.message) == ["the JSON object has no member ‘teir’; did you mean ‘tier’?"])
    }
  }

  @Test("gives the error of the syntax first")
  func syntax() {
    #expect(outcome("1 +").hasPrefix("bad-operand "))
    #expect(outcome("") == "NOT_SET")
    #expect(outcome("{{name}}").hasPrefix("unknown-here 0..<8: "))
  }

  @Test("does not trap on numbers that an environment gives")
  func extremes() {
    let variables: [String: Value] = ["Flow.n": .integer(.min), "Flow.m": .integer(.max)]
    for expression in ["-Flow.n", "~Flow.m", "Flow.n - Flow.m", "Flow.n * Flow.n", "Flow.n % -1", "Flow.n ^ 3"] {
      #expect(outcome(expression, variables).hasPrefix("overflow "), "\(expression)")
    }
    #expect(outcome("MakeList(1)[Flow.n]", variables).hasPrefix("index-out-of-range "))
  }

  @Test("has its codes in one list, each once")
  func codes() {
    let names = DiagnosticCode.evaluationCodes.map(\.description)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { name in name.allSatisfy { $0.isLowercase || $0 == "-" } })
  }
}
