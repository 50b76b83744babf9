import Expressions
import Flows
import SourceText

struct LiteralOutOfRange: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "literal-out-of-range", severity: .error,
    summary: "An integer is larger than Architect's integers are.",
    rationale: """
      Architect's integers reach from -999,999,999,999,999 to 999,999,999,999,999; a longer one is refused when the \
      flow is published. Long numbers are mostly no numbers: write account, card and telephone numbers as texts.
      """,
    bad: [.condition("Flow.account == «1234567890123456»", declaring: ["Flow.account": "integer"])],
    good: [.condition(#"Flow.account == "1234567890123456""#, declaring: ["Flow.account": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    guard expression.site.kind == .expression else { return }
    for found in expression.checkerDiagnostics(.invalidInteger) {
      context.report(found.message, at: found.range, of: expression)
    }
  }
}
