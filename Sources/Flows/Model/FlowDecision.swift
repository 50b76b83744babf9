/// What the flow itself decides by which way an action takes.
public struct FlowDecision: Sendable {
  /// What the cases are compared with; `absent` where each is a condition of its own.
  public internal(set) var subject = FlowValue.absent
  /// The one condition, or the cases in order.
  public internal(set) var conditions: [FlowValue] = []
  /// For each case the place of its way among those of the action that hold actions; nil for a case without any.
  public internal(set) var branches: [Int?] = []
  /// How many passes a loop makes; `absent` for all but loops.
  public internal(set) var count = FlowValue.absent

  /// The conditions that are true or false by themselves.
  public var booleanConditions: [FlowValue] {
    if case .absent = subject { conditions } else { [] }
  }
}
