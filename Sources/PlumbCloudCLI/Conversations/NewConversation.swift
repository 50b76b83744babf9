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
    let end = ContinuousClock.now + .seconds(seconds)
    var pause = Duration.milliseconds(200)
    while true {
      let isLast = ContinuousClock.now >= end
      do {
        let conversation = try await client.fetchConversation(id)
        let choice = conversation.choose("customer") ?? (isLast ? conversation.choose("external") : nil)
        if let choice {
          participant = choice.participant.id
          return
        }
        if isLast {
          participant = nil
          return
        }
      } catch let error as CloudError where error.kind == .notFound && !isLast {
        // It is not there yet.
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(2))
    }
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
