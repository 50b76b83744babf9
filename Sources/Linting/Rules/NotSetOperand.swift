import Expressions
import Flows
import SourceText

struct NotSetOperand: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "not-set-operand", severity: .warning,
    summary: "An operator is applied to a variable that can be NOT_SET there.",
    rationale: """
      Arithmetic and the comparisons `<`, `<=`, `>` and `>=` end with an error where an operand is NOT_SET, and the \
      flow takes its error path, which mostly hangs up. Test the variable before (`IsSet(Flow.n) and Flow.n > 3`), give \
      it an initial value, or fill it on the path that is named.

      A use is reported only where the flow shows the path: no action fills the variable, the action that fills it \
      can fail and go on, or no action before fills it on some way that no other decision depends on. Tests inside \
      the expression and in the decisions before are taken into account.
      """,
    bad: [.condition("«Flow.count» > 3", declaring: ["Flow.count": "integer"], asInputs: false)],
    good: [.condition("IsSet(Flow.count) and Flow.count > 3", declaring: ["Flow.count": "integer"])],
    fixSafety: .unsafe)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard case .binary(let sign) = tree[id].kind, ![.equal, .notEqual, .and, .or].contains(sign) else { continue }
      // An addition to a text is told by another rule.
      if sign == .add, expression.addsText(id) { continue }
      for operand in tree.operands(of: id) {
        guard let (variable, reason, certainty) = expression.unsetReason(of: operand, context) else { continue }
        let fix = expression.guardFix(for: operand)
        context.report(
          certainty: certainty,
          "‘\(variable)’ is NOT_SET where \(reason), and ‘\(sign.rawValue)’ then ends with an error",
          at: tree[tree.unwrapped(operand)].range, of: expression, fix: fix())
      }
    }
  }
}

extension FlowExpression {
  /// Whether a `+` joins texts.
  func addsText(_ id: NodeID) -> Bool {
    tree.operands(of: id).contains { types[tree.unwrapped($0)] == .string }
  }
}
