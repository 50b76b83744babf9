import Expressions
import Flows
import SourceText

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
    good: [.condition(#"Flow.tier == "gold""#, declaring: ["Flow.tier": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    // The text of a value that Genesys' compiler did not take need not be an expression.
    if case .failed = expression.site.compilation { return }
    guard expression.flow.isWhole else { return }
    let tree = expression.tree
    for found in expression.checkerDiagnostics(.unknownVariable) {
      // The header of a conversation has rules of its own.
      let text = tree.text(found.range).lowercased()
      if text == "from" || text == "to", tree.normalizedText(tree[tree.root].range).contains("attributes") { continue }
      context.report(certainty: .likely, found.message, at: found.range, of: expression)
    }
  }
}
