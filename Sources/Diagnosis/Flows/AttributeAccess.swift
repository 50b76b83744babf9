import Flows

/// A place of a flow that reads or writes an attribute.
struct AttributeAccess {
  /// What it does with the attribute.
  enum Kind: Hashable {
    /// Reads it into a variable.
    case read(target: SiteID?)
    /// Writes a value.
    case write
  }

  /// What it does.
  let kind: Kind
  /// The name that it gives.
  let name: AttributeName
  /// What is written; `absent` for a read.
  let value: FlowValue
  /// The action, by its place in ``Flow/actions``.
  let action: Int

  var isWrite: Bool { kind == .write }

  /// All places of a flow, in the order of the file.
  static func all(in flow: Flow) -> [AttributeAccess] {
    var accesses: [AttributeAccess] = []
    for (index, action) in flow.actions.enumerated() {
      for effect in action.effects {
        switch effect {
        case .readsAttribute(let name, let target):
          guard let name = AttributeName(name, in: flow) else { continue }
          accesses.append(
            AttributeAccess(kind: .read(target: target), name: name, value: .absent, action: index))
        case .writesAttribute(let name, let value):
          guard let name = AttributeName(name, in: flow) else { continue }
          accesses.append(AttributeAccess(kind: .write, name: name, value: value, action: index))
        case .assigns, .callsDataAction, .binds: break
        }
      }
    }
    return accesses
  }
}
