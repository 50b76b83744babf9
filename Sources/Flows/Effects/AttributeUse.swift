import Documents
public import SourceText

/// One place where participant data, or the user data of its forerunners, is read or written.
public struct AttributeUse: Sendable {
  /// What is done with it.
  public enum Access: String, Sendable, CaseIterable {
    case read, write
  }

  /// What is done with it.
  public let access: Access
  /// The attribute's name; nil where it is worked out when the flow runs.
  public let name: String?
  /// What stands for the name where it is worked out: the expression or the whole call.
  public let dynamicName: String?
  /// The bytes of the name, or of what stands for it.
  public let range: ByteRange
  /// The keys and indices from the document's root.
  public let path: [PathElement]
  /// The container that holds it.
  public let container: ContainerID?
  /// The action that does it.
  public let action: ActionID?
  /// The variable that a value read goes to, or the expression that is written, as it is written.
  public let value: String?
}

extension Flow {
  /// Who reads and writes which attribute, in order of place.
  public var attributeUses: [AttributeUse] {
    var uses = foreignAttributeUses
    for (index, action) in actions.enumerated() {
      for effect in action.effects {
        switch effect {
        case .readsAttribute(let name, let target):
          uses.append(use(.read, name, value: target.map { self[$0].text }, by: ActionID(index: index)))
        case .writesAttribute(let name, let value):
          uses.append(use(.write, name, value: text(of: value), by: ActionID(index: index)))
        case .assigns, .callsDataAction, .binds:
          break
        }
      }
    }
    return uses.sorted { $0.range < $1.range }
  }

  private func use(
    _ access: AttributeUse.Access, _ name: FlowValue, value: String?, by action: ActionID
  ) -> AttributeUse {
    let holder = self[action]
    var literal: String?
    var dynamic: String?
    var range = holder.node.range
    var path = holder.path
    switch name {
    case .literal(let node):
      literal = node.text ?? node.onlyText?.text
      range = (node.text == nil ? node.onlyText : node)?.contentRange ?? node.range
    case .expression(let site), .binding(let site):
      dynamic = self[site].text
      range = self[site].node.contentRange
      path = self[site].path
    case .other(let node):
      dynamic = ""
      range = node.range
    case .absent, .unset:
      dynamic = ""
      range = ByteRange(at: Int(range.start))
    }
    return AttributeUse(
      access: access, name: literal, dynamicName: literal == nil ? dynamic ?? "" : nil, range: range, path: path,
      container: holder.container, action: action, value: value)
  }

  private func text(of value: FlowValue) -> String? {
    switch value {
    case .literal(let node), .other(let node): node.text ?? node.onlyText?.text
    case .expression(let site), .binding(let site): self[site].text
    case .absent, .unset: nil
    }
  }
}

extension Node {
  /// The text of a mapping that holds nothing else but properties of its own XML.
  fileprivate var onlyText: Node? {
    kind == .mapping ? self["#text"] : nil
  }
}
