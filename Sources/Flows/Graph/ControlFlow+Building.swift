extension ControlFlow {
  /// Works out the graph of a flow.
  public init(_ flow: Flow) {
    self.init(containers: flow.containers.count, actions: flow.actions.count)
    var builder = ControlFlowBuilder(flow, self)
    builder.build()
    self = builder.graph
  }
}

/// Builds the graph of a flow, one container after the other.
private struct ControlFlowBuilder {
  typealias Vertex = ControlFlow.Vertex

  let flow: Flow
  var graph: ControlFlow
  /// The containers that each action names.
  private var named: [ActionID: [ContainerID]] = [:]
  /// The containers that stand inside of each choice of a menu.
  private var held: [ActionID: [ContainerID]] = [:]
  /// The containers that something else than a call enters.
  private var isEntered: Set<ContainerID> = []

  /// A list of actions that run one after another, and what runs after the last.
  private struct Sequence {
    let actions: [ActionID]
    let next: Vertex
  }

  init(_ flow: Flow, _ graph: ControlFlow) {
    self.flow = flow
    self.graph = graph
    for reference in flow.references {
      if let action = reference.action, let target = reference.target { named[action, default: []].append(target) }
    }
    for (index, container) in flow.containers.enumerated() {
      guard let choice = container.choice else { continue }
      held[choice, default: []].append(ContainerID(index: index))
    }
  }

  mutating func build() {
    addStarts()
    if flow.isForeign { return addDiagram() }
    for index in flow.containers.indices {
      let id = ContainerID(index: index)
      if flow[id].kind == FlowContainer.menuKind {
        addMenu(id)
      } else {
        addSequences(of: id)
      }
    }
    for id in flow.containers.indices.map({ ContainerID(index: $0) }) where isEntered.contains(id) {
      if flow.type == FlowType.waitingCall { graph.add(.end(id), .entry(id), .back) }
      graph.add(.end(id), .exit(.ended), .next)
    }
  }

  private mutating func enter(_ container: ContainerID, from vertex: Vertex, _ reason: ControlFlow.Reason) {
    graph.add(vertex, .entry(container), reason)
    if reason != .call { isEntered.insert(container) }
  }

  // MARK: Where it begins

  private mutating func addStarts() {
    for reference in flow.references where reference.action == nil {
      guard let target = reference.target else { continue }
      if let container = reference.container {
        enter(target, from: .entry(container), .event)
      } else if reference.isStart {
        graph.hasStart = true
        enter(target, from: .start, .next)
      } else if !flow.isForeign {
        enter(target, from: .start, .event)
      }
    }
    for (index, container) in flow.containers.enumerated() where container.kind == FlowContainer.startUpKind {
      graph.hasStart = true
      enter(ContainerID(index: index), from: .start, .next)
    }
    guard !graph.hasStart else { return }
    for index in flow.containers.indices { enter(ContainerID(index: index), from: .start, .next) }
  }

  // MARK: Diagrams of other systems, in which the order of the file says nothing

  private mutating func addDiagram() {
    for (index, action) in flow.actions.enumerated() {
      let vertex = Vertex.action(ActionID(index: index))
      let entry = Vertex.entry(action.container)
      if action.isStarting { graph.add(entry, vertex, .next) }
      for target in named[ActionID(index: index)] ?? [] {
        // In state charts and dialogues what an action names follows its container.
        let isOfContainer = flow.linksContainers
        enter(target, from: isOfContainer ? entry : vertex, .link(isOfContainer ? action.name : nil))
      }
      for link in action.links { graph.add(vertex, .action(link.target), .link(link.name)) }
    }
  }

  // MARK: Menus

  private mutating func addMenu(_ id: ContainerID) {
    for choice in flow[id].actions {
      graph.add(.entry(id), .action(choice), .choice(flow[choice].menuKey?.name))
      addWays(out: choice, follow: .end(id))
    }
    // Without a choice, and without a default one, the caller is disconnected.
    if flow[id].defaultChoice == nil { graph.add(.entry(id), .exit(.ended), .next) }
  }

  /// The menu that an action stands in, as a choice or in the task of one.
  private func menu(of id: ActionID) -> ContainerID? {
    var container = Optional(flow[id].container)
    while let place = container, flow[place].kind != FlowContainer.menuKind { container = flow[place].parent }
    return container
  }

  // MARK: Lists

  private mutating func addSequences(of id: ContainerID) {
    graph.add(.entry(id), flow[id].actions.first.map { .action($0) } ?? .end(id), .next)
    var pending = [Sequence(actions: flow[id].actions, next: .end(id))]
    while let sequence = pending.popLast() {
      for (position, action) in sequence.actions.enumerated() {
        let isLast = position + 1 == sequence.actions.count
        let follow = isLast ? sequence.next : .action(sequence.actions[position + 1])
        pending += addWays(out: action, follow: follow)
      }
    }
  }

