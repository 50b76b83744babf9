/// Where in a flow something stands, in the words of Architect.
public struct FlowLocation: Hashable, Sendable {
  /// The flow's name.
  public var flowName: String?
  /// The flow's type as Archy names it, such as `inboundShortMessage`.
  public var flowType: String?
  /// The kind of the task, menu, state, bot… that holds it, such as `state`.
  public var containerKind: String?
  /// The name of that container.
  public var containerName: String?
  /// The type of the action that holds it, such as `decision`.
  public var actionType: String?
  /// The name of that action.
  public var actionName: String?
  /// The id of that action, where the format has one.
  public var actionID: String?
  /// The number that Architect shows beside that action's name, where the format has it.
  public var actionTrackingID: String?
  /// The keys and indices from the document's root.
  public var path: [PathElement] = []
  /// How much of the path leads to the action or container that is named.
  public var nameDepth = 0
  /// The part of the path inside the action or container that is named.
  public var propertyPath: ArraySlice<PathElement> { path.dropFirst(nameDepth) }

  /// Creates an empty location.
  public init() {}
}

extension FlowLocation: CustomStringConvertible {
  /// Container and action as a person would say it: `state ‘Greeting’ › decision ‘Gold customer?’`, with the action's
  /// number in Architect where the format has it.
  public var description: String {
    let container = Self.named(containerKind, containerName)
    let action = Self.named(actionType, actionName).map { action in
      actionTrackingID.map { "\(action) (\($0))" } ?? action
    }
    return [container, action].compactMap { $0 }.joined(separator: " › ")
  }

  /// Container, action and the properties inside: `state ‘Greeting’ › updateData ‘Count’ (12) › variables/0/expression`.
  public var wholeDescription: String {
    let properties = propertyPath.map { element in
      switch element {
      case .key(let key): key
      case .index(let index): "\(index)"
      }
    }
    return [description, properties.joined(separator: "/")].filter { !$0.isEmpty }.joined(separator: " › ")
  }

  private static func named(_ kind: String?, _ name: String?) -> String? {
    guard let kind else { return nil }
    return name.map { "\(kind) ‘\($0)’" } ?? kind
  }
}

/// A key of a mapping or an index of a sequence.
public enum PathElement: Hashable, Sendable {
  case key(String)
  case index(Int)
}
