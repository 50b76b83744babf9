/// Which points of a flow some way leads to.
public struct Reachability: DataflowAnalysis {
  /// Creates the analysis.
  public init() {}

  /// That the start is reached: all that is known of a point, where anything is.
  public var initial: Bool { true }

  /// That both are.
  public func join(_ left: Bool, _ right: Bool) -> Bool { true }

  /// That what follows is.
  public func transfer(_ fact: Bool, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Bool? { true }
}

extension ControlFlow {
  /// What is reached from some points. It is worked out here, as the compiler makes the solver fast for an analysis only
  /// where both are known.
  package func reached(from starts: [Vertex] = [.start]) -> Dataflow<Reachability> {
    Dataflow(Reachability(), over: self, from: starts)
  }
}

extension Dataflow where Analysis == Reachability {
  /// Whether some way leads to a point.
  public func reaches(_ vertex: ControlFlow.Vertex) -> Bool { self[vertex] != nil }

  /// For each action the one before it, in its list or in one round it, after which nothing follows; nil where the action
  /// is reached, or where nothing leads to those lists either.
  public func blockers(in flow: Flow) -> [ActionID?] {
    var blockers: [ActionID?] = Array(repeating: nil, count: flow.actions.count)
    // What stands before an action, and what holds it, come before it.
    for id in flow.actions.indices.map({ ActionID(index: $0) }) where !reaches(.action(id)) {
      if let before = flow.earlier(than: id).first {
        blockers[id.index] = reaches(.action(before)) ? before : blockers[before.index]
      } else {
        blockers[id.index] = flow[id].parent.flatMap { blockers[$0.index] }
      }
    }
    return blockers
  }
}
