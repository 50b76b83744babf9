import Conversations
import JSON

/// The conversations, in the order in which they came.
struct ConversationStore: Sendable {
  private var order: [String] = []
  private var byID: [String: StoredConversation] = [:]
  /// The messages that customers have sent, by their ids.
  var messages: [String: StoredMessage] = [:]

  /// A message that a customer has sent.
  struct StoredMessage: Sendable {
    var conversationID: String
    var text: String
    var messenger: String
    var time: Timestamp
  }

  init(_ documents: [LoadedConversation], ids: inout Identifiers) {
    for loaded in documents {
      add(StoredConversation(loaded.document, isTutorial: loaded.isTutorial, ids: &ids))
    }
  }

  /// All of them.
  var all: [StoredConversation] { order.compactMap { byID[$0] } }

  /// One of them; setting stores it.
  subscript(id: String) -> StoredConversation? {
    get { byID[id] }
    set { byID[id] = newValue }
  }

  /// Adds a conversation, unless one of that id is there.
  mutating func add(_ conversation: StoredConversation) {
    guard byID[conversation.id] == nil else { return }
    order.append(conversation.id)
    byID[conversation.id] = conversation
  }

  /// Finds a conversation.
  ///
  /// - Throws: 404.
  func find(_ id: String) throws(APIError) -> StoredConversation {
    guard let found = byID[id] else { throw .notFound }
    return found
  }

  /// Finds the conversation that a call names, with the participant that it names.
  ///
  /// - Throws: 404.
  func findParticipant(of call: Call) throws(APIError) -> StoredConversation {
    let found = try find(call["id"])
    guard found.attributes[call["participant"]] != nil else { throw .notFound }
    return found
  }
}

/// A conversation of a folder, in the form that the sandbox stores.
struct LoadedConversation: Sendable {
  var document: JSONValue
  var isTutorial = false
}
