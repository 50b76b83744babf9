/// Where a way of a flow just ends: a list is done that nothing called, and the interaction with it.
public struct SilentEnd: Sendable {
  /// The list that is done.
  public let container: ContainerID
  /// The last action that runs; nil where the list is empty.
  public let action: ActionID?
  /// The ways of it that lead to the end; empty where all do, or where it has one only.
  public let ways: [String]
  /// Whether the list may also have been called, so that its end goes on.
  public let isAlsoCalled: Bool
}

extension ControlFlow {
  /// The silent ends of a flow, in the order of the file. A transfer that fails is none, and what only runs after an
  /// action of an unknown type is passed over.
  public func silentEnds(of flow: Flow) -> [SilentEnd] {
    let reached = Dataflow(LastRun(flow), over: self)
    var ends: [SilentEnd] = []
    for container in flow.containers.indices.map({ ContainerID(index: $0) }) {
      let end = Vertex.end(container)
      let following = successors(of: end)
      guard following.contains(where: { $0.target == .exit(.ended) }) else { continue }
      let isAlsoCalled = following.contains(where: \.isReturn)
      // Where an export does not say where the flow begins, what is called is taken to begin nowhere else.
      if isAlsoCalled, !hasStart { continue }
      for vertex in Set(predecessors(of: end)) {
        guard let isSilent = reached[vertex] else { continue }
        switch vertex {
        // What came back from a task is told of there where a transfer failed in it.
        case .after where !isSilent: continue
        case .action(let id), .after(let id):
          guard let type = flow[id].definition, type.course != .transfers else { continue }
          let ways = ways(from: vertex, to: end, of: flow[id], type)
          ends.append(SilentEnd(container: container, action: id, ways: ways, isAlsoCalled: isAlsoCalled))
        case .entry where !flow[container].isMenu:
          ends.append(SilentEnd(container: container, action: nil, ways: [], isAlsoCalled: isAlsoCalled))
        default: continue
        }
      }
    }
    return ends.sorted { ($0.container.index, $0.action?.index ?? -1) < ($1.container.index, $1.action?.index ?? -1) }
  }

  /// The ways from an action that lead to a point; empty where it has one only.
  private func ways(from vertex: Vertex, to target: Vertex, of action: FlowAction, _ type: ActionType) -> [String] {
    let edges = successors(of: vertex).filter { $0.target == target }
    let written = Set(action.branches.map(\.name))
    let others = type.writtenWays.filter { $0.kind != .authored && !written.contains($0.name) }.map(\.name)
    return edges.flatMap { edge in
      switch edge.reason {
      case .way(let name): [name]
      case .otherwise: others
      default: [String]()
      }
    }
  }
}

/// Whether something else than a transfer that failed may have run last.
private struct LastRun: DataflowAnalysis {
  private let flow: Flow

  init(_ flow: Flow) { self.flow = flow }

  var initial: Bool { true }

  func join(_ left: Bool, _ right: Bool) -> Bool { left || right }

  func transfer(_ fact: Bool, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Bool? {
    guard case .action(let id) = vertex else { return fact }
    return flow[id].definition.map { $0.course != .transfers }
  }
}
