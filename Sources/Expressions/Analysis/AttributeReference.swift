/// An attribute of a participant that a path into a conversation reads.
public struct AttributeReference: Hashable, Sendable {
  /// The participant as the path says it: `customer`, `customer[1]`, `[0]`, an id; `from` and `to` for what only the
  /// tutorial's documents have.
  public let participant: String
  /// The key; nil where all attributes are read, or where only the evaluation tells which.
  public let key: String?

  /// Takes it from a path; nil where the path reads no attribute.
  public init?(_ path: AccessPath) {
    guard path.isConversationPath else { return nil }
    var steps = path.steps[...]
    if path.kind == .participant {
      participant = "customer"
    } else {
      guard let participant = Self.participant(&steps) else { return nil }
      self.participant = participant
    }
    guard steps.popFirst()?.name?.lowercased() == "attributes" else { return nil }
    key = AttributeKey(steps)?.text
  }

  private static func participant(_ steps: inout ArraySlice<AccessPath.Step>) -> String? {
    let word = steps.popFirst()?.name?.lowercased()
    var participant: String
    switch word {
    case "from"?, "to"?: participant = word ?? ""
    case "participants"?:
      switch steps.popFirst() {
      case .member(let name, _)?, .key(let name, _)?: participant = name
      case .index(let index, _)?: return "[\(index)]"
      case .dynamic?: participant = "[…]"
      case nil: return nil
      }
    default: return nil
    }
    switch steps.first {
    case .index(let index, _)?: participant += "[\(index)]"
    case .dynamic?: participant += "[…]"
    default: return participant
    }
    steps.removeFirst()
    return participant
  }
}
