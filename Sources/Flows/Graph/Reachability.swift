/// Which points of a flow some way leads to.
public struct Reachability: DataflowAnalysis {
  /// That a point is reached.
  public struct Reached: Equatable, Sendable {}

  /// Creates the analysis.
  public init() {}

  /// That the start is reached.
  public var initial: Reached { Reached() }

  /// That both are.
  public func join(_ left: Reached, _ right: Reached) -> Reached { left }

  /// That what follows is.
  public func transfer(
    _ fact: Reached, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge
  ) -> Reached? { fact }
}

extension Dataflow where Analysis == Reachability {
  /// Whether some way leads to a point.
  public func reaches(_ vertex: ControlFlow.Vertex) -> Bool { self[vertex] != nil }

  /// The action before another one, in its list or in one round it, after which nothing follows; nil where the other is
  /// reached, or where nothing leads to those lists either.
  public func blocker(of action: ActionID, in flow: Flow) -> ActionID? {
    var current = action
    while !reaches(.action(current)) {
      if let last = flow.earlier(than: current).first(where: { reaches(.action($0)) }) { return last }
      guard let parent = flow[current].parent else { return nil }
      current = parent
    }
    return nil
  }
}
