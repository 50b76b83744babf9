import Expressions
import Flows
import SourceText

/// Finds names of variables that the flow does not declare.
struct UnknownVariable: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unknown-variable", severity: .warning,
    summary: "A variable is used that the flow does not declare, or a word stands where a variable must.",
    rationale: """
      Architect refuses to publish a flow that names a variable which does not exist. Usual causes are a typing error, \
      a variable of another task (`Task.` variables belong to the task that declares them), and a text without quotes.

      A scope is judged only where the flow declares any variable of it, so that an excerpt of a flow is not reported \
      as a whole.
      """,
    bad: [
      .condition(#"«Flow.teir» == "gold""#, declaring: ["Flow.tier": "string"]),
      .condition(#"Flow.tier == «gold»"#, declaring: ["Flow.tier": "string"]),
    ],
    good: [.condition(#"Flow.tier == "gold""#, declaring: ["Flow.tier": "string"])],
    since: "0.1.0")

  func check(_ expression: FlowExpression, in flow: LintedFlow) -> any Collection<Finding> {
    // The text of a value that Genesys' compiler did not take need not be an expression.
    if case .failed = expression.site.compilation { return [Finding]() }
    guard flow.isWhole else { return [Finding]() }
    let found = flow.checkerDiagnostics(expression, .unknownVariable).filter { diagnostic in
      // The header of a conversation has rules of its own.
      let text = expression.tree.text(diagnostic.range).lowercased()
      return text != "from" && text != "to"
        || !expression.tree.normalizedText(expression.tree[expression.tree.root].range).contains("attributes")
    }
    return found.lazy.map {
      expression.finding(Self.metadata, certainty: .likely, $0.message, at: $0.range, in: flow)
    }
  }
}
