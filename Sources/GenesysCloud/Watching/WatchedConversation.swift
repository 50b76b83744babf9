import JSON

/// A conversation as one knows it who watches it: the last reading, and what events have told since.
///
/// A reading may come from a place that has not heard of a write yet. So what an event has told stands for a while against
/// readings that contradict it; but not once events may have been missed.
struct WatchedConversation: Sendable {
  /// How long a reading that contradicts an event does not undo it.
  static let hold = Duration.seconds(10)

  /// The conversation; nil before the first reading.
  private(set) var document: JSONValue?
  /// What events have told, in their order.
  private var told: [Told] = []
  /// The time of the latest event of each participant, in milliseconds since 1970 by the server's clock.
  private var latest: [String: Int] = [:]

  private struct Told: Sendable {
    let participant: String
    let attribute: JSONMember
    let moment: Duration

    func isSame(as participant: String, _ key: String) -> Bool {
      self.participant == participant && attribute.key.utf8.elementsEqual(key.utf8)
    }
  }

  /// Whether the conversation is over.
  var hasEnded: Bool {
    ["endTime", "endTimestamp", "conversationEnd"].contains { key in document?[key].map { $0 != .null } ?? false }
  }

  /// Takes a reading.
  ///
  /// - Parameter now: when it came, on a clock that never goes back.
  /// - Returns: what has changed since what was known before, nothing for the first reading; and whether something that an
  ///   event has told stands against the reading.
  mutating func take(reading: JSONValue, now: Duration) -> (changed: [String], isContradicted: Bool) {
    told.removeAll { now - $0.moment >= Self.hold }
    var reading = reading
    var isContradicted = false
    for one in told {
      let isKept = reading.set(one.attribute, participant: one.participant)
      if isKept != .alike { isContradicted = true }
    }
    let changed = document.map { Self.changes(from: $0, to: reading) } ?? []
    document = reading
    return (changed, isContradicted)
  }

  /// Takes what an event has told of the attributes of a participant.
  ///
  /// - Returns: the attributes that have changed by it, and whether the conversation has to be read, because the event came
  ///   late, or is about somebody who is not known.
  mutating func take(
    _ attributes: [JSONMember], of participant: String, time: Int?, now: Duration
  ) -> (changed: [String], needsReading: Bool) {
    if let time, let last = latest[participant], time < last { return ([], true) }
    if let time { latest[participant] = time }
    var changed: [String] = []
    var needsReading = false
    for attribute in attributes {
      told.removeAll { $0.isSame(as: participant, attribute.key) }
      told.append(Told(participant: participant, attribute: attribute, moment: now))
      switch document?.set(attribute, participant: participant) {
      case .changed: changed.append("attributes.\(attribute.key)")
      case .noParticipant: needsReading = true
      case .alike, nil: break
      }
    }
    return (changed, needsReading)
  }

  /// Tells that events may have been missed: the next reading counts, whatever it says.
  mutating func forgetEvents() {
    told = []
    latest = [:]
  }

  // MARK: Differences

  /// What differs: attributes as `attributes.KEY`, `participants` where they differ in anything else, and the names of
  /// other members.
  static func changes(from old: JSONValue, to new: JSONValue) -> [String] {
    var changed: [String] = []
    func add(_ name: String) {
      if !changed.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { changed.append(name) }
    }
    let before = old.items("participants")
    let after = new.items("participants")
    for participant in after {
      let earlier = before.first { $0["id"] == participant["id"] }
      for key in differences(earlier?["attributes"] ?? [:], participant["attributes"] ?? [:]) {
        add("attributes.\(key)")
      }
    }
    for participant in before where !after.contains(where: { $0["id"] == participant["id"] }) {
      for member in participant["attributes"]?.members ?? [] { add("attributes.\(member.key)") }
    }
    func rest(_ participants: [JSONValue]) -> [JSONValue] {
      participants.map { participant in
        var participant = participant
        participant["attributes"] = nil
        return participant
      }
    }
    if rest(before) != rest(after) { add("participants") }
    for key in differences(old, new) where key != "participants" { add(key) }
    return changed
  }

  /// The keys of two objects whose values differ, in the order of the later one, then those that have gone.
  private static func differences(_ old: JSONValue, _ new: JSONValue) -> [String] {
    new.members.filter { old[$0.key] != $0.value }.map(\.key)
      + old.members.filter { new[$0.key] == nil }.map(\.key)
  }
}

/// What setting an attribute has done.
private enum Setting {
  case changed, alike, noParticipant
}

extension JSONValue {
  /// Sets an attribute of a participant of a conversation; null takes it away.
  fileprivate mutating func set(_ attribute: JSONMember, participant id: String) -> Setting {
    var result = Setting.noParticipant
    changeItems("participants") { participant in
      guard participant["id"]?.text == id else { return }
      let value = attribute.value == .null ? nil : attribute.value
      var attributes = participant["attributes"] ?? [:]
      // Strings as such are the same where only their composition differs.
      if attributes[attribute.key]?.bytes == value?.bytes {
        result = .alike
        return
      }
      attributes[attribute.key] = value
      participant["attributes"] = attributes
      result = .changed
    }
    return result
  }
}
