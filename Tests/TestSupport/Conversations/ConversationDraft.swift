/// A conversation of our own making, to be written in any of the shapes in which conversations are handed around.
public struct ConversationDraft: Sendable {
  /// The shapes.
  public enum Shape: String, CaseIterable, Sendable {
    case conversation, media, event, analytics, tutorial, search
  }

  /// The media, by the members that list their legs.
  public enum Medium: String, CaseIterable, Sendable {
    case calls, chats, messages, emails, callbacks

    var analyticsName: String {
      switch self {
      case .calls: "voice"
      case .chats: "chat"
      case .messages: "message"
      case .emails: "email"
      case .callbacks: "callback"
      }
    }
  }

  /// A participant.
  public struct Person: Sendable {
    var purpose: String
    /// Name and JSON of the value; nil leaves the map out.
    var attributes: [(name: String, json: String)]? = []
    var isLive = true
    /// The place of the participant that its leg is connected to.
    var peer: Int?
    /// Further members as JSON.
    var members: [(name: String, json: String)] = []
    /// Further members of its leg.
    var legMembers: [(name: String, json: String)] = []
    /// A leg of its own medium.
    var medium: Medium?

    init(_ purpose: String) {
      self.purpose = purpose
    }

    func with(_ name: String, _ text: String) -> Person { with(name, json: quoted(text)) }

    func with(_ name: String, json: String) -> Person {
      var copy = self
      copy.attributes = (attributes ?? []) + [(name, json)]
      return copy
    }
  }

  /// The shape it is written in.
  public var shape = Shape.conversation
  /// The medium of its legs.
  public var medium = Medium.calls
  /// Whether it has an end.
  public var hasEnded = false
  var people: [Person] = []
  /// Further members of the conversation.
  var members: [(name: String, json: String)] = []
  /// Distinguishes the ids of one draft from those of another.
  var number = 0

  /// The id of the conversation.
  public var id: String { uuid(0xC000_0000 + number) }

  func personID(_ index: Int) -> String { uuid(0xA000_0000 + number * 16 + index) }
  func legID(_ index: Int) -> String { uuid(0xB000_0000 + number * 16 + index) }

  private func uuid(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits + "-1111-4222-8333-0000" + digits
  }

  /// The document.
  public var text: String {
    switch shape {
    case .conversation: return object(header(start: "startTime", end: "endTime") + [("participants", list(person))])
    case .media:
      return object([("id", quoted(id)), ("participants", list(mediaPerson)), ("otherMediaUris", "[]")] + members)
    case .event:
      let body = object([("id", quoted(id)), ("participants", list(person))] + members)
      return object([
        ("topicName", quoted("v2.users.\(uuid(7)).conversations")), ("version", "\"2\""), ("eventBody", body),
      ])
    case .analytics:
      return object(
        [("conversationId", quoted(id)), ("conversationStart", time(0)), ("conversationEnd", time(30))]
          + [("participants", list(analyticsPerson))] + members)
    case .tutorial:
      return object(
        [("id", quoted(id)), ("state", hasEnded ? "\"closed\"" : "\"open\""), ("startTimestamp", time(0))]
          + [("endTimestamp", hasEnded ? time(30) : "null"), ("participants", list(tutorialPerson))] + members)
    case .search:
      return object(
        [("conversationId", quoted(id)), ("startTime", time(0)), ("participantData", list(searchPerson))] + members)
    }
  }

  private func header(start: String, end: String) -> [(name: String, json: String)] {
    [("id", quoted(id)), (start, time(0))] + (hasEnded ? [(end, time(30))] : []) + members
  }

  private func list(_ write: (Int, Person) -> String) -> String {
    "[" + people.enumerated().map { write($0.offset, $0.element) }.joined(separator: ",") + "]"
  }

  private func map(_ person: Person, as name: String = "attributes") -> [(name: String, json: String)] {
    person.attributes.map { [(name, object($0))] } ?? []
  }

  private func state(_ person: Person) -> String {
    person.isLive && !hasEnded ? "\"connected\"" : "\"terminated\""
  }

  private func person(_ index: Int, _ person: Person) -> String {
    var leg = [("id", quoted(legID(index))), ("state", state(person))] + person.legMembers
    if let peer = person.peer { leg.append(("peerId", quoted(legID(peer)))) }
    return object(
      [("id", quoted(personID(index))), ("purpose", quoted(person.purpose)), ("startTime", time(index))]
        + (person.isLive && !hasEnded ? [] : [("endTime", time(20 + index))]) + map(person) + person.members
        + [((person.medium ?? medium).rawValue, "[\(object(leg))]")])
  }

  private func mediaPerson(_ index: Int, _ person: Person) -> String {
    object(
      [("id", quoted(personID(index))), ("purpose", quoted(person.purpose)), ("state", state(person))]
        + map(person) + person.members + person.legMembers
        + (person.peer.map { [("peer", quoted(personID($0)))] } ?? []))
  }

  private func analyticsPerson(_ index: Int, _ person: Person) -> String {
    let segment = object([("segmentStart", time(index)), ("segmentEnd", time(20 + index))])
    let session = object(
      [("sessionId", quoted(legID(index)))] + [("mediaType", quoted((person.medium ?? medium).analyticsName))]
        + person.legMembers + (person.peer.map { [("peerId", quoted(legID($0)))] } ?? [])
        + [("segments", "[\(segment)]")])
    return object(
      [("participantId", quoted(personID(index))), ("purpose", quoted(person.purpose))] + map(person)
        + person.members + [("sessions", "[\(session)]")])
  }

  private func tutorialPerson(_ index: Int, _ person: Person) -> String {
    object(
      [("id", quoted(personID(index))), ("role", quoted(person.purpose)), ("state", state(person))] + map(person)
        + person.members)
  }

  private func searchPerson(_ index: Int, _ person: Person) -> String {
    object(
      [("participantId", quoted(personID(index))), ("participantPurpose", quoted(person.purpose))]
        + map(person, as: "participantAttributes") + person.members
        + [("sessionIds", "[\(quoted(legID(index)))]")])
  }

  private func time(_ minute: Int) -> String {
    "\"2026-03-02T10:\(minute < 10 ? "0" : "")\(minute):00.000Z\""
  }
}

/// A JSON object of members that are JSON already.
func object(_ members: [(name: String, json: String)]) -> String {
  "{" + members.map { quoted($0.name) + ":" + $0.json }.joined(separator: ",") + "}"
}

/// A text as a JSON string.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
