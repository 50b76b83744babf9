/// Whether an attribute has been set at a point of a flow, over all ways that lead to it.
///
/// Conditions are not evaluated: every way counts as possible.
public struct AttributeState: Hashable, Sendable {
  /// Whether it has been set on one of the ways.
  public internal(set) var maySet = false
  /// Whether it has been set on all of them.
  public internal(set) var mustSet = false
  /// Whether all of them go through a transfer that failed.
  public internal(set) var isAfterFailure = false

  /// Follows one attribute through a flow.
  public struct Analysis: DataflowAnalysis {
    private let flow: Flow
    private let writers: Set<ActionID>

    /// Creates the analysis.
    ///
    /// - Parameter writers: the actions that set the attribute.
    public init(_ flow: Flow, writers: Set<ActionID>) {
      self.flow = flow
      self.writers = writers
    }

    /// Nothing is set where the flow begins.
    public var initial: AttributeState { AttributeState() }

    /// What is known where two ways meet.
    public func join(_ left: AttributeState, _ right: AttributeState) -> AttributeState {
      AttributeState(
        maySet: left.maySet || right.maySet, mustSet: left.mustSet && right.mustSet,
        isAfterFailure: left.isAfterFailure && right.isAfterFailure)
    }

    /// What was set before the call is set after it too.
    public func comeBack(_ fact: AttributeState, toCaller before: AttributeState) -> AttributeState {
      AttributeState(
        maySet: fact.maySet || before.maySet, mustSet: fact.mustSet || before.mustSet,
        isAfterFailure: fact.isAfterFailure || before.isAfterFailure)
    }

    /// Notes what an action sets, and that a transfer which is left again has failed.
    public func transfer(
      _ fact: AttributeState, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge
    ) -> AttributeState? {
      guard case .action(let action) = vertex else { return fact }
      var fact = fact
      if writers.contains(action) {
        fact.maySet = true
        fact.mustSet = true
      }
      if flow[action].definition?.course == .transfers, edge.target != .exit(.transferred) {
        fact.isAfterFailure = true
      }
      return fact
    }
  }
}
