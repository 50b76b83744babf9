import Documents
import Expressions
import Flows
import SourceText

/// An attribute that is read into a variable.
struct AttributeRead: Hashable {
  /// Its name, written out.
  let key: String
  /// The variable.
  let variable: VariableName
}

extension LintedFlow {
  /// The attributes that an action reads into variables under names that are written out.
  func reads(of action: FlowAction) -> [AttributeRead] {
    action.effects.compactMap { effect in
      guard case .readsAttribute(.literal(let node), let target?) = effect, let key = node.text else { return nil }
      return AttributeRead(key: key, variable: VariableName(flow[target].text))
    }
  }
}
