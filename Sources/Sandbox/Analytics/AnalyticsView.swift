import JSON

/// Conversations as analytics tells of them.
enum AnalyticsView {
  /// Analytics cuts names and values of attributes after so many characters.
  static let longestText = 1024

  /// The view of a conversation.
  static func view(of conversation: StoredConversation, withAttributes: Bool) -> JSONValue {
    let document = conversation.document
    let participants = conversation.participants.map { participant in
      let attributes = conversation.attributes[participant["id"]?.text ?? ""]?.analytics.members ?? []
      return self.participant(participant, withAttributes ? attributes : [], of: conversation)
    }
    return [
      "conversationId": .string(conversation.id),
      "conversationStart": document["startTime"] ?? document["startTimestamp"],
      "conversationEnd": document["endTime"] ?? document["endTimestamp"], "externalTag": document["externalTag"],
      "originatingDirection": .string(direction(of: conversation)),
      "divisionIds": .array(document.items("divisions").compactMap { $0["division"]?["id"] }),
      "participants": .array(participants),
    ]
  }

  private static func cut(_ members: [JSONMember]) -> JSONValue {
    var result: JSONValue = [:]
    for member in members {
      result[String(member.key.prefix(longestText))] = .string(String((member.value.text ?? "").prefix(longestText)))
    }
    return result
  }

  private static func direction(of conversation: StoredConversation) -> String {
    let legs = conversation.participants.lazy.flatMap { participant in
      JSONValue.legArrays.lazy.compactMap { participant[$0]?.items.first }
    }
    return legs.compactMap { $0["direction"]?.text }.first ?? "inbound"
  }

  // MARK: Participants and sessions

  private static func participant(
    _ participant: JSONValue, _ attributes: [JSONMember], of conversation: StoredConversation
  ) -> JSONValue {
    let sessions = JSONValue.legArrays.flatMap { name in
      participant.items(name).filter(\.isObject).map { session($0, name, participant, of: conversation) }
    }
    return [
      "participantId": participant["id"], "participantName": participant["name"],
      "purpose": participant["purpose"] ?? participant["role"], "userId": participant["userId"],
      "teamId": participant["teamId"], "externalContactId": participant["externalContactId"],
      "externalOrganizationId": participant["externalOrganizationId"], "sessions": .array(sessions),
      // Whoever has none has no such member.
      "attributes": attributes.isEmpty ? nil : cut(attributes),
    ]
  }

  private static func session(
    _ leg: JSONValue, _ name: String, _ participant: JSONValue, of conversation: StoredConversation
  ) -> JSONValue {
    let queue = participant["queueId"]
    var segments: [JSONValue] = leg.items("segments").filter(\.isObject).map { segment in
      [
        "segmentStart": segment["startTime"], "segmentEnd": segment["endTime"],
        "segmentType": segment["type"]?.text.map { .string($0.lowercased()) },
        "disconnectType": segment["disconnectType"], "queueId": queue,
      ]
    }
    if segments.isEmpty {
      segments = [
        [
          "segmentType": "interact", "segmentStart": leg["connectedTime"] ?? participant["startTime"],
          "segmentEnd": leg["disconnectedTime"] ?? participant["endTime"], "queueId": queue,
        ]
      ]
    }
    return [
      "sessionId": leg["id"], "mediaType": .string(MediaView.analyticsMedium(of: name)),
      "messageType": name == "messages" ? leg["type"] : nil, "direction": leg["direction"],
      "provider": leg["provider"], "peerId": leg["peerId"], "ani": participant["ani"], "dnis": participant["dnis"],
      "flow": conversation.flows[leg["id"]?.text ?? ""], "segments": .array(segments),
    ]
  }
}
