import Expressions

extension VariableStates {
  /// The action whose output a written attribute is taken from though the action may have failed; nil where the value is
  /// no such output, or where its expression makes sure of it.
  package func unguardedSource(of use: AttributeUse, in flow: Flow) -> ActionID? {
    guard case .expression(let id) = use.value, let writer = use.action else { return nil }
    let tree = flow[id].tree
    let facts = Facts(tree)
    for node in tree.ids {
      guard let name = tree.accessPath(of: node)?.variableName,
        case .failed(let action)? = reason(of: VariableName(name), before: writer, in: flow[id].container),
        !facts.isSet(node)
      else { continue }
      return action
    }
    return nil
  }
}
