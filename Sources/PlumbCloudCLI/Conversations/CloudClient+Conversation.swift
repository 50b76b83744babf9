import Conversations
import GenesysCloud
import JSON
import PlumbCLI

extension CloudClient {
  /// Fetches a conversation and understands it.
  func fetchConversation(_ id: String) async throws -> Conversation {
    let document = try await conversation(id)
    guard let conversation = try? ConversationInput(document.root).conversations.first else {
      throw CommandFailure(.cloud, "the server did not answer as Genesys Cloud: its answer is no conversation")
    }
    return conversation
  }
}
