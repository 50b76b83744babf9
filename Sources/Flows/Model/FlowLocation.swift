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
  /// The keys and indices from the document's root.
  public var path: [PathElement] = []

  /// Creates an empty location.
  public init() {}
}

extension FlowLocation: CustomStringConvertible {
  /// Container and action as a person would say it: `state ‘Greeting’ › decision ‘Gold customer?’`.
  public var description: String {
    let container = Self.named(containerKind, containerName)
    let action = Self.named(actionType, actionName)
    return [container, action].compactMap { $0 }.joined(separator: " › ")
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
