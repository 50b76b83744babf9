import Expressions
import Flows
import SourceText

extension FlowExpression {
  /// When an operand is NOT_SET, as the end of a sentence; nil where it is guarded or nothing shows that it can be.
  func unsetReason(of operand: NodeID, _ budget: StepBudget) -> (variable: String, reason: String)? {
    guard let action = site.action, let path = tree.accessPath(of: tree.unwrapped(operand)),
      path.steps.count == 1, let name = path.variableName,
      let reason = flow.variableStates.reason(
        of: VariableName(name), before: action, in: site.container, spend: { budget.spend($0) }),
      !facts.isSet(operand)
    else { return nil }
    switch reason {
    case .neverWritten: return (name, "no action gives it a value")
    case .failed(let action):
      let failed = flow.flow[action]
      let title = failed.definition?.title ?? failed.type
      return (name, "\(title) ‘\((failed.name ?? "").oneLine)’ fails")
    }
  }
}
