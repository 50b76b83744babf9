import Conversations
import JSON

/// A conversation. Its document is what `GET /api/v2/conversations/{id}` gives, without the attributes, which may not
/// be visible yet; for a conversation of the tutorial it is what was posted.
struct StoredConversation: Sendable {
  let id: String
  /// Whether it was posted as the tutorial does, or loaded in that shape.
  let isTutorial: Bool
  private(set) var document: JSONValue
  /// The attributes by participant.
  private(set) var attributes: [String: AttributeMap] = [:]
  /// Secured data, which is no attribute.
  let secured: JSONValue
  /// The flows that ran, by the ids of legs: only analytics tells of them.
  private(set) var flows: [String: JSONValue] = [:]

  /// Takes a document; ids that are missing are made.
  init(_ document: JSONValue, isTutorial: Bool = false, ids: inout Identifiers) {
    self.isTutorial = isTutorial
    var document = document
    id = document["id"]?.text ?? ids.uuid()
    document["id"] = .string(id)
    secured = document["secureAttributes"] ?? [:]
    document["secureAttributes"] = nil
    var participants = document.items("participants")
    for index in participants.indices {
      let participantID = participants[index]["id"]?.text ?? ids.uuid()
      participants[index]["id"] = .string(participantID)
      attributes[participantID] = AttributeMap(participants[index]["attributes"] ?? [:])
      flows.merge(participants[index].takeFlows()) { $1 }
    }
    document["participants"] = .array(participants)
    if !isTutorial, document["selfUri"] == nil { document["selfUri"] = "/api/v2/conversations/\(id)" }
    self.document = document
  }

  /// The participants as they were stored.
  var participants: [JSONValue] { document.items("participants") }

  /// When it ended; nil while it goes on.
  var end: Timestamp? { time("endTime") ?? time("endTimestamp") }

  /// When it started.
  var start: Timestamp? { time("startTime") ?? time("startTimestamp") }

  private func time(_ key: String) -> Timestamp? { document[key]?.text.flatMap { Timestamp(parsing: $0) } }

  /// Whether it goes on.
  var isLive: Bool { end == nil }

  /// The first participant of a purpose.
  func participant(purpose: String) -> JSONValue? {
    participants.first { $0["purpose"]?.text == purpose }
  }

  // MARK: Changes

  /// Writes attributes of a participant that is there.
  mutating func write(_ members: [JSONMember], participant: String, visibleFrom: Timestamp, now: Timestamp) {
    let isAfterEnd = !isLive
    attributes[participant]?.write(members, visibleFrom: visibleFrom, now: now, isAfterEnd: isAfterEnd)
  }

  /// Ends the whole conversation.
  mutating func disconnect(now: Timestamp) {
    guard isLive else { return }
    document.changeItems("participants") { $0.endParticipant(at: now) }
    document[isTutorial ? "endTimestamp" : "endTime"] = .string(now.iso8601)
    if isTutorial { document["state"] = "disconnected" }
  }

  /// Ends what one participant has to do with it.
  mutating func disconnect(participant id: String, now: Timestamp) {
    document.changeItems("participants") { if $0["id"]?.text == id { $0.endParticipant(at: now) } }
  }

  /// Sets a member of a participant.
  mutating func set(_ key: String, to value: JSONValue, participant id: String) {
    document.changeItems("participants") { if $0["id"]?.text == id { $0[key] = value } }
  }

  // MARK: Reading

  /// What a reader of the conversation sees.
  func view(at now: Timestamp) -> JSONValue {
    var result = document
    result.changeItems("participants") { participant in
      participant["attributes"] = attributes[participant["id"]?.text ?? ""]?.seen(at: now) ?? [:]
    }
    return result
  }
}

extension JSONValue {
  /// The names of the arrays of legs.
  static let legArrays = [
    "calls", "messages", "chats", "emails", "callbacks", "cobrowsesessions", "internalMessages", "screenMonitorings",
    "screenshares", "socialExpressions", "videos",
  ]

  /// Takes the flows that ran off the legs of a participant.
  fileprivate mutating func takeFlows() -> [String: JSONValue] {
    var flows: [String: JSONValue] = [:]
    for name in Self.legArrays {
      changeItems(name) { leg in
        guard let flow = leg["flow"], flow["flowId"] != nil else { return }
        if let id = leg["id"]?.text { flows[id] = flow }
        leg["flow"] = nil
      }
    }
    return flows
  }

  /// Ends the legs of a participant, and itself.
  fileprivate mutating func endParticipant(at now: Timestamp) {
    if self["endTime"] == nil { self["endTime"] = .string(now.iso8601) }
    if self["state"] != nil { self["state"] = "disconnected" }
    for name in Self.legArrays {
      changeItems(name) { leg in
        guard !["disconnected", "terminated"].contains(leg["state"]?.text ?? "") else { return }
        leg["state"] = "disconnected"
        leg["disconnectType"] = "client"
        leg["disconnectedTime"] = .string(now.iso8601)
      }
    }
  }
}
