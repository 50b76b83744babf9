import JSON

/// Conversations as analytics tells of them.
enum AnalyticsView {
  /// Analytics cuts names and values of attributes after so many characters.
  static let longestText = 1024

  /// The view of a conversation.
  static func view(of conversation: StoredConversation, withAttributes: Bool) -> JSONValue {
    let document = conversation.document
    var result: JSONValue = ["conversationId": .string(conversation.id)]
    result["conversationStart"] = document["startTime"] ?? document["startTimestamp"]
    result["conversationEnd"] = document["endTime"] ?? document["endTimestamp"]
    result["externalTag"] = document["externalTag"]
    result["originatingDirection"] = .string(direction(of: conversation))
    result["divisionIds"] = .array((document["divisions"]?.items ?? []).compactMap { $0["division"]?["id"] })
    result["participants"] = .array(
      conversation.participants.map { participant in
        var view = self.participant(participant, of: conversation)
        // Whoever has none has no such member.
        let attributes = conversation.attributes[participant["id"]?.text ?? ""]?.analytics.members ?? []
        if withAttributes, !attributes.isEmpty { view["attributes"] = cut(attributes) }
        return view
      })
    return result
  }

  private static func cut(_ members: [JSONMember]) -> JSONValue {
    var result: JSONValue = [:]
    for member in members {
      result[String(member.key.prefix(longestText))] = .string(String((member.value.text ?? "").prefix(longestText)))
    }
    return result
  }

  private static func direction(of conversation: StoredConversation) -> String {
    for participant in conversation.participants {
      for name in JSONValue.legArrays {
        if let direction = participant[name]?.items.first?["direction"]?.text { return direction }
      }
    }
    return "inbound"
  }

  // MARK: Participants and sessions

  private static func participant(_ participant: JSONValue, of conversation: StoredConversation) -> JSONValue {
    var result: JSONValue = [:]
    result["participantId"] = participant["id"]
    result["participantName"] = participant["name"]
    result["purpose"] = participant["purpose"] ?? participant["role"]
    for key in ["userId", "teamId", "externalContactId", "externalOrganizationId"] { result[key] = participant[key] }
    var sessions: [JSONValue] = []
    for name in JSONValue.legArrays {
      for leg in participant[name]?.items ?? [] where leg.isObject {
        sessions.append(session(leg, name, participant, of: conversation))
      }
    }
    result["sessions"] = .array(sessions)
    return result
  }

  private static func session(
    _ leg: JSONValue, _ name: String, _ participant: JSONValue, of conversation: StoredConversation
  ) -> JSONValue {
    var result: JSONValue = [:]
    result["sessionId"] = leg["id"]
    result["mediaType"] = .string(MediaView.analyticsMedium(of: name))
    if name == "messages" { result["messageType"] = leg["type"] }
    for key in ["direction", "provider", "peerId"] { result[key] = leg[key] }
    for key in ["ani", "dnis"] { result[key] = participant[key] }
    result["flow"] = conversation.flows[leg["id"]?.text ?? ""]
    var segments: [JSONValue] = (leg["segments"]?.items ?? []).filter(\.isObject).map { segment in
      var view: JSONValue = [:]
      view["segmentStart"] = segment["startTime"]
      view["segmentEnd"] = segment["endTime"]
      view["segmentType"] = segment["type"]?.text.map { .string($0.lowercased()) }
      view["disconnectType"] = segment["disconnectType"]
      return view
    }
    if segments.isEmpty {
      var view: JSONValue = ["segmentType": "interact"]
      view["segmentStart"] = leg["connectedTime"] ?? participant["startTime"]
      view["segmentEnd"] = leg["disconnectedTime"] ?? participant["endTime"]
      segments = [view]
    }
    if let queue = participant["queueId"] {
      for index in segments.indices { segments[index]["queueId"] = queue }
    }
    result["segments"] = .array(segments)
    return result
  }
}
