public import Conversations
public import Expressions
public import SourceText

/// What is known beside the conversation itself.
public struct Evidence: Sendable {
  /// The flows that may have read or set attributes.
  public var flows: [DiagnosedFlow] = [] {
    didSet { secrets = flows.reduce(into: SecretMask()) { $0.formUnion($1.secrets) } }
  }
  /// What the flows say that nobody is to see.
  public private(set) var secrets = SecretMask()
  /// Data actions that those flows may have called.
  public var dataActions: [DataActionExport] = []
  /// The same conversation, read again later.
  public var second: Conversation?
  /// The seconds between the two readings; nil where they are not known.
  public var secondDelay: Int?
  /// What happened in the conversation, in order of time.
  public var events: [ConversationEvent] = []
  /// What the organisation has, for the names of flows of which the conversation tells the id alone.
  public var inventory: Inventory?
  /// The moment taken as now.
  public var now: Timestamp?

  /// Nothing is known.
  public init() {}
}
