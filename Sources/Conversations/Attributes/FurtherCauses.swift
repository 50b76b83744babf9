import JSON
import SourceText

/// What else may explain a key that is nowhere in the document.
struct FurtherCauses {
  let key: String
  let conversation: Conversation
  let target: Participant?

  /// The causes, those with most evidence first.
  func all() -> [Cause] {
    var causes = [onlySystemKeys()].compactMap { $0 }
    causes += otherConversations()
    causes += [externalContact(), severalMedia(), securedData(), lateWrite()].compactMap { $0 }
    return causes
  }

  // MARK: Only Genesys' own keys

  private func onlySystemKeys() -> Cause? {
    var count = 0
    var holder: Participant?
    for participant in conversation.participants {
      guard let attributes = participant.attributes else { continue }
      for (name, _) in attributes.members {
        guard let name = name.string, SystemKeys.contains(name) else { return nil }
        count += 1
        if holder == nil { holder = participant }
      }
    }
    guard let holder else { return nil }
    return Cause(
      "RC-10", .certain,
      count == 1
        ? "the only attribute was written by Genesys Cloud itself"
        : "all \(count) attributes were written by Genesys Cloud itself",
      pointer: holder.attributes?.pointer, participantID: holder.id, purpose: holder.purpose,
      fix: "take them for none: nobody has set an attribute yet")
  }

  // MARK: Another conversation

  /// The conversations that this one names, by an attribute or by its own fields.
  private func otherConversations() -> [Cause] {
    var causes: [Cause] = []
    for participant in conversation.participants {
      guard let attributes = participant.attributes else { continue }
      for (name, value) in attributes.members(withStringsOf: 36) {
        guard let id = value.string.flatMap(uuid), let name = name.string, isConversationName(name),
          id != conversation.id?.lowercased()
        else { continue }
        causes.append(
          .otherConversation(id, "‘\(shortened(name))’ names another conversation", key: key, at: value, participant))
      }
    }
    for field in linkFields {
      guard let link = conversation.node[field] else { continue }
      for node in link.kind == .array ? Array(link.items) : [link] {
        guard let id = (node.string ?? node["id"]?.string).flatMap(uuid), id != conversation.id?.lowercased() else {
          continue
        }
        causes.append(.otherConversation(id, "it is linked with another conversation", key: key, at: node, nil))
      }
    }
    return causes
  }

  /// Whether a name says that it holds the id of a conversation.
  private func isConversationName(_ name: String) -> Bool {
    let letters = Array(name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: " ") })
    return ["conversation", "convid", "interactionid"].contains { word in
      let word = Array(word.utf8)
      guard letters.count >= word.count else { return false }
      return (0...letters.count - word.count).contains { letters[$0...].starts(with: word) }
    }
  }

  private func severalMedia() -> Cause? {
    var media: [String] = []
    for participant in conversation.participants {
      for leg in participant.legs {
        guard let medium = mediumNames[leg.node["mediaType"]?.string?.lowercased() ?? leg.medium ?? ""],
          !media.contains(medium)
        else { continue }
        media.append(medium)
      }
    }
    guard media.count > 1 else { return nil }
    return Cause(
      "RC-12", .possible,
      "it goes over \(media.joined(separator: " and ")): the other medium may be a conversation "
        + "of its own",
      fix: "look for the conversation that came before, and copy the attributes where the medium changes")
  }

  // MARK: Other kinds of data

  private func externalContact() -> Cause? {
    let candidates = (target.map { [$0] } ?? []) + conversation.participants.filter { $0.purpose != "agent" }
    for participant in candidates {
      guard let node = participant.externalContact, node.string?.isEmpty == false else { continue }
      return Cause(
        "RC-13", .possible, "\(participant.shortName) has an external contact: its fields are no attributes",
        pointer: node.pointer, participantID: participant.id, purpose: participant.purpose,
        fix: "read the contact in the flow with Get External Contact, and set what is needed as participant data")
    }
    return nil
  }

  private func securedData() -> Cause? {
    var evidence: JSONNode?
    if conversation.node["securePause"]?.boolean == true { evidence = conversation.node["securePause"] }
    guard conversation.node.containsString("securePause") else { return nil }
    for participant in conversation.participants where evidence == nil {
      evidence = participant.legs.lazy.compactMap { $0.node["securePause"] }.first { $0.boolean == true }
    }
    guard let evidence else { return nil }
    return Cause(
      "RC-17", .possible, "a secure part was entered: secured data is no attribute", pointer: evidence.pointer,
      fix: "look for it with Get Secured Data, or in what the secure flow returns")
  }

  // MARK: Time

  private func lateWrite() -> Cause? {
    guard !conversation.isLive, conversation.shape != .search else { return nil }
    return Cause(
      "RC-07", .possible, "the conversation has ended: what was written after the end is not everywhere",
      fix: "set it while the conversation goes on")
  }
}

extension Cause {
  /// Another conversation may have it.
  fileprivate static func otherConversation(
    _ id: String, _ message: String, key: String, at node: JSONNode, _ participant: Participant?
  ) -> Cause {
    Cause(
      "RC-12", .likely, "\(message), \(id): it may be there", pointer: node.pointer, participantID: participant?.id,
      purpose: participant?.purpose, fix: "plumb why --conversation \(id) --key \(shellWord(key))")
  }
}

extension Participant {
  /// The value that names its external contact.
  fileprivate var externalContact: JSONNode? {
    node["externalContactId"] ?? node["externalContact"]?["id"]
  }
}

/// The fields of a conversation that name others.
private let linkFields = [
  "conversationIds", "consultationConversations", "associatedConversation", "consultationConversationIds",
]

/// The media that are conversations of their own; a call and its callback are one.
private let mediumNames: [String: String] = [
  "calls": "voice", "voice": "voice", "callbacks": "voice", "callback": "voice", "chats": "chat", "chat": "chat",
  "messages": "messages", "message": "messages", "emails": "e-mail", "email": "e-mail",
]

/// A text in lower case, where it is written as a UUID.
private func uuid(_ text: String) -> String? {
  isUUID(text.utf8) ? text.lowercased() : nil
}
