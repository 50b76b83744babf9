import Expressions
import Flows
import SourceText

extension LintedFlow {
  /// When an operand is NOT_SET, as the end of a sentence; nil where it is guarded or nothing shows that it can be.
  func unsetReason(
    of operand: NodeID, in expression: FlowExpression, _ facts: Facts
  ) -> (variable: String, reason: String)? {
    let tree = expression.tree
    guard let action = expression.site.action, let path = tree.accessPath(of: tree.unwrapped(operand)),
      path.steps.count == 1, let name = path.variableName,
      let reason = variableStates.reason(of: VariableName(name), before: action, in: expression.site.container),
      !facts.isSet(operand)
    else { return nil }
    switch reason {
    case .neverWritten: return (name, "no action gives it a value")
    case .failed(let action):
      let title = flow[action].definition?.title ?? flow[action].type
      return (name, "\(title) ‘\((flow[action].name ?? "").oneLine)’ fails")
    }
  }
}