  @discardableResult
  private mutating func addWays(out id: ActionID, follow: Vertex) -> [Sequence] {
    graph.note(follow, of: id)
    let type = flow[id].definition
    let vertex = Vertex.action(id)
    switch type?.course {
    case nil:
      for target in named[id] ?? [] { enter(target, from: vertex, .maybe) }
      return addBranches(of: id, from: vertex, follow: follow, otherwise: otherwise(id, type))
    case .continues, .branches, .callsFlow:
      return addBranches(of: id, from: vertex, follow: follow, otherwise: otherwise(id, type))
    case .callsTask:
      for target in named[id] ?? [] {
        enter(target, from: vertex, .call)
        graph.add(.end(target), .after(id), .comesBack(id))
      }
      if named[id] == nil { graph.add(vertex, .after(id), .next) }
      return addBranches(of: id, from: .after(id), follow: follow, otherwise: otherwise(id, type))
    case .jumps, .opens:
      for target in (named[id] ?? []) + (held[id] ?? []) { enter(target, from: vertex, .jump) }
      if named[id] == nil, held[id] == nil { graph.add(vertex, .exit(.elsewhere), .jump) }
    case .repeatsMenu where menu(of: id) != nil:
      if let menu = menu(of: id) { enter(menu, from: vertex, .back) }
    case .returnsToMenu, .repeatsMenu:
      graph.add(vertex, .exit(.elsewhere), .back)
    case .transfers:
      graph.add(vertex, .exit(.transferred), .next)
      let target = type?.isMenuChoice == true ? Vertex.entry(flow[id].container) : follow
      let names = Set(flow[id].branches.map(\.name))
      let written = type?.writtenWays ?? []
      let isWhole = !written.isEmpty && written.allSatisfy { names.contains($0.name) }
      return addBranches(of: id, from: vertex, follow: target, otherwise: isWhole ? nil : .failure)
    case .endsTask:
      graph.add(vertex, .end(flow[id].container), .next)
    case .ends, .endsState:
      graph.add(vertex, .exit(.ended), .next)
    case .leaves:
      graph.add(vertex, .exit(.left), .next)
    case .loops:
      return addLoop(id, follow: follow)
    case .nextPass:
      graph.add(vertex, flow.loop(around: id).map { .action($0) } ?? .exit(.elsewhere), .back)
    case .leavesLoop:
      graph.add(vertex, flow.loop(around: id).map { graph.follow(of: $0) } ?? .exit(.elsewhere), .next)
    }
    // What stands in a way out of such an action is never run.
    return flow[id].branches.map { Sequence(actions: $0.actions, next: follow) }
  }

  /// Why the next action runs at once after an action; nil where each of its ways is in the file.
  private func otherwise(_ id: ActionID, _ type: ActionType?) -> ControlFlow.Reason? {
    let names = Set(flow[id].branches.map(\.name))
    if let type, type.isComplete(names), hasEveryAuthoredWay(id, type) { return nil }
    return names.isEmpty ? .next : .otherwise
  }

  /// Whether each way that the author made holds actions: a case without any goes on with the next action.
  private func hasEveryAuthoredWay(_ id: ActionID, _ type: ActionType) -> Bool {
    let authored = Set(type.ways.filter { $0.kind == .authored }.map(\.name))
    if authored.isEmpty { return true }
    // How many intents or choices there are is not known here.
    guard type.decidedBy == .cases, let cases = flow[id].decision?.conditions.count else { return false }
    return flow[id].branches.count { authored.contains($0.name) } == cases
  }

  private mutating func addBranches(
    of id: ActionID, from vertex: Vertex, follow: Vertex, otherwise: ControlFlow.Reason?
  ) -> [Sequence] {
    for branch in flow[id].branches where branch.isEnabled {
      graph.add(vertex, branch.actions.first.map { .action($0) } ?? follow, .way(branch.name))
    }
    if let otherwise { graph.add(vertex, follow, otherwise) }
    return flow[id].branches.map { Sequence(actions: $0.actions, next: follow) }
  }

  private mutating func addLoop(_ id: ActionID, follow: Vertex) -> [Sequence] {
    var inner: [Sequence] = []
    for branch in flow[id].branches {
      let isBody = branch.name == ActionType.loopBody
      guard let first = branch.actions.first else { continue }
      graph.add(.action(id), .action(first), .way(branch.name))
      inner.append(Sequence(actions: branch.actions, next: isBody ? .action(id) : follow))
    }
    graph.add(.action(id), follow, flow[id].branches.isEmpty ? .next : .otherwise)
    return inner
  }
}
