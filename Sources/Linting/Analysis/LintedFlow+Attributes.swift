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

  /// A finding about the name of an attribute, where the name is said, else about the action.
  func finding(
    _ rule: RuleMetadata, severity: Severity? = nil, certainty: Finding.Certainty = .certain, _ message: String,
    about use: AttributeUse
  ) -> Finding {
    if case .expression(let id) = use.nameValue {
      let expression = self[id]
      if let root = expression.tree.nodes.last {
        return expression.finding(
          rule, severity: severity, certainty: certainty, message, at: root.range, in: self)
      }
    }
    let holder = use.action.map { flow[$0].node } ?? flow.node
    return finding(
      rule, severity: severity, certainty: certainty, message, at: use.literalName ?? holder["name"] ?? holder,
      action: use.action)
  }
}

extension AttributeUse {
  /// The scalar of a name that is written out.
  fileprivate var literalName: Node? {
    if case .literal(let node) = nameValue, node.kind == .scalar { node } else { nil }
  }
}
