import JSON

/// The fields that the parts of a conversation can have, for telling one that is absent from one that cannot be.
struct KnownFields {
  /// A kind of object: a conversation, a participant, a leg, ….
  struct Level: Hashable {
    /// Its name in the table.
    let name: String
  }

  /// The names of all fields on any level.
  static let areFieldNames: Set<String> = Set(table.values.flatMap { $0.keys })

  /// For each level its fields and the level of the objects that they hold.
  private static let table: [String: [String: String?]] = parse(conversationFieldTable + "\n" + handWrittenFields)

  /// Shapes that Genesys' models do not describe.
  private static let handWrittenFields = """
    TutorialConversation: id type state mediaType to>TutorialParty from>TutorialParty startTimestamp endTimestamp
      startTime endTime wrapupCode participants>TutorialParticipant attributes
    TutorialParty: id type name email attributes
    TutorialParticipant: id type role purpose name state startTimestamp endTimestamp startTime endTime attributes
      calls>Call messages>Message chats>ConversationChat emails>Email callbacks>Callback
    SearchResult: conversationId startTime endTime divisionIds participantData>SearchParticipant truncatedData _type
    SearchParticipant: participantId participantPurpose participantAttributes sessionIds
    AttributeEvent: eventTime conversationId participantId attributes communications
    """

  /// The fields of a level; nil where they are not known.
  static func fields(of level: Level) -> [String]? {
    table[level.name].map { Array($0.keys) }
  }

  /// Whether a level can have a field; true where its fields are not known.
  static func canHave(_ field: String, at level: Level?) -> Bool {
    guard let level, let fields = table[level.name] else { return true }
    return fields.keys.contains { $0.utf8.elementsEqual(field.utf8) }
  }

  /// The level of the objects that a field holds; nil where it is not known.
  static func level(of field: String, at level: Level?) -> Level? {
    guard let level, let inner = table[level.name]?[field] else { return nil }
    return inner.map { Level(name: $0) }
  }

  /// Reads lines of `Level: field field>Level …`; a line that begins with a blank goes on with the level before.
  private static func parse(_ text: String) -> [String: [String: String?]] {
    var table: [String: [String: String?]] = [:]
    var level = ""
    for line in text.split(separator: "\n") {
      var words = line.split(separator: " ")
      if line.first != " ", let head = words.first {
        level = String(head.dropLast())
        words.removeFirst()
      }
      for word in words {
        let parts = word.split(separator: ">")
        table[level, default: [:]][String(parts[0])] = .some(parts.count > 1 ? String(parts[1]) : nil)
      }
    }
    return table
  }
}

extension Conversation {
  /// What fields the conversation can have.
  var level: KnownFields.Level {
    switch shape {
    case .conversation: KnownFields.Level(name: "Conversation")
    case .media: KnownFields.Level(name: "MediaConversation")
    case .analytics: KnownFields.Level(name: "AnalyticsConversation")
    case .event: KnownFields.Level(name: node["participants"] == nil ? "AttributeEvent" : "Conversation")
    case .tutorial: KnownFields.Level(name: "TutorialConversation")
    case .search: KnownFields.Level(name: "SearchResult")
    }
  }
}

extension Participant {
  /// What fields the participant can have.
  var level: KnownFields.Level {
    if node["participantPurpose"] != nil { return KnownFields.Level(name: "SearchParticipant") }
    if node["participantId"] != nil || node["sessions"] != nil {
      return KnownFields.Level(name: "AnalyticsParticipant")
    }
    if node["purpose"] == nil, node["role"] != nil { return KnownFields.Level(name: "TutorialParticipant") }
    if node["state"] != nil { return KnownFields.Level(name: "MediaParticipant") }
    return KnownFields.Level(name: "Participant")
  }
}
