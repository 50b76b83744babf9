public import Documents

/// A flow of Architect, whatever format it was exported in.
///
/// Containers, actions, variables and expression sites stand in one array each and name one another by index. They are in
/// the order of the file; only the actions of a configuration, which link to one another, are in the order of the links.
public struct Flow: Sendable {
  /// The flow's name as it is written, placeholders included.
  public let name: String?
  /// The type as Archy names it, such as `inboundShortMessage`.
  public let type: String
  /// The document that holds the flow.
  public let document: DocumentTree
  /// The flow's body.
  public let node: Node
  /// Tasks, menus, states, bots and, for a common module, its list of start-up actions.
  public internal(set) var containers: [FlowContainer] = []
  /// All actions; a nested one stands after the action that holds it. Those of a configuration that nothing leads to
  /// stand at the end of their container's, and in no list of it.
  public internal(set) var actions: [FlowAction] = []
  /// All declared variables.
  public internal(set) var variables: [FlowVariable] = []
  /// All expressions and references to variables.
  public internal(set) var sites: [ExpressionSite] = []
  /// All literals that are scalars.
  public internal(set) var literals: [FlowLiteral] = []
  /// All places that name a container, dangling ones included: those of the flow, of containers and of actions.
  public internal(set) var references: [FlowReference] = []
  /// Lists of actions that stand where a way has its members, so that none of them is run.
  public internal(set) var misplacedLists: [MisplacedList] = []
  /// The headers of a data action's request.
  var headers: [(name: String, value: Node)] = []
  /// What formats without effects of their actions say of attributes and user data.
  var foreignAttributeUses: [AttributeUse] = []
  /// The name of the format where it is not that of the document.
  var ownFormatName: String?

  /// The name of the format as output has it: `yaml`, `json`, `xml`, `dataaction`…
  public var formatName: String { ownFormatName ?? document.format.rawValue }

  /// Whether it is written as Archy does, with its names and nesting, in whatever format; configurations are not.
  public internal(set) var isArchy = false

  /// Whether it was read from a format that is not Architect's.
  public var isForeign: Bool { FlowType.foreign.contains(type) }

  /// Whether it is a data action, which flows call.
  public var isDataAction: Bool { type == FlowType.dataAction }

  /// Whether it is a request that creates a conversation, or a guest's message.
  public var isRequest: Bool { type == FlowType.request }

  /// Whether it is a script that agents see.
  package var isScript: Bool { type == FlowType.agentScript }

  /// Whether its actions or templates write attributes of a name.
  package func sets(_ key: String) -> Bool { attributeUses.contains { $0.isWrite && $0.isExactly(key) } }

  /// Whether what its actions name follows the container that holds them, as in state charts and dialogues.
  var linksContainers: Bool { type == "scxml" || type == "vxml" }

  init(name: String?, type: String, document: DocumentTree, node: Node) {
    self.name = name
    self.type = type
    self.document = document
    self.node = node
  }

  /// The container with an id of this flow.
  public subscript(_ id: ContainerID) -> FlowContainer { _read { yield containers[id.index] } }
  /// The action with an id of this flow.
  public subscript(_ id: ActionID) -> FlowAction { _read { yield actions[id.index] } }
  /// The site with an id of this flow.
  public subscript(_ id: SiteID) -> ExpressionSite { _read { yield sites[id.index] } }

  /// Where a site stands.
  public func location(of site: ExpressionSite) -> FlowLocation {
    location(container: site.container, action: site.action, path: site.path)
  }

  /// The location of something in a container or an action.
  public func location(container: ContainerID?, action: ActionID?, path: [PathElement]) -> FlowLocation {
    var location = FlowLocation()
    location.flowName = name
    location.flowType = type
    if let container {
      location.containerKind = self[container].kind
      location.containerName = self[container].name
    }
    if let action {
      location.actionType = self[action].type
      location.actionName = self[action].name
      location.actionID = self[action].id
      location.actionTrackingID = self[action].trackingID
    }
    location.path = path
    let named = action.map { self[$0].path } ?? container.map { self[$0].path } ?? []
    if path.starts(with: named) { location.nameDepth = named.count }
    return location
  }
}

extension Flow {
  /// Whether a container is the menu that Architect puts into each new flow of calls, as it was: its only choice is to
  /// disconnect.
  public func isGivenMenu(_ id: ContainerID) -> Bool {
    let menu = self[id]
    return menu.isMenu && menu.choice == nil && menu.defaultChoice == nil && menu.actions.count == 1
      && self[menu.actions[0]].definition?.course == .ends
  }
}

/// A list of actions directly under a way out of an action, without the key `actions`.
public struct MisplacedList: Sendable {
  /// The name of the way.
  public let way: String
  /// The list.
  public let node: Node
  /// The action that has the way.
  public let action: ActionID
}

/// Names one container, action or site of a flow.
public struct FlowID<Element>: Hashable, Sendable {
  /// The position in ``Flow/containers``, ``Flow/actions`` or ``Flow/sites``.
  public let index: Int

  /// Creates an id; it must be a position in the flow it is used with.
  public init(index: Int) {
    self.index = index
  }
}

/// Names one container of a flow.
public typealias ContainerID = FlowID<FlowContainer>
/// Names one action of a flow.
public typealias ActionID = FlowID<FlowAction>
/// Names one expression site of a flow.
public typealias SiteID = FlowID<ExpressionSite>

/// A named part of a flow that holds actions.
public struct FlowContainer: Sendable {
  /// What it is, as Archy names it: `task`, `menu`, `state`, `bot`…; `startUpTask` for the list of actions that is
  /// the whole of a common module.
  public let kind: String
  /// The name as it is written.
  public let name: String?
  /// Where the id stands that references inside the flow use.
  public let identity: Node?
  /// The container's body.
  public let node: Node
  /// The keys and indices from the document's root.
  public let path: [PathElement]
  /// The menu that holds it, for a submenu or a choice's task.
  public let parent: ContainerID?
  /// The choice of that menu that holds it.
  public var choice: ActionID?
  /// What a menu names as its choice where the caller makes none.
  public var defaultChoice: String?
  /// The choice that it names so; nil where the menu has none such.
  public internal(set) var defaultAction: ActionID?
  /// The first-level actions in order; for a menu its choices.
  public internal(set) var actions: [ActionID] = []

  /// The id that references inside the flow use.
  public var refID: String? { identity?.text }
  /// Where it is named, or all of it.
  public var place: Node { node["name"] ?? node }

  /// Whether it is a menu, the actions of which are its choices.
  public var isMenu: Bool { kind == Self.menuKind }

  /// The kind of a menu, the actions of which are its choices.
  static let menuKind = "menu"
  /// The kind of the list of actions that is the whole of a common module.
  package static let startUpKind = "startUpTask"
}
