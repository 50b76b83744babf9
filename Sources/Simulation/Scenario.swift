public import Conversations
public import Expressions
public import Flows

/// What a run of a flow starts with, and what the world answers in it.
public struct Scenario: Sendable {
  /// The conversation that the flow runs for; nil for one customer of whom nothing is known.
  public var conversation: Conversation?
  /// Attributes of the flow's participant, over those of the conversation; nil for one that is not set.
  public var attributes: [String: String?] = [:]
  /// Variables, inputs and built-ins with the expressions of their values, in order.
  public var variables: [(name: String, plan: Plan)] = []
  /// What the world answers.
  public var answers = Answers()
  /// The time, in milliseconds since 1970-01-01T00:00:00Z; nil where it is not known.
  public var now: Int64?
  /// Where random numbers begin.
  public var seed: UInt64 = 0
  /// The objects of the organisation; nil where they are not known.
  public var inventory: Inventory?
  /// The container that the run begins in; nil for where the flow does.
  public var start: ContainerID?

  /// Creates a scenario of one customer and a world that answers nothing.
  public init() {}
}
