import Attributes
import JSON
import SourceText

/// What else may explain a key that is nowhere in the document.
extension AttributeSearch {
  /// Adds the causes, those with most evidence first.
  mutating func explainFurther() {
    causes += [onlySystemKeys()].compactMap { $0 } + otherConversations()
    causes += [externalContact(), severalMedia(), securedData(), lateWrite()].compactMap { $0 }
  }

  // MARK: Only Genesys' own keys

  private func onlySystemKeys() -> Cause? {
    let holders = conversation.participants.filter { $0.attributes.map { $0.count > 0 } ?? false }
    let keys = holders.flatMap { $0.attributes?.members.map(\.key.string) ?? [] }
    guard let holder = holders.first, keys.allSatisfy({ $0.map(SystemKeys.contains) ?? false }) else { return nil }
    return Cause(
      "RC-10", .certain,
      keys.count == 1
        ? "the only attribute was written by Genesys Cloud itself"
        : "all \(keys.count) attributes were written by Genesys Cloud itself",
      at: holder.attributes, on: holder, fix: "take them for none: nobody has set an attribute yet")
  }

  // MARK: Another conversation

  /// The conversations that this one names, by an attribute or by its own fields.
  private func otherConversations() -> [Cause] {
    var links: [(node: JSONNode, id: String?, message: String, holder: Participant?)] = []
    for participant in conversation.participants {
      for (name, value) in participant.attributes?.members(withStringsOf: 36) ?? [] {
        guard let name = name.string, isConversationName(name) else { continue }
        links.append((value, value.string, "‘\(shortened(name))’ names another conversation", participant))
      }
    }
    for link in linkFields.compactMap({ conversation.node[$0] }) {
      for node in link.kind == .array ? Array(link.items) : [link] {
        links.append((node, node.string ?? node["id"]?.string, "it is linked with another conversation", nil))
      }
    }
    return links.compactMap { link in
      guard let id = link.id?.lowercased(), isUUID(id.utf8), id != conversation.id?.lowercased() else { return nil }
      return Cause(
        "RC-12", .likely, "\(link.message), \(id): it may be there", at: link.node, on: link.holder,
        fix: "plumb why --conversation \(id) --key \(shellWord(key))")
    }
  }

  /// Whether a name says that it holds the id of a conversation.
  private func isConversationName(_ name: String) -> Bool {
    let letters = name.lowercased().filter { $0 != "_" && $0 != " " }
    return ["conversation", "convid", "interactionid"].contains { letters.contains($0) }
  }

  private func severalMedia() -> Cause? {
    var media: [String] = []
    for leg in conversation.participants.flatMap(\.legs) {
      let medium = mediumNames[leg.node["mediaType"]?.string?.lowercased() ?? leg.medium ?? ""]
      if let medium, !media.contains(medium) { media.append(medium) }
    }
    guard media.count > 1 else { return nil }
    return Cause(
      "RC-12", .possible,
      "it goes over \(media.joined(separator: " and ")): the other medium may be a conversation of its own",
      fix: "look for the conversation that came before, and copy the attributes where the medium changes")
  }

  // MARK: Other kinds of data

  private func externalContact() -> Cause? {
    for participant in (target.map { [$0] } ?? []) + conversation.participants.filter({ $0.purpose != "agent" }) {
      let node = participant.node["externalContactId"] ?? participant.node["externalContact"]?["id"]
      guard let node, node.string?.isEmpty == false else { continue }
      return Cause(
        "RC-13", .possible, "\(participant.shortName) has an external contact: its fields are no attributes", at: node,
        on: participant,
        fix: "read the contact in the flow with Get External Contact, and set what is needed as participant data")
    }
    return nil
  }

  private func securedData() -> Cause? {
    guard conversation.node.containsString("securePause") else { return nil }
    let nodes = [conversation.node] + conversation.participants.flatMap { $0.legs.map(\.node) }
    guard let evidence = nodes.compactMap({ $0["securePause"] }).first(where: { $0.boolean == true }) else {
      return nil
    }
    return Cause(
      "RC-17", .possible, "a secure part was entered: secured data is no attribute", at: evidence,
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

/// The fields of a conversation that name others.
private let linkFields = [
  "conversationIds", "consultationConversations", "associatedConversation", "consultationConversationIds",
]

/// The media that are conversations of their own; a call and its callback are one.
private let mediumNames: [String: String] = [
  "calls": "voice", "voice": "voice", "callbacks": "voice", "callback": "voice", "chats": "chat", "chat": "chat",
  "messages": "messages", "message": "messages", "emails": "e-mail", "email": "e-mail",
]
