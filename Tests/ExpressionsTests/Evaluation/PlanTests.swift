import Expressions
import JSON
import SourceText
import Testing

@Suite("Plans")
struct PlanTests {
  @Test("give every environment its own values, also at the same time")
  func shared() async throws {
    let text =
      #"If(IsSet(Flow.n), ToString(Flow.n * 2) + Flow.order.items[Flow.n - 1].id, "none") + Upper(Call.Ani + "x")"#
    let plan = Plan(SyntaxTree(parsing: text))
    let order = try json(#"{"items":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#)
    let texts = await withTaskGroup(of: (Int, [String]).self) { group in
      for place in 0..<8 {
        group.addTask {
          let texts = (0..<200).map { round -> String in
            var environment = TestEnvironment(variables: [
              "flow.n": round % 4 == 0 ? .notSet : .integer(Int64(round % 4)), "flow.order": order,
              "call.ani": .string("t\(place)"),
            ])
            return (try? Evaluator.evaluate(plan, in: &environment))?.value.text ?? "failed"
          }
          return (place, texts)
        }
      }
      return await group.reduce(into: [Int: [String]]()) { $0[$1.0] = $1.1 }
    }
    for place in 0..<8 {
      let expected = ["noneT\(place)X", "2aT\(place)X", "4bT\(place)X", "6cT\(place)X"]
      #expect(texts[place] == (0..<200).map { expected[$0 % 4] })
    }
  }

  @Test("give what the tree gives, again and again", arguments: 0..<10)
  func repeated(_ seed: Int) throws {
    var generator = RandomExpressions(seed: UInt64(2000 + seed))
    let variables = try RandomExpressions.variables()
    for _ in 0..<50 {
      let text = generator.expression(depth: 4)
      let plan = Plan(SyntaxTree(parsing: text))
      let outcomes = (0..<3).map { _ in
        var environment = TestEnvironment(variables: variables, now: 0)
        return Result { try Evaluator.evaluate(plan, in: &environment) }
      }
      let texts = outcomes.map { outcome in
        switch outcome {
        case .success(let result): "\(result.type.code) \(result.value.text ?? "NOT_SET")"
        case .failure(let error): "\(error)"
        }
      }
      #expect(Set(texts).count == 1, "\(text)")
    }
  }
}

/// What the checker says of a call beforehand, and what the evaluator makes of it.
@Suite("Checker and evaluator")
struct AcceptedCallsTests {
  /// Expressions of every type that a literal or a function gives, none of them JSON.
  private static let arguments = [
    #""a""#, "5", "2.5", "true", "System.MinDateTime", "System.MinDate", "System.MinTime", "ToDuration(5)",
    #"MakeCurrency(1, "EUR")"#, #"ToPhoneNumber("+13175550123")"#, #"ToAudioTTS("x")"#, "Prompt.x",
    #"ToCommunication("x")"#, "Format.String.x", "Format.Date.x", "MakeList(1, 2)", "MakeList(2.5)", #"MakeList("a")"#,
    "MakeList(System.MinDate)",
  ]
  /// JSON of every kind, which only its value tells apart.
  private static let json = [
    #"JsonParse("\"a\"")"#, #"JsonParse("5")"#, #"JsonParse("2.5")"#, #"JsonParse("true")"#, #"JsonParse("[1]")"#,
    #"JsonParse("{}")"#,
  ]

  /// All but `If`: of its branches only one is looked at when it is evaluated.
  private static let names = FunctionCatalogue.standard.functions.map(\.name).filter { $0 != "If" }

  @Test("accept the same calls", arguments: names)
  func calls(_ name: String) throws {
    let function = try #require(FunctionCatalogue.standard[name])
    let longest = function.overloads.map(\.parameters.count).max() ?? 0
    var differences: [String] = []
    for count in 0...min(longest + 1, 3) {
      let isKnown = function.overloads.contains { $0.takes(count) }
      let some = isKnown && count < 3 ? Self.arguments : [Self.arguments[0], Self.arguments[1], Self.arguments[15]]
      for arguments in Self.tuples(of: some, count) {
        let text = "\(name)(\(arguments.joined(separator: ", ")))"
        let (said, found) = Self.verdicts(text)
        if said != found || isKnown == (said == .invalidArgumentCount) { differences.append(text) }
      }
      // What the values of JSON are is not known beforehand: nothing is said against what may be well.
      for arguments in Self.tuples(of: Self.json + Array(some.prefix(2)), min(count, 2)) {
        let text = "\(name)(\(arguments.joined(separator: ", ")))"
        let (said, found) = Self.verdicts(text)
        if said != nil, said != found { differences.append(text) }
      }
    }
    #expect(differences == [])
  }

  /// What the checker and the evaluator have against a call: its number of arguments, or their types.
  private static func verdicts(_ text: String) -> (said: DiagnosticCode?, found: DiagnosticCode?) {
    let tree = SyntaxTree(parsing: text)
    let codes: Set<DiagnosticCode> = [.invalidArgumentCount, .invalidArgument]
    let typed = TypeChecker().check(tree)
    var environment = TestEnvironment(now: 0)
    do throws(EvaluationError) {
      _ = try Evaluator.evaluate(Plan(typed), in: &environment)
      return (typed.diagnostics.first?.code, nil)
    } catch {
      // A function may still refuse what is of the right type.
      let isRefusal = error.message.hasPrefix("expected a JSON ")
      return (typed.diagnostics.first?.code, codes.contains(error.code) && !isRefusal ? error.code : nil)
    }
  }

  private static func tuples(of items: [String], _ count: Int) -> [[String]] {
    var tuples: [[String]] = [[]]
    for _ in 0..<count { tuples = tuples.flatMap { tuple in items.map { tuple + [$0] } } }
    return tuples
  }
}
