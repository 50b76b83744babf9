import Documents

/// The control flow of a flow: which action may run after which.
///
/// Archy nests what a branch holds and configurations link it; here both are edges. Where it is not known whether a way
/// out exists an edge is drawn, so that no way is missing.
public struct FlowGraph: Sendable {
  /// What stands at one end of an edge.
  public enum Vertex: Hashable, Sendable {
    /// Where the flow begins.
    case start
    case container(ContainerID)
    case action(ActionID)
  }

  /// A way from one to another.
  public struct Edge: Hashable, Sendable {
    /// Where it comes from.
    public let from: Vertex
    /// Where it leads to.
    public let to: Vertex
    /// The name of the way out; nil where there is only one.
    public let label: String?
  }

  /// The edges, each once, in the order of what they come from.
  public private(set) var edges: [Edge] = []
  /// Whether the export says where the flow begins.
  public private(set) var hasStart = false

  private let flow: Flow
  private var seen: Set<Edge> = []
  /// What runs after an action that ends without a way out of its own.
  private var follows: [ActionID: ActionID] = [:]

  /// Works out the graph of a flow.
  public init(_ flow: Flow) {
    self.flow = flow
    for index in flow.containers.indices { addSequences(of: ContainerID(index: index)) }
    addReferences()
    for (index, action) in flow.actions.enumerated() {
      for link in action.links { add(.action(ActionID(index: index)), .action(link.target), link.name) }
    }
    addChoices()
    edges.sort { Self.order($0.from) < Self.order($1.from) }
  }

  private static func order(_ vertex: Vertex) -> Int {
    switch vertex {
    case .start: -2
    case .container: -1
    case .action(let id): id.index
    }
  }

  private mutating func add(_ from: Vertex, _ to: Vertex, _ label: String?) {
    let edge = Edge(from: from, to: to, label: label)
    if seen.insert(edge).inserted { edges.append(edge) }
  }

  // MARK: Sequences and branches

  /// A list of actions that run one after another, and what runs after the last.
  private struct Sequence {
    let actions: [ActionID]
    let next: ActionID?
  }

  private mutating func addSequences(of id: ContainerID) {
    let container = flow[id]
    if container.kind == "menu" {
      for choice in container.actions { add(.container(id), .action(choice), Self.label(ofChoice: flow[choice])) }
      return
    }
    guard !Self.typesWithoutSequence.contains(flow.type) else {
      for action in container.actions where flow[action].isStarting { add(.container(id), .action(action), nil) }
      return
    }
    if let first = container.actions.first { add(.container(id), .action(first), nil) }
    var pending = [Sequence(actions: container.actions, next: nil)]
    while let sequence = pending.popLast() {
      for (position, action) in sequence.actions.enumerated() {
        let follow = position + 1 < sequence.actions.count ? sequence.actions[position + 1] : sequence.next
        follows[action] = follow
        pending += addWays(out: action, follow: follow)
      }
    }
  }

  private mutating func addWays(out id: ActionID, follow: ActionID?) -> [Sequence] {
    let action = flow[id]
    var inner: [Sequence] = []
    let isLoop = action.type == "loop"
    for branch in action.branches {
      if let first = branch.actions.first {
        add(.action(id), .action(first), branch.name)
        inner.append(Sequence(actions: branch.actions, next: isLoop ? id : follow))
      } else if let follow {
        add(.action(id), .action(follow), branch.name)
      }
    }
    switch action.type {
    case "loopNext":
      if let loop = loop(around: id) { add(.action(id), .action(loop), nil) }
    case "loopExit":
      if let loop = loop(around: id), let after = follows[loop] { add(.action(id), .action(after), nil) }
    default:
      if let follow, !Self.endingTypes.contains(action.type), !hasAllBranches(action) {
        add(.action(id), .action(follow), action.branches.isEmpty ? nil : "otherwise")
      }
    }
    return inner
  }

  private func loop(around id: ActionID) -> ActionID? {
    var current = flow[id].parent
    while let action = current {
      if flow[action].type == "loop" { return action }
      current = flow[action].parent
    }
    return nil
  }

  /// Whether the branches are all that an action can take.
  private func hasAllBranches(_ action: FlowAction) -> Bool {
    let names = Set(action.branches.filter { !$0.actions.isEmpty }.map(\.name))
    return names.contains("default") || names.isSuperset(of: ["yes", "no"])
      || names.isSuperset(of: ["success", "failure", "timeout"])
  }

  // MARK: Jumps

  private mutating func addReferences() {
    for reference in flow.references {
      guard let target = reference.target else { continue }
      if let action = reference.action, flow.type == "scxml" || flow.type == "vxml" {
        add(.container(flow[action].container), .container(target), flow[action].name)
      } else if let action = reference.action {
        let isCall = flow[action].type == "callTask"
        add(.action(action), .container(target), isCall ? "calls" : nil)
      } else if reference.key == "startUpRef" || reference.key == "initialSequence" {
        hasStart = true
        add(.start, .container(target), nil)
      }
    }
  }

  /// The tasks and menus that stand inside of a menu's choices.
  private mutating func addChoices() {
    for (index, container) in flow.containers.enumerated() {
      guard let parent = container.parent else { continue }
      for choice in flow[parent].actions where container.path.starts(with: flow[choice].path) {
        add(.action(choice), .container(ContainerID(index: index)), nil)
      }
    }
  }

  private static func label(ofChoice choice: FlowAction) -> String? {
    choice.node["dtmf"]?.text
  }

  /// Actions after which the next one in the list does not run.
  private static let endingTypes: Set<String> = [
    "disconnect", "endTask", "endWorkflow", "endState", "endFlow", "exitBotFlow", "jumpToTask", "jumpToMenu",
    "changeState", "transferToAcd", "transferToFlow", "transferToFlowSecure", "transferToNumber", "transferToUser",
    "transferToGroup", "transferToVoicemail", "previousMenu", "repeatMenu",
  ]

  /// Types of flows in which the order of the file says nothing about what runs when.
  private static let typesWithoutSequence: Set<String> = [
    "StrategyDiagram", "CallflowDiagram", "IpdDiagram", "scxml", "vxml", "attendant", "dataAction", "agentScript",
    "conversationRequest",
  ]
}

extension FlowAction {
  /// Whether a block of a diagram is where it begins.
  fileprivate var isStarting: Bool {
    node["@starting"]?.text == "true" || type == "EntryBlock"
  }
}
