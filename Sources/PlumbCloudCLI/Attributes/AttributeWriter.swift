import Conversations
import GenesysCloud
import JSON

/// Writes attributes to a participant: only what differs, as strings, and reads back until it is there.
struct AttributeWriter {
  let client: CloudClient
  /// The conversation as it was read before.
  let conversation: Conversation
  let id: String
  let target: Target

  /// What has become of a write.
  struct Result {
    var changed: [String]
    var unchanged: [String]
    /// The milliseconds until everything was there; nil where it was not, or nothing was written.
    var lag: Int?
    /// Keys that were there before and no longer are.
    var lost: [String] = []
  }

  /// The attributes that differ from what is there.
  func changes(of wanted: [(key: String, value: String)]) -> [(key: String, value: String)] {
    wanted.filter { !(target.participant.attribute($0.key)?.isExactly($0.value) ?? false) }
  }

  /// Sends attributes.
  func write(_ attributes: [(key: String, value: String)]) async throws {
    guard let participant = target.participant.id else {
      throw CloudError(.usage, "the participant has no id")
    }
    do throws(CloudError) {
      try await client.setAttributes(
        attributes.map { ($0.key, $0.value) }, participant: participant, conversation: id)
    } catch {
      // Stand-ins made after the tutorial take attributes with the whole participant. At Genesys Cloud that request can
      // end a call, so it is sent only to what has shown the tutorial's shape.
      guard conversation.shape == .tutorial, error.status == 404 || error.status == 405 else { throw error }
      try await client.patchParticipant(mergedBody(attributes), participant: participant, conversation: id)
    }
  }

  /// The participant's own state and all its attributes, with the changes.
  private func mergedBody(_ changes: [(key: String, value: String)]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      if let state = target.participant.node["state"] { writer.member("state", state) }
      writer.key("attributes")
      writer.beginObject()
      if let attributes = target.participant.attributes, attributes.kind == .object {
        for (key, value) in attributes.members {
          guard let name = key.string, !changes.contains(where: { sameKey($0.key, name) }) else { continue }
          writer.member(name, value)
        }
      }
      for (key, value) in changes { writer.member(key, value) }
      writer.endObject()
    }
    return writer.bytes
  }

  /// Reads until everything is there.
  ///
  /// - Returns: the milliseconds it took; nil when the time was over first.
  func waitUntilSeen(
    _ attributes: [(key: String, value: String)], seconds: Int, losses: inout [String]
  ) async throws -> Int? {
    let start = ContinuousClock.now
    let participant = try await poll(for: seconds) { _ in
      try await client.fetchConversation(id).participants.first { participant in
        participant.id == target.participant.id
          && attributes.allSatisfy { participant.attribute($0.key)?.isExactly($0.value) ?? false }
      }
    }
    guard let participant else { return nil }
    losses = lost(in: participant)
    return Int((ContinuousClock.now - start) / .milliseconds(1))
  }

  private func lost(in participant: Participant) -> [String] {
    guard let attributes = target.participant.attributes, attributes.kind == .object else { return [] }
    return attributes.members.compactMap { $0.key.string }.filter { participant.attribute($0) == nil }
  }
}
