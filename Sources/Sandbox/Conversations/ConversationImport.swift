import Conversations
import JSON

/// Brings conversations of every shape into that of `GET /api/v2/conversations/{id}`.
enum ConversationImport {
  /// The conversations of a document.
  ///
  /// - Throws: where it holds none.
  static func read(_ bytes: [UInt8]) throws(ImportError) -> [LoadedConversation] {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: bytes) } catch { throw ImportError(message: error.message) }
    let input: ConversationInput
    do { input = try ConversationInput(document.root) } catch { throw ImportError(message: error.message) }
    return input.conversations.map { conversation in
      let value = JSONValue(conversation.node)
      switch conversation.shape {
      case .conversation: return LoadedConversation(document: value)
      case .tutorial: return LoadedConversation(document: value, isTutorial: true)
      case .media: return LoadedConversation(document: fromMedia(value))
      case .event: return LoadedConversation(document: fromEvent(value))
      case .analytics: return LoadedConversation(document: fromAnalytics(value))
      case .search: return LoadedConversation(document: fromSearch(value))
      }
    }
  }

  /// Why a document gives no conversation.
  struct ImportError: Error, Hashable, Sendable {
    var message: String
  }

  // MARK: The view of one medium

  private static func fromMedia(_ value: JSONValue) -> JSONValue {
    let medium = MediaView.medium(ofURI: value["selfUri"]?.text) ?? "messages"
    var result = value
    result["otherMediaUris"] = nil
    result["selfUri"] = nil
    let participants = (value["participants"]?.items ?? []).map { MediaView.raise($0, medium: medium) }
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
        let starts = (result["participants"]?.items ?? []).compactMap {
          $0["startTime"]?.text ?? $0["connectedTime"]?.text
        }
        result["startTime"] = starts.min().map { .string($0) }
      }
      return result
    }
    // One write of attributes: nothing but the participant is known.
    let start = value["eventTime"]?.integer.map { Timestamp(milliseconds: Int64($0)).iso8601 }
    var result: JSONValue = ["id": value["conversationId"] ?? .null]
    result["startTime"] = start.map { .string($0) }
    result["participants"] = [
      [
        "id": participantID, "purpose": "customer", "participantType": "External",
        "attributes": value["attributes"] ?? [:],
      ]
    ]
    return result
  }

  // MARK: Analytics

  private static func fromAnalytics(_ value: JSONValue) -> JSONValue {
    var result: JSONValue = ["id": value["conversationId"] ?? value["id"] ?? .null]
    result["externalTag"] = value["externalTag"]
    result["startTime"] = value["conversationStart"]
    result["endTime"] = value["conversationEnd"]
    result["participants"] = .array((value["participants"]?.items ?? []).map(participant(fromAnalytics:)))
    return result
  }

  private static func participant(fromAnalytics value: JSONValue) -> JSONValue {
    var result: JSONValue = [:]
    result["id"] = value["participantId"]
    result["name"] = value["participantName"]
    for key in ["purpose", "userId", "teamId", "externalContactId", "externalOrganizationId"] {
      result[key] = value[key]
    }
    var legs: [String: [JSONValue]] = [:]
    for session in value["sessions"]?.items ?? [] {
      let medium = MediaView.medium(ofAnalytics: session["mediaType"]?.text ?? "")
      legs[medium, default: []].append(leg(fromAnalytics: session))
      let segments = session["segments"]?.items ?? []
      if result["startTime"] == nil { result["startTime"] = segments.first?["segmentStart"] }
      if let queue = segments.compactMap({ $0["queueId"] }).last { result["queueId"] = queue }
      for key in ["ani", "dnis"] where result[key] == nil { result[key] = session[key] }
    }
    for name in JSONValue.legArrays { result[name] = legs[name].map { .array($0) } }
    result["attributes"] = value["attributes"] ?? [:]
    return result
  }

  private static func leg(fromAnalytics session: JSONValue) -> JSONValue {
    let segments = session["segments"]?.items ?? []
    let hasEnded = !segments.isEmpty && segments.allSatisfy { $0["segmentEnd"] != nil }
    var leg: JSONValue = [:]
    leg["id"] = session["sessionId"]
    leg["state"] = hasEnded ? "disconnected" : "connected"
    for key in ["direction", "provider", "peerId"] { leg[key] = session[key] }
    leg["type"] = session["messageType"]
    leg["connectedTime"] = segments.first?["segmentStart"]
    if hasEnded { leg["disconnectedTime"] = segments.last?["segmentEnd"] }
    // Kept so that the analytics view can give it back.
    leg["flow"] = session["flow"]
    return leg
  }

  // MARK: Rows of the search

  private static func fromSearch(_ value: JSONValue) -> JSONValue {
    var result: JSONValue = ["id": value["conversationId"] ?? .null]
    result["startTime"] = value["startTime"]
    result["endTime"] = value["endTime"]
    result["participants"] = .array(
      (value["participantData"]?.items ?? []).map { row in
        var participant: JSONValue = [:]
        participant["id"] = row["participantId"]
        participant["purpose"] = row["participantPurpose"]
        participant["attributes"] = row["participantAttributes"] ?? [:]
        return participant
      })
    return result
  }
}
