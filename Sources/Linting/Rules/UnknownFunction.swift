import Expressions
import Flows
import SourceText

struct UnknownFunction: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unknown-function", severity: .warning,
    summary: "An expression calls a function that is not known.",
    rationale: """
      Architect refuses to publish a flow that calls a function which does not exist. Names are compared in any letter \
      case; the message offers those that differ by a typing error.

      It is a warning and no error, since Genesys lists its functions only inside the product and the list here may \
      lack one. Nothing is reported where the export shows that Genesys' compiler took the expression.
      """,
    bad: [.condition(#"«Uper»(Flow.tier) == "GOLD""#, declaring: ["Flow.tier": "string"])],
    good: [.condition(#"Upper(Flow.tier) == "GOLD""#, declaring: ["Flow.tier": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    guard expression.site.kind == .expression else { return }
    for found in expression.checkerDiagnostics(.unknownFunction) {
      context.report(certainty: .likely, found.message, at: found.range, of: expression)
    }
  }
}
