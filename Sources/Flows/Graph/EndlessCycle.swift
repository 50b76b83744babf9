/// A part of a flow that goes round and round until a run has used up its actions.
public struct EndlessCycle: Sendable {
  /// What the world does while the flow goes round.
  public enum World: Sendable {
    /// People answer where they are asked, and what is called or transferred may come about.
    case answers
    /// As ``answers``, but what is called or transferred fails.
    case fails
    /// People press and say nothing.
    case isSilent
  }

  /// Its actions, in their order.
  public let actions: [ActionID]
  /// The containers that are entered in it, in their order.
  public let containers: [ContainerID]
}

extension ControlFlow {
  /// Whether anything in a flow can be come to again, be it by a round that is left at once.
  ///
  /// - Parameter reached: what is reached from where the flow begins.
  public func goesRound(reached: Dataflow<Reachability>) -> Bool {
    var edges: [(from: Int, to: Int)] = []
    for number in 0..<vertexCount {
      let vertex = vertex(number)
      guard reached.reaches(vertex) else { continue }
      for edge in successors(of: vertex) where !edge.isReturn { edges.append((number, self.number(of: edge.target))) }
      if case .action(let id) = vertex { edges.append((number, self.number(of: .after(id)))) }
    }
    return !Components(Adjacency(vertexCount, edges)).cycles.isEmpty
  }

  /// The parts of a flow that nothing leaves, in their order.
  ///
  /// Whatever may end there is taken to do so: called flows and bots, actions of unknown types. A task that is called
  /// comes back where its end is reached.
  ///
  /// - Parameter reached: what is reached from where the flow begins.
  public func endlessCycles(
    of flow: Flow, where world: EndlessCycle.World, reached: Dataflow<Reachability>
  ) -> [EndlessCycle] {
    var (ways, calls): ([(from: Int, to: Int)], [(from: Int, to: Int)]) = ([], [])
    var ends: [Int] = []
    var returns: [Int] = []
    for number in 0..<vertexCount {
      let vertex = vertex(number)
      guard reached.reaches(vertex) else { continue }
      if mayEnd(vertex, in: flow, world) { ends.append(number) }
      if comesBack(from: vertex) { returns.append(number) }
      for (target, isCall) in goingOn(from: vertex, in: flow, world) where reached.reaches(target) {
        let edge = (from: number, to: self.number(of: target))
        if isCall { calls.append(edge) } else { ways.append(edge) }
      }
    }
    let predecessors = Adjacency(vertexCount, ways, backward: true)
    let callers = Adjacency(vertexCount, calls, backward: true)
    // A task that comes back leaves a round inside of it, and none that it is called in.
    var leaves = Array(repeating: false, count: vertexCount)
    while let number = returns.popLast() {
      guard !leaves[number] else { continue }
      leaves[number] = true
      returns += predecessors[number]
    }
    var canEnd = leaves.map { _ in false }
    while let number = ends.popLast() {
      guard !canEnd[number] else { continue }
      canEnd[number] = true
      ends += predecessors[number]
      ends += callers[number]
    }
    let rest = (ways + calls).filter { !leaves[$0.from] && !canEnd[$0.from] }
    return Components(Adjacency(vertexCount, rest)).cycles.map { numbers in
      EndlessCycle(
        actions: numbers.compactMap { if case .action(let id) = vertex($0) { id } else { nil } },
        containers: numbers.compactMap { if case .entry(let id) = vertex($0) { id } else { nil } })
    }
  }

  private func comesBack(from vertex: Vertex) -> Bool {
    guard case .end = vertex else { return false }
    return successors(of: vertex).contains(where: \.isReturn)
  }

  private func mayEnd(_ vertex: Vertex, in flow: Flow, _ world: EndlessCycle.World) -> Bool {
    switch vertex {
    case .exit: return true
    case .start, .end, .after: return false
    case .entry(let id):
      guard flow[id].isMenu else { return false }
      return world != .isSilent || flow[id].defaultAction == nil
    case .action(let id):
      guard let type = flow[id].definition else { return true }
      return type.course == .callsFlow || type.wait == .customer || world != .isSilent && type.wait == .caller
    }
  }

  /// What follows a point, but for where a called task comes back to: what stands behind the call follows at once.
  private func goingOn(
    from vertex: Vertex, in flow: Flow, _ world: EndlessCycle.World
  ) -> [(target: Vertex, isCall: Bool)] {
    var edges = successors(of: vertex).filter { !$0.isReturn }
    switch vertex {
    case .entry(let id) where world == .isSilent && flow[id].isMenu:
      return flow[id].defaultAction.map { [(.action($0), false)] } ?? []
    case .action(let id) where flow[id].definition.map { fails($0, world) } == true:
      edges = failing(edges, flow[id])
    case .action(let id) where edges.contains(where: { $0.reason == .call }):
      return edges.map { ($0.target, $0.reason == .call) } + [(.after(id), false)]
    default: break
    }
    return edges.map { ($0.target, false) }
  }

  /// Whether an action comes to nothing.
  private func fails(_ type: ActionType, _ world: EndlessCycle.World) -> Bool {
    switch world {
    case .answers: false
    case .fails: type.wait != .caller && (type.course == .transfers || type.need == .dataAction)
    case .isSilent: type.wait == .caller
    }
  }

  /// The edges that are left out of an action that comes to nothing.
  private func failing(_ edges: [Edge], _ action: FlowAction) -> [Edge] {
    let ways = action.definition?.ways ?? []
    let failures = Set(ways.filter { $0.kind == .failure }.map(\.name))
    var rest = edges.filter { edge in
      if case .way(let name) = edge.reason { return failures.contains(name) }
      return edge.target != .exit(.transferred)
    }
    // What goes on behind the action is success where failure has a way of its own.
    if rest.contains(where: { $0.reason == .way(ActionType.failureWay) }) {
      rest.removeAll { $0.reason == .otherwise && action.definition?.course != .transfers }
    }
    return rest
  }
}
