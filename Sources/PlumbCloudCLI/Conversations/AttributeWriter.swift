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

  /// The attributes that differ from what is there.
  func changes(of wanted: [Assignment.Pair]) -> [Assignment.Pair] {
    wanted.filter { !(target.participant.attribute($0.key)?.isExactly($0.value) ?? false) }
  }

  /// Sends attributes.
  func write(_ attributes: [Assignment.Pair]) async throws {
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
  private func mergedBody(_ changes: [Assignment.Pair]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      if let state = target.participant.node["state"] { writer.member("state", state) }
      writer.key("attributes")
      writer.object { writer in
        for (key, value) in target.participant.attributeMembers
        where !changes.contains(where: { sameKey($0.key, key) }) { writer.member(key, value) }
        for (key, value) in changes { writer.member(key, value) }
      }
    }
    return writer.bytes
  }

  /// Reads until everything is there.
  ///
  /// - Returns: the milliseconds it took, and keys that were there before and no longer are; nil when the time was over
  ///   first.
  func waitUntilSeen(
    _ attributes: [Assignment.Pair], seconds: Int
  ) async throws -> (milliseconds: Int, lost: [String])? {
    let start = ContinuousClock.now
    return try await poll(for: seconds) { _ in
      let participant = try await client.fetchConversation(id).participants.first { participant in
        participant.id == target.participant.id
          && attributes.allSatisfy { participant.attribute($0.key)?.isExactly($0.value) ?? false }
      }
      return participant.map { participant in
        let lost = target.participant.attributeMembers.map(\.key).filter { participant.attribute($0) == nil }
        return (Int((ContinuousClock.now - start) / .milliseconds(1)), lost)
      }
    }
  }
}
