public import Conversations
public import Expressions
public import Flows

/// What a run of a flow starts with, and what the world answers to it.
public struct Scenario: Sendable {
  /// The conversation whose participant data the run begins with; nil for one customer without any.
  public var conversation: Conversation?
  /// How one of several participants of a purpose is picked.
  public var preferences: [ParticipantPreference] = []
  /// Attributes of the flow's participant over those of the conversation; nil for one that is not set.
  public var attributes: [String: String?] = [:]
  /// Variables, inputs and built-ins with the expressions of their values, in order.
  public var variables: [(name: String, plan: Plan)] = []
  /// What the world answers.
  public var answers = Answers()
  /// The time, in milliseconds since 1970-01-01T00:00:00Z; nil where it is not known.
  public var now: Int64?
  /// Where random numbers begin.
  public var seed: UInt64 = 0
  /// The language that the flow begins in; nil for its own.
  public var language: String?
  /// The objects of the organisation; nil where they are not known.
  public var inventory: Inventory?
  /// The container that the run begins in; nil for where the flow does.
  public var start: ContainerID?
  /// The other flows at hand: modules and bots that it calls.
  public var flows: [FlowProgram] = []

  /// Creates a scenario of one customer and a world that answers nothing.
  public init() {}
}
