public import JSON

/// One participant of a conversation, seen over the JSON that holds it.
public struct Participant: Sendable {
  /// The object that holds it.
  public let node: JSONNode
  /// Its place in the conversation's list, counted from 0.
  public let position: Int
  /// The place of its purpose in the document; looked for once, as all that asks for a participant asks for its purpose.
  private let purposeIndex: UInt32?
  private let canBeLive: Bool

  init(_ node: JSONNode, position: Int, canBeLive: Bool) {
    self.node = node
    self.position = position
    self.canBeLive = canBeLive
    purposeIndex = (node["purpose"] ?? node["role"] ?? node["participantPurpose"])?.index
  }

  /// The participant's id.
  public var id: String? { idNode?.string }

  var idNode: JSONNode? { node["participantId"] ?? node["id"] }

  /// What it is in the conversation, as written; the tutorial's `role` where there is no purpose.
  public var purpose: String? { purposeNode?.string }

  var purposeNode: JSONNode? { purposeIndex.map { JSONNode(document: node.document, index: $0) } }

  /// Whether it has a purpose; letter case does not count.
  public func hasPurpose(_ purpose: String) -> Bool {
    purposeNode?.isString(purpose, ignoringCase: true) ?? false
  }

  /// The map of its attributes; nil where there is none.
  public var attributes: JSONNode? {
    let map = node["attributes"] ?? node["participantAttributes"]
    return map?.kind == .object ? map : nil
  }

  /// The attribute of a name, which is compared code unit by code unit.
  public func attribute(_ key: String) -> JSONNode? { attributes?[key] }

  /// The parts that it took in the conversation: one for each connection.
  public var legs: [Leg] {
    var legs: [Leg] = []
    for (key, value) in node.members {
      guard value.kind == .array, !value.items.isEmpty, let name = legNames.first(where: { key.isString($0) }) else {
        continue
      }
      for item in value.items where item.isLeg {
        legs.append(Leg(node: item, medium: name))
      }
    }
    if node["state"]?.string != nil {
      // In a media view the participant is its own leg.
      legs.append(Leg(node: node, medium: nil))
    }
    return legs
  }

  /// Whether it takes part now: it has not ended, and one of its legs is neither disconnected nor terminated.
  public var isLive: Bool {
    guard canBeLive, !node.holds("endTime"), !node.holds("endTimestamp") else { return false }
    let legs = legs
    if legs.isEmpty { return node["role"] != nil }
    return legs.contains { !$0.hasEnded }
  }

  /// Whether it took part, and does so no longer; false where the document cannot tell.
  var hasLeft: Bool { canBeLive && !isLive && !legs.isEmpty }

  /// When it joined; nil where the document does not tell.
  public var startTime: Timestamp? {
    if let time = node.time("startTime") ?? node.time("startTimestamp") ?? node.time("connectedTime") { return time }
    guard let sessions = node["sessions"] else { return nil }
    return sessions.items.compactMap { session in
      session["segments"]?.items.compactMap { $0.time("segmentStart") }.min()
    }.min()
  }

  /// When it left; nil where it has not, or the document does not tell.
  public var endTime: Timestamp? {
    if let time = node.time("endTime") ?? node.time("endTimestamp") { return time }
    let legs = legs.map { leg in
      leg.node.time("disconnectedTime") ?? leg.node["segments"]?.items.compactMap { $0.time("segmentEnd") }.max()
    }
    return legs.contains { $0 == nil } ? nil : legs.compactMap { $0 }.max()
  }

  /// Whether it took part at all.
  var hasLegs: Bool {
    !legs.isEmpty || node["sessionIds"].map { $0.count > 0 } ?? false
  }
}

/// One connection of a participant: a call, a message thread, an analytics session, ….
public struct Leg: Sendable {
  /// The object that holds it.
  public let node: JSONNode
  /// The participant's member that lists it; nil where the participant is its own leg.
  public let medium: String?

  /// Its id.
  public var id: String? { (node["sessionId"] ?? node["id"])?.string }
  /// The id of the leg that it is connected to.
  public var peerID: String? { (node["peerId"] ?? node["peer"])?.string }

  /// Whether it is over.
  public var hasEnded: Bool {
    if let state = node["state"]?.string { return endedStates.contains(state.lowercased()) }
    return node.holds("disconnectedTime")
  }
}

/// The members of a participant that list its legs.
let legNames = [
  "calls", "callbacks", "chats", "cobrowsesessions", "emails", "messages", "internalMessages", "screenMonitorings",
  "screenshares", "socialExpressions", "videos", "sessions",
]

extension JSONNode {
  /// Whether an item of a list of legs is one; a media view lists messages under the name of message legs.
  fileprivate var isLeg: Bool {
    kind == .object && (self["messageId"] == nil || self["state"] != nil || self["segments"] != nil)
  }
}

extension Participant {
  /// The purpose and the beginning of the id, for a message.
  package var shortName: String { "\(purpose ?? "participant") \(shortID)" }

  /// The beginning of the id, for a message; the place where there is none.
  package var shortID: String { id.map(Self.shortened(id:)) ?? "\(position)" }

  /// The beginning of an id, for a message.
  package static func shortened(id: String) -> String { id.count > 12 ? id.prefix(8) + "…" : id }
}
