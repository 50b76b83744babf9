public import Conversations
import JSON
import SourceText

/// A conversation along time: a lane for each participant, and marks for what happened.
public struct Timeline: Sendable {
  /// What a mark stands for.
  public enum Kind: String, Sendable, CaseIterable {
    /// The key that is asked for was set.
    case set
    /// It was cleared.
    case cleared
    /// Another attribute was set.
    case other
    case flowBegins, flowEnds, transfer

    /// The sign in text.
    public var sign: String {
      switch self {
      case .set: "●"
      case .cleared: "○"
      case .other: "·"
      case .flowBegins: "▷"
      case .flowEnds: "◁"
      case .transfer: "⇄"
      }
    }
  }

  /// One thing that happened.
  public struct Mark: Sendable {
    /// When.
    public let time: Timestamp
    /// What it was.
    public let kind: Kind
    /// The same in words; never an attribute's value.
    public let words: String
  }

  /// One participant.
  public struct Lane: Sendable {
    /// Purpose and the beginning of the id.
    public let name: String
    /// When it joined.
    public let start: Timestamp
    /// When it left, or the end of the line.
    public let end: Timestamp
    /// Whether it takes part still.
    public let isLive: Bool
    /// What happened on it, in order of time.
    public let marks: [Mark]
  }

  /// The participants in the order of the document.
  public let lanes: [Lane]
  /// The first moment.
  public let start: Timestamp
  /// The last moment; later than the first.
  public let end: Timestamp

  /// Lays a conversation out; nil where the document tells no time at all.
  ///
  /// - Parameter keys: the keys that are asked for; with none, all count.
  public init?(_ conversation: Conversation, keys: [String], evidence: Evidence = Evidence()) {
    let events = evidence.events.filter { $0.conversationID == nil || $0.conversationID == conversation.id }
    var times = events.compactMap(\.time) + [conversation.startTime, conversation.endTime].compactMap { $0 }
    times += conversation.participants.flatMap { [$0.startTime, $0.endTime].compactMap { $0 } }
    if conversation.isLive, let now = evidence.now { times.append(now) }
    guard let first = times.min(), let latest = times.max() else { return nil }
    let last = max(latest, first + .seconds(1))
    start = first
    end = last
    func masked(_ mark: Mark) -> Mark {
      Mark(time: mark.time, kind: mark.kind, words: evidence.secrets.masked(mark.words))
    }
    var lanes: [Lane] = []
    for participant in conversation.participants {
      var marks = events.filter { $0.participantID != nil && $0.participantID == participant.id }.flatMap {
        Self.marks(of: $0, keys: keys)
      }
      marks += Self.marks(ofSecond: evidence.second, participant: participant, keys: keys, at: last)
      lanes.append(
        Lane(
          name: participant.shortName, start: participant.startTime ?? first, end: participant.endTime ?? last,
          isLive: participant.isLive, marks: marks.map(masked).sorted { $0.time < $1.time }))
    }
    let transfers = Self.transfers(of: conversation)
    if !transfers.isEmpty {
      lanes.append(Lane(name: "transfers", start: first, end: last, isLive: false, marks: transfers))
    }
    self.lanes = lanes
  }

  private static func marks(of event: ConversationEvent, keys: [String]) -> [Mark] {
    guard let time = event.time else { return [] }
    switch event.kind {
    case "flow.start", "flow.end":
      let isStart = event.kind == "flow.start"
      let name = event.flowName.map { " ‘\(shortened($0))’" } ?? ""
      return [
        Mark(time: time, kind: isStart ? .flowBegins : .flowEnds, words: "flow\(name) \(isStart ? "begins" : "ends")")
      ]
    default:
      guard let attributes = event.attributes else { return [] }
      var marks: [Mark] = []
      for (key, value) in attributes.members {
        guard let key = key.string else { continue }
        let isBlank = value.isNull || value.string?.isEmpty ?? false
        marks.append(
          Mark(
            time: time, kind: isAsked(key, keys) ? isBlank ? .cleared : .set : .other,
            words: "‘\(shortened(key))’ \(isBlank ? "cleared" : "set")"))
      }
      return marks
    }
  }

  /// What the second reading shows that the first did not: at the end, since nothing tells when it came.
  private static func marks(
    ofSecond second: Conversation?, participant: Participant, keys: [String], at time: Timestamp
  ) -> [Mark] {
    guard let later = second?.participants.first(where: { $0.id != nil && $0.id == participant.id })?.attributes else {
      return []
    }
    var marks: [Mark] = []
    for (key, _) in later.members {
      guard let key = key.string, participant.attribute(key) == nil else { continue }
      marks.append(
        Mark(
          time: time, kind: isAsked(key, keys) ? .set : .other, words: "‘\(shortened(key))’ there in the second reading"
        ))
    }
    return marks
  }

  /// Whether a key is one of those asked for; with none, all are.
  private static func isAsked(_ key: String, _ keys: [String]) -> Bool {
    keys.isEmpty || keys.contains { $0.utf8.elementsEqual(key.utf8) }
  }

  private static func transfers(of conversation: Conversation) -> [Mark] {
    (conversation.node["recentTransfers"].map { Array($0.items) } ?? []).compactMap { transfer in
      guard let time = transfer["dateIssued"]?.string.flatMap({ Timestamp(parsing: $0) }) else { return nil }
      let type = transfer["transferType"]?.string.map { $0.lowercased() + " " } ?? ""
      return Mark(time: time, kind: .transfer, words: "\(type)transfer")
    }
  }

  /// Where a moment lies between the first (0) and the last (1).
  func place(of time: Timestamp) -> Double {
    min(max((time - start) / (end - start), 0), 1)
  }
}
