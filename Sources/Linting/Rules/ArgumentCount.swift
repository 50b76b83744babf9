import Expressions
import Flows
import SourceText

struct ArgumentCount: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "argument-count", severity: .warning,
    summary: "A function is called with a number of arguments that it does not take.",
    rationale: """
      Architect refuses to publish the flow. Most often a comma stands where a text goes on, or an argument was lost \
      with a bracket. It is a warning, since a function may have a form that is not known here; `plumb functions NAME` \
      prints the known ones.
      """,
    bad: [.condition(#"«Substring(Message.Message.body, 2)» == "X1""#)],
    good: [.condition(#"Substring(Message.Message.body, 2, 2) == "X1""#)])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    guard expression.site.kind == .expression else { return }
    for found in expression.checkerDiagnostics(.invalidArgumentCount) {
      context.report(certainty: .likely, found.message, at: found.range, of: expression)
    }
  }
}
