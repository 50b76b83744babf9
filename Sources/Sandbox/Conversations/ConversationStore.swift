import Conversations
import JSON

/// The conversations, in the order in which they came.
struct ConversationStore: Sendable {
  private var order: [String] = []
  private var byID: [String: StoredConversation] = [:]
  /// The conversation of each message.
  private var messages: [String: StoredMessage] = [:]

  /// A message that a customer has sent.
  struct StoredMessage: Sendable {
    var conversationID: String
    var text: String
    var messenger: String
    var time: Timestamp
  }

  init(_ documents: [LoadedConversation], ids: inout Identifiers, now: Timestamp) {
    for loaded in documents {
      add(StoredConversation(loaded.document, isTutorial: loaded.isTutorial, ids: &ids))
    }
  }

  /// All of them.
  var all: [StoredConversation] { order.compactMap { byID[$0] } }

  /// One of them; setting stores it.
  subscript(id: String) -> StoredConversation? {
    get { byID[id] }
    set {
      byID[id] = newValue
    }
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

  func message(_ id: String) -> StoredMessage? { messages[id] }

  mutating func add(_ message: StoredMessage, id: String) { messages[id] = message }
}

/// A conversation of a folder, in the form that the sandbox stores.
struct LoadedConversation: Sendable {
  var document: JSONValue
  var isTutorial = false
}
