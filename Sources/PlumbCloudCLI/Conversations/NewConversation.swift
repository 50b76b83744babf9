import Conversations
import GenesysCloud
import JSON

/// A conversation that has just begun.
struct NewConversation {
  let id: String
  let participant: String?

  /// Waits until a new conversation can be read, with its customer.
  ///
  /// - Parameter seconds: how long; a conversation without a customer until then is as good as it gets.
  init(_ id: String, by client: CloudClient, seconds: Int = 10) async throws {
    self.id = id
    participant = try await poll(for: seconds) { isLast -> Participant? in
      do {
        let conversation = try await client.fetchConversation(id)
        return (conversation.choose("customer") ?? (isLast ? conversation.choose("external") : nil))?.participant
      } catch let error as CloudError where error.kind == .notFound && !isLast {
        // It is not there yet.
        return nil
      }
    }?.id
  }

  /// The ids, as `conversation create` prints them.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("conversationId", id)
      writer.member("participantId", participant)
    }
    return writer.bytes + [0x0A]
  }
}
