import Expressions
import JSON

/// Expressions that were planned, by their texts.
final class PlanCache {
  private var plans: [String: Plan] = [:]
  private let functions: FunctionCatalogue

  init(functions: FunctionCatalogue) {
    self.functions = functions
  }

  /// What a text evaluates to; nil where that fails.
  func value(of text: String, in environment: inout RunEnvironment) -> Value? {
    let plan = plans[text] ?? Plan(SyntaxTree(parsing: text), functions: functions)
    plans[text] = plan
    return try? Evaluator.evaluate(plan, in: &environment).value
  }

  /// What a text that reads nothing evaluates to; nil where that fails.
  func value(of text: String) -> Value? {
    var environment = Run.environment(Scenario())
    guard let value = value(of: text, in: &environment), value.isSet else { return nil }
    return value
  }
}

extension Value {
  /// The value of a JSON text; nil where it is none.
  static func json(_ text: String) -> Value? {
    (try? JSONDocument(parsing: Array(text.utf8))).map { .json($0.root) }
  }
}
