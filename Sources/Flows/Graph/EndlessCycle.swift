/// A part of a flow that goes round and round until a run has used up its actions.
public struct EndlessCycle: Sendable {
  /// What the person does who is in the flow.
  public enum Person: Sendable {
    /// Answers where asked, sooner or later so that the flow gets on.
    case answers
    /// Presses and says nothing.
    case isSilent
  }

  /// Its actions, in their order.
  public let actions: [ActionID]
  /// The containers that are entered in it, in their order.
  public let containers: [ContainerID]
}

extension ControlFlow {
  /// The parts of a flow that nothing leaves, in their order.
  ///
  /// Whatever may end there is taken to do so: called flows and bots, actions of unknown types. A task that is called
  /// comes back where its end is reached.
  ///
  /// - Parameter reached: what is reached from where the flow begins.
  public func endlessCycles(
    of flow: Flow, where person: EndlessCycle.Person, reached: Dataflow<Reachability>
  ) -> [EndlessCycle] {
    let vertices = (0..<vertexCount).map { vertex($0) }
    var successors = vertices.map { _ in [Int]() }
    var predecessors = successors
    var callers = successors
    var ends: [Int] = []
    var returns: [Int] = []
    for (number, vertex) in vertices.enumerated() where reached.reaches(vertex) {
      if mayEnd(vertex, in: flow, person) { ends.append(number) }
      if comesBack(from: vertex) { returns.append(number) }
      for (target, isCall) in goingOn(from: vertex, in: flow, person) where reached.reaches(target) {
        let target = self.number(of: target)
        successors[number].append(target)
        if isCall { callers[target].append(number) } else { predecessors[target].append(number) }
      }
    }
    // A task that comes back leaves a round inside of it, and none that it is called in.
    var leaves = vertices.map { _ in false }
    while let number = returns.popLast() {
      guard !leaves[number] else { continue }
      leaves[number] = true
      returns += predecessors[number]
    }
    var canEnd = vertices.map { _ in false }
    while let number = ends.popLast() {
      guard !canEnd[number] else { continue }
      canEnd[number] = true
      ends += predecessors[number] + callers[number]
    }
    for number in successors.indices where leaves[number] || canEnd[number] { successors[number] = [] }
    return Components(successors).cycles.map { numbers in
      EndlessCycle(
        actions: numbers.compactMap { if case .action(let id) = vertices[$0] { id } else { nil } },
        containers: numbers.compactMap { if case .entry(let id) = vertices[$0] { id } else { nil } })
    }
  }

  private func comesBack(from vertex: Vertex) -> Bool {
    guard case .end = vertex else { return false }
    return successors(of: vertex).contains { if case .comesBack = $0.reason { true } else { false } }
  }

  private func mayEnd(_ vertex: Vertex, in flow: Flow, _ person: EndlessCycle.Person) -> Bool {
    switch vertex {
    case .exit: return true
    case .start, .end, .after: return false
    case .entry(let id):
      guard flow[id].kind == FlowContainer.menuKind else { return false }
      return person == .answers || flow[id].defaultAction == nil
    case .action(let id):
      guard let type = flow[id].definition else { return true }
      return type.course == .callsFlow || type.wait == .customer || person == .answers && type.wait == .caller
    }
  }

  /// What follows a point, but for where a called task comes back to: what stands behind the call follows at once.
  private func goingOn(
    from vertex: Vertex, in flow: Flow, _ person: EndlessCycle.Person
  ) -> [(target: Vertex, isCall: Bool)] {
    var edges = successors(of: vertex).filter { if case .comesBack = $0.reason { false } else { true } }
    switch vertex {
    case .entry(let id) where person == .isSilent && flow[id].kind == FlowContainer.menuKind:
      return flow[id].defaultAction.map { [(.action($0), false)] } ?? []
    case .action(let id) where person == .isSilent && flow[id].definition?.wait == .caller:
      let ways = flow[id].definition?.ways ?? []
      let failures = Set(ways.filter { $0.kind == .failure }.map(\.name))
      edges = edges.filter { edge in
        if case .way(let name) = edge.reason { failures.contains(name) } else { true }
      }
      let written = edges.contains { if case .way = $0.reason { true } else { false } }
      // What goes on behind the action is success where failure has a way of its own.
      if written { edges.removeAll { $0.reason == .otherwise } }
    case .action(let id) where edges.contains(where: { $0.reason == .call }):
      return edges.map { ($0.target, $0.reason == .call) } + [(.after(id), false)]
    default: break
    }
    return edges.map { ($0.target, false) }
  }
}
