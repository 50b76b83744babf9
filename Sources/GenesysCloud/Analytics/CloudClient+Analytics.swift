public import JSON

/// Reading what is kept of conversations elsewhere than in the conversation.
extension CloudClient {
  /// The analytics details of a conversation, as received: which flows ran in which versions; never with attributes.
  public func conversationDetails(_ id: String) async throws(CloudError) -> JSONDocument {
    try await document(
      CloudRequest(
        .get, "analytics", "conversations", id, "details", permissions: ["analytics:conversationDetail:view"]))
  }

  /// Searches the copies of attributes of the conversations that began in a time: ISO 8601 in UTC, 24 hours at most.
  ///
  /// The server knows no search by key or value; whoever looks for those looks through the results.
  public func participantAttributes(from start: String, to end: String) -> AsyncThrowingStream<JSONNode, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          var cursor: String?
          repeat {
            let page = try await send(
              CloudRequest(
                .post, "conversations", "participants", "attributes", "search",
                body: Self.search(from: start, to: end, cursor: cursor), isRepeatable: true,
                permissions: ["conversation:participant:attributesview"])
            ).root
            for node in page?["results"]?.items.map({ $0 }) ?? [] { continuation.yield(node) }
            let next = page?["cursor"]?.string
            cursor = next == cursor ? nil : next
          } while cursor?.isEmpty == false
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private static func search(from start: String, to end: String, cursor: String?) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("query") { writer in
        writer.array([(start, end)]) { writer, range in
          writer.object { writer in
            writer.member("type", "DATE_RANGE")
            writer.member("fields") { $0.array(["startTime"]) { $0.string($1) } }
            writer.member("startValue", range.0)
            writer.member("endValue", range.1)
          }
        }
      }
      if let cursor { writer.member("cursor", cursor) }
    }
    return writer.bytes
  }
}
