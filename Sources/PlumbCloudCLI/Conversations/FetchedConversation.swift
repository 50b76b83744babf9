import Conversations
import GenesysCloud
import JSON
import PlumbCLI

/// A conversation as the API gave it.
struct FetchedConversation {
  /// The document as received.
  let bytes: [UInt8]
  let conversation: Conversation

  /// Fetches a conversation.
  init(_ id: String, by client: CloudClient) async throws {
    let bytes = try await client.conversation(id)
    guard let document = try? JSONDocument(parsing: bytes),
      let conversation = try? ConversationInput(document.root).conversations.first
    else {
      throw CommandFailure(.cloud, "the server did not answer as Genesys Cloud: its answer is no conversation")
    }
    self.conversation = conversation
    self.bytes = bytes
  }
}
