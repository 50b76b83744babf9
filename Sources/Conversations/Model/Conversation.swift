public import JSON

/// The shapes in which conversations are handed around.
public enum ConversationShape: String, Sendable, CaseIterable {
  /// What `GET /api/v2/conversations/{id}` gives: participants with arrays of legs.
  case conversation
  /// The view of one medium (`/conversations/calls/{id}`, …): the leg's fields stand on the participant itself.
  case media
  /// A conversation of an analytics query or job: sessions and segments in place of legs.
  case analytics
  /// The body of a notification.
  case event
  /// The shape of the tutorial: `role` in place of `purpose`, attributes also on `from`.
  case tutorial
  /// A row of the search for participant attributes.
  case search
}

/// One conversation, seen over the JSON that holds it.
public struct Conversation: Sendable {
  /// The object that holds it.
  public let node: JSONNode
  /// How it is laid out.
  public let shape: ConversationShape
  /// The participants in the order of the document.
  public let participants: [Participant]
  /// The list of the participants; nil where the document has none.
  public let participantsNode: JSONNode?
  /// Whether the conversation goes on as far as the document tells.
  public let isLive: Bool

  /// Looks at an object that has been recognised as a conversation.
  init(_ node: JSONNode, shape: ConversationShape) {
    self.node = node
    self.shape = shape
    let hasEnded =
      node.holds("endTime") || node.holds("conversationEnd") || node.holds("endTimestamp")
      || shape == .tutorial && endedStates.contains(node["state"]?.string?.lowercased() ?? "")
    let list = node["participants"] ?? node["participantData"]
    participantsNode = list?.kind == .array ? list : nil
    var participants: [Participant] = []
    let canBeLive = !hasEnded && shape != .analytics && shape != .search
    if let list {
      for item in list.items {
        participants.append(Participant(item, position: participants.count, canBeLive: canBeLive))
      }
    }
    if list == nil, node["participantId"] != nil {
      // The notification of one write: its body is the participant and nothing more.
      participants = [Participant(node, position: 0, canBeLive: canBeLive)]
    }
    self.participants = participants
    switch shape {
    case .media, .event: isLive = !hasEnded && participants.contains { $0.isLive }
    case .conversation, .analytics, .tutorial, .search: isLive = !hasEnded
    }
  }

  /// The conversation's id.
  public var id: String? { idNode?.string }

  var idNode: JSONNode? { node["id"] ?? node["conversationId"] }

  /// When it started; nil where the shape does not tell.
  public var startTime: Timestamp? {
    node.time("startTime") ?? node.time("conversationStart") ?? node.time("startTimestamp")
  }

  /// When it ended; nil where it has not, or the shape does not tell.
  public var endTime: Timestamp? {
    node.time("endTime") ?? node.time("conversationEnd") ?? node.time("endTimestamp")
  }

  /// The participants of a purpose, in the order of the document; letter case does not count.
  public func participants(withPurpose purpose: String) -> [Participant] {
    // By their places: this is much of what the evaluation of a path does, and copies would be much of this.
    var found: [Participant] = []
    for place in participants.indices where participants[place].hasPurpose(purpose) {
      found.append(participants[place])
    }
    return found
  }

  /// Whether any participant has the member that holds attributes.
  var hasAttributeMaps: Bool {
    participants.contains { $0.attributes != nil }
  }
}

/// States of a leg, a participant or a conversation that is over.
let endedStates: Set<String> = ["disconnected", "terminated", "closed"]

extension JSONNode {
  /// Whether a member is there and not null.
  func holds(_ key: String) -> Bool {
    self[key].map { !$0.isNull } ?? false
  }

  /// The time that a member holds; nil where it is absent, null or no time.
  func time(_ key: String) -> Timestamp? {
    self[key]?.string.flatMap { Timestamp(parsing: $0) }
  }
}
