import Expressions
import JSON
import SourceText

/// Variables by their dotted name, in any letter case; all others are NOT_SET.
struct TestEnvironment: Environment {
  var variables: [String: Value] = [:]
  var now: Int64?
  var resolvedPaths: [AccessPath] = []

  mutating func resolve(_ path: AccessPath) -> Resolution {
    resolvedPaths.append(path)
    var names = [path.root]
    for step in path.steps {
      guard case .member(let name, _) = step else { break }
      names.append(name)
    }
    for count in stride(from: names.count, through: 1, by: -1) {
      let name = names.prefix(count).joined(separator: ".").lowercased()
      if let value = variables[name] { return Resolution(value, stepCount: count - 1, origin: OriginID(1)) }
    }
    return Resolution(.notSet, stepCount: path.steps.count, origin: OriginID(2))
  }
}

/// What an expression comes to.
func evaluate(
  _ expression: String, _ variables: [String: Value] = [:], now: Int64? = nil,
  limits: EvaluationLimits = EvaluationLimits()
) throws(EvaluationError) -> Evaluation {
  var environment = TestEnvironment(now: now)
  for (name, value) in variables { environment.variables[name.lowercased()] = value }
  return try Evaluator.evaluate(tree: SyntaxTree(parsing: expression), in: &environment, limits: limits)
}

/// The text of an expression's value, `NOT_SET` where it has none, `UNKNOWN` where that cannot be told, or the code and
/// place of its error.
func outcome(
  _ expression: String, _ variables: [String: Value] = [:], now: Int64? = nil,
  limits: EvaluationLimits = EvaluationLimits()
) -> String {
  do throws(EvaluationError) {
    let value = try evaluate(expression, variables, now: now, limits: limits).value
    return value.unknown == nil ? value.text ?? "NOT_SET" : "UNKNOWN"
  } catch {
    let start = error.range.start
    return "\(error.code) \(start)..<\(error.range.end): \(error.message)"
  }
}

/// A JSON value from its text.
func json(_ text: String) throws -> Value {
  .json(try JSONDocument(parsing: Array(text.utf8)).root)
}
