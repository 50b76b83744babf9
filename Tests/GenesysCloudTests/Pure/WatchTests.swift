import JSON
import Testing

@testable import GenesysCloud

/// What is known of a conversation that is watched: readings, events, and which of them counts.
struct WatchedConversationTests {
  private static func conversation(_ attributes: JSONValue, more: JSONValue = [:]) -> JSONValue {
    var value: JSONValue = [
      "id": "c", "startTime": "2026-05-04T12:00:00.000Z",
      "participants": [["id": "p", "purpose": "customer", "attributes": attributes]],
    ]
    for member in more.members { value[member.key] = member.value }
    return value
  }

  private static func members(_ value: JSONValue) -> [JSONMember] { value.members }

  private func attribute(_ key: String, of watched: WatchedConversation) -> String? {
    watched.document?.items("participants").first?["attributes"]?[key]?.text
  }

  @Test func aReadingDoesNotUndoAnEventForAWhile() {
    var watched = WatchedConversation()
    #expect(watched.take(reading: Self.conversation(["tier": "silver"]), now: .seconds(0)).changed == [])
    let event = watched.take(Self.members(["tier": "gold"]), of: "p", time: 1, now: .seconds(1))
    #expect(event.changed == ["attributes.tier"] && !event.needsReading)
    let late = watched.take(reading: Self.conversation(["tier": "silver", "new": "1"]), now: .seconds(10.9))
    #expect(late.changed == ["attributes.new"] && late.isContradicted)
    #expect(attribute("tier", of: watched) == "gold")
    let settled = watched.take(reading: Self.conversation(["tier": "silver", "new": "1"]), now: .seconds(11))
    #expect(settled.changed == ["attributes.tier"] && !settled.isContradicted)
    #expect(attribute("tier", of: watched) == "silver")
  }

  @Test func afterALossTheReadingCounts() {
    var watched = WatchedConversation()
    _ = watched.take(reading: Self.conversation(["tier": "silver"]), now: .seconds(0))
    _ = watched.take(Self.members(["tier": "gold"]), of: "p", time: 1, now: .seconds(1))
    watched.forgetEvents()
    let reading = watched.take(reading: Self.conversation(["tier": "bronze"]), now: .seconds(2))
    #expect(reading.changed == ["attributes.tier"] && !reading.isContradicted)
    #expect(attribute("tier", of: watched) == "bronze")
  }

  @Test func whatChangesNothingIsNoChange() {
    var watched = WatchedConversation()
    _ = watched.take(reading: Self.conversation(["tier": "gold"]), now: .zero)
    #expect(watched.take(Self.members(["tier": "gold"]), of: "p", time: 1, now: .seconds(1)).changed == [])
    #expect(watched.take(reading: Self.conversation(["tier": "gold"]), now: .seconds(2)).changed == [])
  }

  @Test func whoIsNotKnownAndWhatCameLateHasToBeRead() {
    var watched = WatchedConversation()
    _ = watched.take(reading: Self.conversation(["tier": "gold"]), now: .zero)
    #expect(watched.take(Self.members(["k": "v"]), of: "stranger", time: 5, now: .zero) == ([], true))
    _ = watched.take(Self.members(["tier": "a"]), of: "p", time: 7, now: .zero)
    #expect(watched.take(Self.members(["tier": "b"]), of: "p", time: 6, now: .zero) == ([], true))
    #expect(attribute("tier", of: watched) == "a")
  }

  @Test func anEventBeforeTheFirstReadingCountsInIt() {
    var watched = WatchedConversation()
    #expect(watched.take(Self.members(["tier": "gold"]), of: "p", time: 1, now: .zero) == ([], false))
    let reading = watched.take(reading: Self.conversation(["tier": "silver"]), now: .seconds(1))
    #expect(reading.changed == [] && reading.isContradicted)
    #expect(attribute("tier", of: watched) == "gold")
  }

  @Test func changesAreNamed() {
    let old = Self.conversation(["a": "1", "b": "2", "gone": "x"])
    var new = Self.conversation(["a": "1", "b": "3", "é": "y"], more: ["endTime": "2026-05-04T13:00:00Z"])
    #expect(
      WatchedConversation.changes(from: old, to: new) == [
        "attributes.b", "attributes.é", "attributes.gone", "endTime",
      ])
    new = old
    new.changeItems("participants") { $0["state"] = "disconnected" }
    #expect(WatchedConversation.changes(from: old, to: new) == ["participants"])
    #expect(WatchedConversation.changes(from: old, to: old) == [])
  }
}

/// Which conversation is read when, and what ends a watch.
struct WatchSessionTests {
  /// A session, what it has reported and noted.
  private struct Run {
    var session: WatchSession
    var changes: [ConversationWatch.Change] = []
    var notes: [ConversationWatch.Note] = []

    init(_ ids: [String] = ["c"]) {
      session = WatchSession(ids, interval: .seconds(1), now: .zero)
    }

    mutating func take(_ signal: Signal, at now: Duration, isOver: Bool = false) throws(CloudError) {
      var changes = changes
      var notes = notes
      defer { (self.changes, self.notes) = (changes, notes) }
      try session.take(
        signal, now: now, isOver: isOver, report: { changes.append($0) }, note: { notes.append($0) })
    }

    mutating func start(at now: Duration, gap: Duration = .milliseconds(400)) -> [(id: String, epoch: Int)] {
      var notes = notes
      defer { self.notes = notes }
      return session.readingsToStart(now: now, gap: gap, note: { notes.append($0) })
    }
  }

