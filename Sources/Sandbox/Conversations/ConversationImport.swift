import Conversations
import JSON

/// Brings conversations of every shape into that of `GET /api/v2/conversations/{id}`.
enum ConversationImport {
  /// The conversations of a document.
  ///
  /// - Throws: where it holds none.
  static func read(_ bytes: [UInt8]) throws(SandboxError) -> [LoadedConversation] {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: bytes) } catch { throw SandboxError(message: error.message) }
    let input: ConversationInput
    do { input = try ConversationInput(document.root) } catch { throw SandboxError(message: error.message) }
    return input.conversations.map { conversation in
      let value = JSONValue(conversation.node)
      let document =
        switch conversation.shape {
        case .conversation, .tutorial: value
        case .media: fromMedia(value)
        case .event: fromEvent(value)
        case .analytics: fromAnalytics(value)
        case .search: fromSearch(value)
        }
      return LoadedConversation(document: document, isTutorial: conversation.shape == .tutorial)
    }
  }

  // MARK: The view of one medium

  private static func fromMedia(_ value: JSONValue) -> JSONValue {
    let medium = MediaView.medium(ofURI: value["selfUri"]?.text) ?? "messages"
    var result = value
    result["otherMediaUris"] = nil
    result["selfUri"] = nil
    let participants = value.items("participants").map { MediaView.raise($0, medium: medium) }
    result["participants"] = .array(participants)
    if result["startTime"] == nil, let start = participants.compactMap({ $0["startTime"]?.text }).min() {
      result["startTime"] = .string(start)
    }
    return result
  }

  // MARK: Notifications

  private static func fromEvent(_ value: JSONValue) -> JSONValue {
    guard let participantID = value["participantId"] else {
      var result = value
      let isFlat = value["participants"]?.items.contains { $0["state"]?.text != nil } ?? false
      if isFlat { result = fromMedia(value) }
      if result["startTime"] == nil {
        let starts = result.items("participants").compactMap {
          $0["startTime"]?.text ?? $0["connectedTime"]?.text
        }
        result["startTime"] = starts.min().map { .string($0) }
      }
      return result
    }
    // One write of attributes: nothing but the participant is known.
    let start = value["eventTime"]?.integer.map { Timestamp(milliseconds: Int64($0)).iso8601 }
    return [
      "id": value["conversationId"] ?? .null, "startTime": start.map { .string($0) },
      "participants": [
        [
          "id": participantID, "purpose": "customer", "participantType": "External",
          "attributes": value["attributes"] ?? [:],
        ]
      ],
    ]
  }

  // MARK: Analytics

  private static func fromAnalytics(_ value: JSONValue) -> JSONValue {
    [
      "id": value["conversationId"] ?? value["id"] ?? .null, "externalTag": value["externalTag"],
      "startTime": value["conversationStart"], "endTime": value["conversationEnd"],
      "participants": .array(value.items("participants").map(participant(fromAnalytics:))),
    ]
  }

  private static func participant(fromAnalytics value: JSONValue) -> JSONValue {
    var result: JSONValue = [
      "id": value["participantId"], "name": value["participantName"], "purpose": value["purpose"],
      "userId": value["userId"], "teamId": value["teamId"], "externalContactId": value["externalContactId"],
      "externalOrganizationId": value["externalOrganizationId"],
    ]
    var legs: [String: [JSONValue]] = [:]
    for session in value.items("sessions") {
      let medium = MediaView.medium(ofAnalytics: session["mediaType"]?.text ?? "")
      legs[medium, default: []].append(leg(fromAnalytics: session))
      let segments = session.items("segments")
      if result["startTime"] == nil { result["startTime"] = segments.first?["segmentStart"] }
      if let queue = segments.compactMap({ $0["queueId"] }).last { result["queueId"] = queue }
      for key in ["ani", "dnis"] where result[key] == nil { result[key] = session[key] }
    }
    for name in JSONValue.legArrays { result[name] = legs[name].map { .array($0) } }
    result["attributes"] = value["attributes"] ?? [:]
    return result
  }

  private static func leg(fromAnalytics session: JSONValue) -> JSONValue {
    let segments = session.items("segments")
    let hasEnded = !segments.isEmpty && segments.allSatisfy { $0["segmentEnd"] != nil }
    return [
      "id": session["sessionId"], "state": hasEnded ? "disconnected" : "connected",
      "direction": session["direction"], "provider": session["provider"], "peerId": session["peerId"],
      "type": session["messageType"], "connectedTime": segments.first?["segmentStart"],
      "disconnectedTime": hasEnded ? segments.last?["segmentEnd"] : nil,
      // Kept so that the analytics view can give it back.
      "flow": session["flow"],
    ]
  }

  // MARK: Rows of the search

  private static func fromSearch(_ value: JSONValue) -> JSONValue {
    let participants: [JSONValue] = value.items("participantData").map { row in
      [
        "id": row["participantId"], "purpose": row["participantPurpose"],
        "attributes": row["participantAttributes"] ?? [:],
      ]
    }
    return [
      "id": value["conversationId"] ?? .null, "startTime": value["startTime"], "endTime": value["endTime"],
      "participants": .array(participants),
    ]
  }
}
