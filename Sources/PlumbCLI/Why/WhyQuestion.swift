import Conversations
import Expressions

/// What `why` is asked: keys of the customer, or the attributes that an expression reads.
struct WhyQuestion: Sendable {
  /// The keys that are asked for by name.
  let keys: [String]
  /// The paths of the expression.
  let paths: [AccessPath]
  let preferences: [ParticipantPreference]

  /// Asks for keys.
  init(keys: [String], preferences: [ParticipantPreference]) {
    self.keys = keys
    paths = []
    self.preferences = preferences
  }

  /// Asks for what an expression reads.
  init(_ tree: SyntaxTree, preferences: [ParticipantPreference]) {
    keys = []
    paths = tree.references
    self.preferences = preferences
  }

  /// What one conversation answers.
  func diagnoses(in conversation: Conversation, now: Timestamp?) -> [AttributeDiagnosis] {
    let environment = ConversationEnvironment(conversation, preferences: preferences)
    return paths.compactMap { environment.diagnose($0, now: now) }
      + keys.map { conversation.diagnose($0, by: environment.selectors["customer"] ?? .auto, now: now) }
  }
}
