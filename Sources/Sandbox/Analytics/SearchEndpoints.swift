import Conversations
import JSON

/// The search for participants' attributes.
enum SearchEndpoints {
  static let table = [
    Endpoint(
      "POST", "/api/v2/conversations/participants/attributes/search",
      .any(["conversation:participant:attributesview"]), search)
  ]

  /// How many conversations a page has.
  private static let pageSize = 50
  /// How long ago a conversation may have started.
  private static let retention = Duration.seconds(30 * 86_400)
  /// How long the interval of a query may be.
  private static let longestInterval = Duration.seconds(86_400)
  /// Conversations with more bytes of attributes are not found.
  private static let largestAttributes = 20_000
  /// Of those with more bytes than this the rest is left out.
  private static let shownAttributes = 10_000

  private static func search(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let body = try call.request.json()
    guard case .array(let criteria) = body["query"] ?? .null, !criteria.isEmpty else { throw .badRequest }
    var rows = state.conversations.all.filter { conversation in
      guard !conversation.isTutorial, let start = conversation.start else { return false }
      return call.now - start <= retention
    }
    for criterion in criteria { rows = try select(criterion, from: rows) }
    rows.sort { ($0.start?.milliseconds ?? 0, $0.id) < ($1.start?.milliseconds ?? 0, $1.id) }
    let found = rows.compactMap { row($0, now: call.now) }
    let (page, next) = try Cursor.page(of: found, from: body["cursor"]?.text, size: pageSize)
    return Reply(["types": ["participant_attributes"], "results": .array(page), "cursor": next])
  }

  /// Those that one criterion lets through.
  private static func select(
    _ criterion: JSONValue, from rows: [StoredConversation]
  ) throws(APIError) -> [StoredConversation] {
    let fields = criterion.items("fields").compactMap(\.text)
    guard fields.count == 1, let field = fields.first else { throw .searchNotSupported }
    guard criterion["operator"]?.text.map({ $0 == "AND" }) ?? true else { throw .searchNotSupported }
    switch (criterion["type"]?.text, field) {
    case ("DATE_RANGE", "startTime"), ("DATE_RANGE", "endTime"):
      guard let from = criterion["startValue"]?.text.flatMap({ Timestamp(parsing: $0) }),
        let to = criterion["endValue"]?.text.flatMap({ Timestamp(parsing: $0) })
      else { throw .invalidDate }
      guard from <= to, to - from <= longestInterval else {
        throw APIError(400, "bad.request", "The date range must not be longer than 24 hours.")
      }
      return rows.filter { conversation in
        guard let time = field == "startTime" ? conversation.start : conversation.end else { return false }
        return from <= time && time <= to
      }
    case ("EXACT", "conversationId"), ("EXACT", "divisionId"):
      let values = criterion.items("values").compactMap(\.text) + [criterion["value"]?.text].compactMap(\.self)
      guard !values.isEmpty else { throw .badRequest }
      return rows.filter { conversation in
        field == "conversationId"
          ? values.contains(conversation.id) : !Set(values).isDisjoint(with: divisions(of: conversation))
      }
    default: throw .searchNotSupported
    }
  }

  private static func divisions(of conversation: StoredConversation) -> [String] {
    conversation.document.items("divisions").compactMap { $0["division"]?["id"]?.text }
  }

  /// The row of a conversation; nil where it has no attributes, or too many.
  private static func row(_ conversation: StoredConversation, now: Timestamp) -> JSONValue? {
    var data: [JSONValue] = []
    var size = 0
    var shown = 0
    for participant in conversation.participants {
      let id = participant["id"]?.text ?? ""
      guard let attributes = conversation.attributes[id]?.seen(at: now), !attributes.members.isEmpty else { continue }
      size += attributes.bytes.count
      let kept = attributes.members.filter { member in
        shown += member.key.utf8.count + member.value.bytes.count
        return shown <= shownAttributes
      }
      data.append([
        "participantId": .string(id), "participantAttributes": .object(kept),
        "participantPurpose": participant["purpose"],
        "sessionIds": .array(JSONValue.legArrays.flatMap { participant.items($0) }.compactMap { $0["id"] }),
      ])
    }
    guard !data.isEmpty, size < largestAttributes else { return nil }
    return [
      "conversationId": .string(conversation.id), "startTime": conversation.document["startTime"],
      "endTime": conversation.document["endTime"], "divisionIds": .strings(divisions(of: conversation)),
      "participantData": .array(data), "truncatedData": .boolean(shown > shownAttributes),
      "_type": "participant_attributes",
    ]
  }
}
