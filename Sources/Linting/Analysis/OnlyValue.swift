import Expressions
import Flows

extension FlowExpression {
  /// A part of an expression.
  struct Part {
    let expression: FlowExpression
    let id: NodeID
  }

  /// What a part consists of, without parentheses: where that is a variable that is given one value alone in the flow,
  /// that value.
  func meant(by id: NodeID) -> Part {
    let id = tree.unwrapped(id)
    guard let path = tree.accessPath(of: id), path.steps.count == 1, let name = path.variableName,
      let value = flow.onlyValues[VariableKey(VariableName(name), in: site.container)]
    else { return Part(expression: self, id: id) }
    let other = flow[value]
    guard other.tree.isValid, !other.tree.nodes.isEmpty, other.site.language == .architect else {
      return Part(expression: self, id: id)
    }
    return Part(expression: other, id: other.tree.unwrapped(other.tree.root))
  }
}
