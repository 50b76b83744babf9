import Expressions
import Documents
import Flows
import SourceText

/// One attribute that an action reads or writes.
struct AttributeUse {
  /// The action.
  let action: ActionID
  /// The name as the flow says it.
  let name: FlowValue
  /// The value that is written; nil for a read.
  let value: FlowValue?

  /// The scalar of a literal name.
  var literal: Node? {
    if case .literal(let node) = name, node.kind == .scalar { node } else { nil }
  }
}

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

  /// The attributes that the actions of the flow read and write, in order.
  var attributeUses: [AttributeUse] {
    flow.actions.indices.flatMap { index in
      flow.actions[index].effects.compactMap { effect in
        switch effect {
        case .readsAttribute(let name, _): AttributeUse(action: ActionID(index: index), name: name, value: nil)
        case .writesAttribute(let name, let value):
          AttributeUse(action: ActionID(index: index), name: name, value: value)
        default: nil
        }
      }
    }
  }

  /// The literal name of an attribute, also where it is written as a constant expression.
  func constantName(of use: AttributeUse) -> String? {
    switch use.name {
    case .literal(let node): return node.text
    case .expression(let id):
      guard case .string(let text)? = self[id].tree.constant()?.value else { return nil }
      return text
    default: return nil
    }
  }

  /// A finding about the name of an attribute, where the name is said, else about the action.
  func finding(
    _ rule: RuleMetadata, severity: Severity? = nil, certainty: Finding.Certainty = .certain, _ message: String,
    about use: AttributeUse
  ) -> Finding {
    if case .expression(let id) = use.name {
      let expression = self[id]
      if let root = expression.tree.nodes.last {
        return expression.finding(
          rule, severity: severity, certainty: certainty, message, at: root.range, in: self)
      }
    }
    return finding(
      rule, severity: severity, certainty: certainty, message,
      at: use.literal ?? flow[use.action].node["name"] ?? flow[use.action].node,
      action: use.action)
  }
}
