import Conversations
import JSON

/// The attributes of one participant: what readers see, what will be seen, and what analytics keeps.
struct AttributeMap: Sendable {
  /// What has been written, in order of the keys' first writing.
  private(set) var accepted: JSONValue
  /// What readers saw when the last write that all of them see had come through.
  private var visible: JSONValue
  /// Writes that readers do not see yet, oldest first.
  private var pending: [Write] = []
  /// What analytics has: writes after the end of the conversation are missing.
  private(set) var analytics: JSONValue

  private struct Write: Sendable {
    var visibleFrom: Timestamp
    var members: [JSONMember]
  }

  /// Creates a map that everybody sees.
  init(_ members: JSONValue = [:]) {
    accepted = members.isObject ? members : [:]
    visible = accepted
    analytics = accepted
  }

  /// Merges members into the map; keys that are not named stay.
  mutating func write(_ members: [JSONMember], visibleFrom: Timestamp, now: Timestamp, isAfterEnd: Bool) {
    settle(now: now)
    for member in members {
      accepted[member.key] = member.value
      if !isAfterEnd { analytics[member.key] = member.value }
    }
    pending.append(Write(visibleFrom: visibleFrom, members: members))
    settle(now: now)
  }

  /// What a reader sees at a moment.
  func seen(at now: Timestamp) -> JSONValue {
    var copy = self
    copy.settle(now: now)
    return copy.visible
  }

  /// Makes visible what is due.
  private mutating func settle(now: Timestamp) {
    while let write = pending.first, write.visibleFrom <= now {
      for member in write.members { visible[member.key] = member.value }
      pending.removeFirst()
    }
  }
}
