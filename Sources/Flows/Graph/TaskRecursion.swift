/// Tasks that call one another in a ring.
public struct TaskRecursion: Sendable {
  /// The tasks, each of which calls the next, and the last the first.
  public let tasks: [ContainerID]
  /// The action that calls the first one again.
  public let call: ActionID
}

extension ControlFlow {
  /// The rings of calls of a flow; of several through the same tasks the shortest.
  ///
  /// - Parameter reached: what is reached from where the flow begins.
  public func recursions(of flow: Flow, reached: Dataflow<Reachability>) -> [TaskRecursion] {
    var called = flow.containers.map { _ in [(task: Int, by: ActionID)]() }
    for id in flow.actions.indices.map({ ActionID(index: $0) }) where reached.reaches(.action(id)) {
      for edge in successors(of: .action(id)) {
        guard edge.reason == .call, case .entry(let task) = edge.target else { continue }
        called[flow[id].container.index].append((task.index, id))
      }
    }
    let calls = called.enumerated().flatMap { caller, calls in calls.map { (from: caller, to: $0.task) } }
    return Components(Adjacency(called.count, calls)).cycles.compactMap { ring in
      shortest(from: ring[0], within: Set(ring), called)
    }
  }

  private func shortest(
    from start: Int, within ring: Set<Int>, _ called: [[(task: Int, by: ActionID)]]
  ) -> TaskRecursion? {
    var callers: [Int: Int] = [:]
    var pending = [start]
    var next = 0
    while next < pending.count {
      let task = pending[next]
      next += 1
      for call in called[task] where ring.contains(call.task) {
        if call.task == start {
          let way = sequence(first: task) { $0 == start ? nil : callers[$0] }
          return TaskRecursion(tasks: way.reversed().map { ContainerID(index: $0) }, call: call.by)
        }
        guard callers[call.task] == nil else { continue }
        callers[call.task] = task
        pending.append(call.task)
      }
    }
    return nil
  }
}
