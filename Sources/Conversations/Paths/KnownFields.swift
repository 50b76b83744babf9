import JSON

/// The fields that the parts of a conversation can have, for telling one that is absent from one that cannot be.
enum KnownFields {
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
  static func fields(of level: String?) -> Dictionary<String, String?>.Keys? { level.flatMap { table[$0]?.keys } }

  /// The level of the objects that a field holds; nil where it is not known.
  static func level(of field: String, at level: String?) -> String? { level.flatMap { table[$0]?[field] ?? nil } }

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
  /// The level in ``KnownFields`` that tells what fields the conversation can have.
  var level: String {
    switch shape {
    case .conversation: "Conversation"
    case .media: "MediaConversation"
    case .analytics: "AnalyticsConversation"
    case .event: node["participants"] == nil ? "AttributeEvent" : "Conversation"
    case .tutorial: "TutorialConversation"
    case .search: "SearchResult"
    }
  }
}

extension Participant {
  /// The level in ``KnownFields`` that tells what fields the participant can have.
  var level: String {
    if node["participantPurpose"] != nil { return "SearchParticipant" }
    if node["participantId"] != nil || node["sessions"] != nil { return "AnalyticsParticipant" }
    if node["purpose"] == nil, node["role"] != nil { return "TutorialParticipant" }
    if node["state"] != nil { return "MediaParticipant" }
    return "Participant"
  }
}
