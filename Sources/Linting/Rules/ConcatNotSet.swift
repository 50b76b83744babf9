import Expressions
import Flows
import SourceText

struct ConcatNotSet: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "concat-not-set", severity: .warning,
    summary: "Texts are joined by `+` with a variable that can be NOT_SET there.",
    rationale: """
      `+` ends with an error where one side is NOT_SET, and the flow takes its error path, which mostly hangs up. \
      `Append` takes NOT_SET and adds nothing for it; Genesys advises to use it.

      A use is reported only where the flow shows the path: no action fills the variable, the action that fills it \
      can fail and go on, or no action before fills it on some way that no other decision depends on. Tests inside \
      the expression and in the decisions before are taken into account.
      """,
    bad: [
      .assignment(
        of: #"Lower("Dear") + «Flow.name»"#, declaring: ["Flow.result": "string", "Flow.name": "string"],
        asInputs: false)
    ],
    good: [
      .assignment(of: #"Append("Dear ", Flow.name)"#, declaring: ["Flow.result": "string", "Flow.name": "string"])
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids where tree[id].kind == .binary(.add) && expression.addsText(id) {
      for operand in tree.operands(of: id) {
        guard let (variable, reason, certainty) = expression.unsetReason(of: operand, context) else { continue }
        context.report(
          certainty: certainty,
          "‘\(variable)’ is NOT_SET where \(reason), and ‘+’ then ends with an error; Append takes NOT_SET",
          at: tree[tree.unwrapped(operand)].range, of: expression)
      }
    }
  }
}