  private static func reading(_ value: String, of id: String = "c", epoch: Int, ended: Bool = false) -> Signal {
    let document: JSONValue = [
      "id": .string(id), "endTime": ended ? "2026-05-04T13:00:00Z" : nil,
      "participants": [["id": "p", "attributes": ["k": .string(value)]]],
    ]
    return .reading(id, epoch: epoch, .success(document))
  }

  private static let broken = CloudError(.connection, "cut off", isRetryable: true)

  @Test func readsAfterSubscribingAndAfterEveryReconnect() throws {
    var run = Run()
    #expect(run.start(at: .zero).isEmpty)
    try run.take(.connected, at: .seconds(1))
    #expect(run.start(at: .seconds(1)).map(\.id) == ["c"])
    #expect(run.start(at: .seconds(1)).isEmpty, "one reading at a time")
    try run.take(Self.reading("1", epoch: 1), at: .seconds(1))
    #expect(run.changes.map(\.changed) == [[]] && run.changes.allSatisfy { !$0.isNotified })
    #expect(run.start(at: .seconds(10.9)).isEmpty)
    #expect(run.start(at: .seconds(11)).map(\.id) == ["c"], "what was written before shows now")
    try run.take(Self.reading("1", epoch: 1), at: .seconds(11))
    #expect(run.changes.count == 1)
    #expect(run.start(at: .seconds(200)).isEmpty)
    try run.take(.disconnected(Self.broken, isFinal: false), at: .seconds(200))
    try run.take(.connected, at: .seconds(201))
    #expect(run.start(at: .seconds(201)).map(\.epoch) == [3])
    try run.take(Self.reading("2", epoch: 3), at: .seconds(201))
    #expect(run.changes.last?.changed == ["attributes.k"] && run.changes.last?.isNotified == false)
    #expect(run.notes.isEmpty)
  }

  @Test func whatWasAskedForBeforeALossDoesNotCount() throws {
    var run = Run()
    try run.take(.connected, at: .zero)
    _ = run.start(at: .zero)
    try run.take(.disconnected(Self.broken, isFinal: false), at: .zero)
    try run.take(.connected, at: .zero)
    try run.take(Self.reading("old", epoch: 1), at: .zero)
    #expect(run.changes.isEmpty)
    #expect(run.start(at: .zero).map(\.epoch) == [3])
  }

  @Test func readsInPlaceOfNotificationsAndSaysSo() throws {
    var run = Run(["a", "b", "c"])
    try run.take(.disconnected(CloudError(.notFound, "no channels"), isFinal: true), at: .zero)
    #expect(run.start(at: .zero).map(\.id) == ["a"], "never more often than the limit bears")
    #expect(run.start(at: .milliseconds(399)).isEmpty)
    #expect(run.start(at: .milliseconds(400)).map(\.id) == ["b"])
    #expect(run.notes.count == 1)
    try run.take(Self.reading("1", of: "a", epoch: 1), at: .milliseconds(500))
    #expect(run.start(at: .milliseconds(800)).map(\.id) == ["c"])
    #expect(run.start(at: .milliseconds(1500)).map(\.id) == ["a"])
    // Quiet conversations are read less and less often.
    var now = Duration.milliseconds(1500)
    var pauses: [Duration] = []
    for _ in 0..<6 {
      try run.take(Self.reading("1", of: "a", epoch: 1), at: now)
      let next = try #require(run.session.nextMoment(now: now))
      pauses.append(next - now)
      now = next
      #expect(run.start(at: now).map(\.id) == ["a"])
    }
    #expect(pauses == [2, 4, 8, 15, 15, 15].map { .seconds($0) })
  }

  @Test func aShortLossIsNotTold() throws {
    var run = Run()
    try run.take(.connected, at: .zero)
    _ = run.start(at: .zero)
    try run.take(Self.reading("1", epoch: 1), at: .zero)
    try run.take(.disconnected(Self.broken, isFinal: false), at: .seconds(10))
    #expect(run.start(at: .seconds(12.9)).isEmpty && run.notes.isEmpty)
    #expect(run.start(at: .seconds(13)).count == 1 && run.notes.count == 1)
    try run.take(.connected, at: .seconds(14))
    #expect(run.notes.count == 2)
  }

  @Test func endsWithTheConversations() throws {
    var run = Run(["a", "b"])
    try run.take(.connected, at: .zero)
    _ = run.start(at: .zero)
    try run.take(Self.reading("1", of: "a", epoch: 1, ended: true), at: .zero)
    #expect(!run.session.isEmpty && run.changes.last?.hasEnded == true)
    try run.take(.reading("b", epoch: 1, .failure(CloudError(.notFound, "gone"))), at: .zero)
    #expect(run.session.isEmpty && run.session.lost != nil && run.notes.count == 1)
  }

  @Test func givesUpOnlyWhenTheTimeIsOver() throws {
    var run = Run()
    try run.take(.connected, at: .zero)
    for kind in [CloudError.Kind.connection, .server, .notGenesys, .timeout, .rateLimited(seconds: 2)] {
      try run.take(.reading("c", epoch: 1, .failure(CloudError(kind, "x"))), at: .zero)
    }
    #expect(throws: CloudError.self) {
      try run.take(.reading("c", epoch: 1, .failure(Self.broken)), at: .zero, isOver: true)
    }
    #expect(throws: CloudError.self) {
      try run.take(.reading("c", epoch: 1, .failure(CloudError(.unauthorized, "x"))), at: .zero)
    }
  }
}
