import JSON

/// The state of a watch: what is known of each conversation, and which of them is to be read when.
struct WatchSession: Sendable {
  /// How long notifications may be away before conversations are read in their place.
  static let patience = Duration.seconds(3)
  /// How often a conversation is read while events come: what no event has told shows then.
  static let settling = Duration.seconds(300)
  /// The longest time between two readings where no events come.
  static let longestInterval = Duration.seconds(15)
  /// How many readings are on their way at a time.
  static let parallelReadings = 8

  private struct Entry: Sendable {
    var known = WatchedConversation()
    /// When it is to be read next.
    var due: Duration
    /// How long after a reading that shows nothing new the next one follows, where no events come.
    var pause: Duration
    var isBeingRead = false
    /// Whether something happened that shows in the conversation a moment later.
    var isStale = false
    /// Whether what was written before events came may not show yet.
    var isUnsettled = false
  }

  private let order: [String]
  private let interval: Duration
  private var entries: [String: Entry]
  /// Counts the connections: what was asked for in an earlier one may be older than what is known.
  private var epoch = 0
  /// The moment before which nothing is read where no events come.
  private var nextReading: Duration
  private var disconnection: CloudError?
  private var isPollingTold = false
  /// Whether the last reading has failed.
  private var isFailing = false
  /// Whether events come.
  private(set) var isListening = false
  /// Why the last of the conversations that were given up could not be read.
  private(set) var lost: CloudError?

  init(_ conversations: [String], interval: Duration, now: Duration) {
    order = conversations
    self.interval = interval
    nextReading = now
    // Whoever cannot have events soon reads without them.
    entries = Dictionary(
      uniqueKeysWithValues: conversations.map { ($0, Entry(due: now + Self.patience, pause: interval)) })
  }

  /// Whether nothing is under way, and nothing has failed since the last answer.
  var isIdle: Bool { !isFailing && !entries.values.contains { $0.isBeingRead } }

  /// Whether there is nothing more to follow.
  var isEmpty: Bool { entries.isEmpty }

  /// Takes a signal.
  ///
  /// - Parameter isOver: whether the time allowed without any progress is over.
  mutating func take(
    _ signal: Signal, now: Duration, isOver: Bool, report: (ConversationWatch.Change) -> Void,
    note: (ConversationWatch.Note) -> Void
  ) throws(CloudError) {
    switch signal {
    case .connected:
      isListening = true
      epoch += 1
      disconnection = nil
      if isPollingTold {
        isPollingTold = false
        note(.notified)
      }
      change { entry in
        entry.due = now
        entry.isUnsettled = true
      }
    case .disconnected(let error, let isFinal):
      let wasListening = isListening
      isListening = false
      disconnection = error
      // An attempt to connect that has failed changes nothing for those that are read meanwhile.
      guard wasListening || isFinal else { return }
      epoch += 1
      let interval = interval
      change { entry in
        entry.known.forgetEvents()
        entry.pause = interval
        entry.due = isFinal ? now : now + Self.patience
      }
    case .event(let fact): take(fact, now: now, report: report)
    case .reading(let id, let epoch, let result):
      try take(result, of: id, epoch, now: now, isOver: isOver, report: report, note: note)
    case .wake, .over: break
    }
  }

  private mutating func change(_ body: (inout Entry) -> Void) {
    for id in order where entries[id] != nil {
      var entry = entries.removeValue(forKey: id) ?? Entry(due: .zero, pause: interval)
      body(&entry)
      entries[id] = entry
    }
  }

  private mutating func take(_ fact: ConversationFact, now: Duration, report: (ConversationWatch.Change) -> Void) {
    guard var entry = entries[fact.conversation] else { return }
    defer { entries[fact.conversation] = entry }
    guard let written = fact.written else {
      // The end of a participant may be that of the conversation, which shows a moment later.
      entry.isStale = true
      entry.due = now
      return
    }
    let (changed, needsReading) = entry.known.take(
      written.attributes, of: written.participant, time: written.time, now: now)
    if needsReading { entry.due = now }
    if !changed.isEmpty, let document = entry.known.document {
      report(
        ConversationWatch.Change(
          conversation: fact.conversation, document: document, changed: changed, isNotified: true, hasEnded: false))
    }
  }

  private mutating func take(
    _ result: Result<JSONValue, CloudError>, of id: String, _ epoch: Int, now: Duration, isOver: Bool,
    report: (ConversationWatch.Change) -> Void, note: (ConversationWatch.Note) -> Void
  ) throws(CloudError) {
    guard var entry = entries[id] else { return }
    entry.isBeingRead = false
    var isDone = false
    defer { entries[id] = isDone ? nil : entry }
    if case .failure = result { isFailing = true } else { isFailing = false }
    switch result {
    case .success(let document):
      guard epoch == self.epoch else {
        entry.due = now
        return
      }
      let isFirst = entry.known.document == nil
      let (changed, isContradicted) = entry.known.take(reading: document, now: now)
      if isListening {
        let isQuiet = !isContradicted && !entry.isUnsettled
        entry.due = now + (entry.isStale ? .seconds(2) : isQuiet ? Self.settling : WatchedConversation.hold)
        if !entry.isStale { entry.isUnsettled = false }
      } else {
        entry.pause = isFirst || !changed.isEmpty ? interval : min(entry.pause * 2, max(Self.longestInterval, interval))
        entry.due = now + entry.pause
      }
      entry.isStale = false
      guard isFirst || !changed.isEmpty, let document = entry.known.document else { return }
      let hasEnded = entry.known.hasEnded
      report(
        ConversationWatch.Change(
          conversation: id, document: document, changed: changed, isNotified: false, hasEnded: hasEnded))
      isDone = hasEnded
    case .failure(let error):
      switch error.kind {
      case .usage, .badRequest, .unauthorized, .forbidden, .tooLarge, .cancelled: throw error
      case .notFound:
        note(.lost(conversation: id, error))
        lost = error
        isDone = true
      case .rateLimited(let seconds):
        if isOver { throw error }
        entry.due = now + .seconds(min(max(seconds ?? 1, 1), 60))
      case .server, .connection, .timeout, .notGenesys:
        if isOver { throw error }
        entry.due = now + .seconds(1)
      }
    }
  }

  /// The conversations to read now.
  ///
  /// - Parameter gap: the time between two readings where no events come.
  mutating func readingsToStart(
    now: Duration, gap: Duration, note: (ConversationWatch.Note) -> Void
  ) -> [(id: String, epoch: Int)] {
    var started: [(id: String, epoch: Int)] = []
    var room = Self.parallelReadings - entries.values.count { $0.isBeingRead }
    let due = order.filter { id in entries[id].map { !$0.isBeingRead && $0.due <= now } ?? false }
      .sorted { entries[$0]?.due ?? .zero < entries[$1]?.due ?? .zero }
    for id in due where room > 0 {
      if !isListening {
        guard nextReading <= now else { break }
        nextReading = now + gap
        if let disconnection, !isPollingTold {
          isPollingTold = true
          note(.polling(disconnection))
        }
      }
      entries[id]?.isBeingRead = true
      room -= 1
      started.append((id, epoch))
    }
    return started
  }

  /// The next moment at which something is due; nil where nothing is before a signal comes.
  func nextMoment(now: Duration) -> Duration? {
    guard entries.values.count(where: { $0.isBeingRead }) < Self.parallelReadings else { return nil }
    let due = entries.values.filter { !$0.isBeingRead }.map(\.due).min()
    return due.map { isListening ? $0 : max($0, nextReading) }
  }
}
