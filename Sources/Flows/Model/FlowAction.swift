public import Documents

/// One action of a flow, or one choice of a menu.
public struct FlowAction: Sendable {
  /// The type as Archy names it, such as `updateData` or `menuTask`; unknown types survive as the export names them.
  public let type: String
  /// The name as it is written.
  public let name: String?
  /// The action's body.
  public let node: Node
  /// The keys and indices from the document's root, down to the action's type.
  public let path: [PathElement]
  /// The container that holds it.
  public let container: ContainerID
  /// The action whose branch holds it.
  public let parent: ActionID?
  /// The id, where the format has one.
  public var id: String?
  /// The number that Architect shows beside the name, where the format has it.
  public var trackingID: String?
  /// The ways out of the action that hold actions of their own, in order.
  public internal(set) var branches: [FlowBranch] = []
  /// The ways out of the action that lead to another action by its id, in order.
  public internal(set) var links: [FlowLink] = []
  /// What running it does to variables, attributes and the world.
  public internal(set) var effects: [FlowEffect] = []
}

/// One way out of an action that leads to another one.
public struct FlowLink: Hashable, Sendable {
  /// The name as the export has it; nil for the one way that needs none.
  public let name: String?
  /// Where it leads to.
  public let target: ActionID
}

/// One way out of an action.
public struct FlowBranch: Sendable {
  /// The name as Archy has it: `yes`, `success`, `default`; `case`, `intent`… for the items of a list.
  public let name: String
  /// The branch's body.
  public let node: Node
  /// The keys and indices from the document's root.
  public let path: [PathElement]
  /// Its actions in order.
  public internal(set) var actions: [ActionID] = []
}
