import JSON
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct WatchWireTests {
  private static func conversation(_ value: String, more: String = "") -> ScriptedServer.Reply {
    .json(#"{"id":"c1","participants":[{"id":"p1","attributes":{"tier":"\#(value)"}}]\#(more)}"#)
  }

  private static let refused = ScriptedServer.Reply.json(
    #"{"code":"missing.any.permissions","status":403,"message":"no"}"#, status: 403)
  private static let end = #","endTime":"2026-05-04T12:00:00Z""#

  @Test func readsAgainAndAgainWhereThereAreNoNotifications() async throws {
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [Self.refused],
      "GET /api/v2/conversations/c1": [
        Self.conversation("silver"), Self.conversation("silver"), .json("{}", status: 503),
        Self.conversation("gold"), Self.conversation("gold", more: Self.end),
      ],
    ])
    var told: [String] = []
    var notes: [String] = []
    try await withClient(server, change: { $0.countsFromProgress = true }) { client in
      try await ConversationWatch(["c1", "c1"], by: client).run { change in
        told.append("\(change.changed) \(change.isNotified) \(change.hasEnded)")
        return true
      } note: { note in
        if case .polling(let error) = note { notes.append("\(error.kind)") }
      }
    }
    #expect(told == ["[] false false", #"["attributes.tier"] false false"#, #"["endTime"] false true"#])
    #expect(notes == ["forbidden(permissions: [])"])
  }

  @Test func tellsWhatEventsTellAndReadsAfterTheSocketIsLost() async throws {
    func event(_ value: String) -> ScriptedServer.Reply {
      ScriptedServer.Reply(
        body:
          #"{"topicName":"v2.detail.events.conversation.c1.attributes","eventBody":{"eventTime":1,"participantId":"p1","attributes":{"tier":"\#(value)"}}}"#,
        isUnasked: true)
    }
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [.json(#"{"id":"ch1","connectUri":"{socket}/channels/s"}"#)],
      "PUT /api/v2/notifications/channels/ch1/subscriptions": [.json(#"{"entities":[]}"#)],
      // Each connection is closed when its messages are used up; what stands here is for the first one.
      "WS /channels/s": [event("gold")],
      "GET /api/v2/conversations/c1": [
        Self.conversation("silver"), Self.conversation("gold", more: Self.end),
      ],
    ])
    var last: JSONValue?
    try await withClient(server) { client in
      try await ConversationWatch(["c1"], by: client).run { change in
        last = change.document
        return true
      } note: { _ in
      }
    }
    #expect(last?.items("participants").first?["attributes"]?["tier"] == "gold")
    let sockets = try server.requests("POST /api/v2/notifications/channels")
    #expect(!sockets.isEmpty)
    #expect(try server.requests().filter { $0.path == "/channels/s" }.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test func endsWhereTheConversationIsNotThere() async throws {
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [Self.refused],
      "GET /api/v2/conversations/c1": [.json(#"{"code":"not.found","status":404}"#, status: 404)],
    ])
    try await withClient(server) { client in
      let error = try await cloudError {
        try await ConversationWatch(["c1"], by: client).run { _ in
          true
        } note: { _ in
        }
      }
      #expect(error?.kind == .notFound)
      let usage = try await cloudError {
        try await ConversationWatch(["../x"], by: client).run { _ in
          true
        } note: { _ in
        }
      }
      #expect(usage?.kind == .usage)
    }
  }

  @Test func endsWithFourWhenNothingCanBeReachedAnyMore() async throws {
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [Self.refused], "GET /api/v2/conversations/c1": [.reset],
    ])
    let time = FakeTime()
    try await withClient(
      server, time: time,
      change: {
        $0.countsFromProgress = true
        $0.commandTimeout = .seconds(40)
      }
    ) { client in
      let error = try await cloudError {
        try await ConversationWatch(["c1"], by: client).run { _ in
          true
        } note: { _ in
        }
      }
      #expect(error?.isRetryable == true)
    }
  }
}
