import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct RetryTests {
  private let read = "GET /api/v2/conversations/c1"
  private let write = "PATCH /api/v2/conversations/c1/participants/p1/attributes"
  private let create = "POST /api/v2/conversations"
  private let found = ScriptedServer.Reply.json(#"{"id":"c1"}"#)

  private func limited(_ headers: [String: String]) -> ScriptedServer.Reply {
    .json(
      #"{"message":"Rate limit exceeded the maximum.","code":"too.many.requests.retry.after","status":429}"#,
      status: 429,
      headers: headers)
  }

  @Test(arguments: [
    (["Retry-After": "3"], 3...4), (["inin-ratelimit-reset": "7"], 7...8),
    (["Retry-After": "2", "inin-ratelimit-reset": "30"], 2...3), ([:], 0...2),
  ])
  func theWaitAfterA429IsWhatTheServerSays(headers: [String: String], seconds: ClosedRange<Int>) async throws {
    let server = try await ScriptedServer([read: [limited(headers), found]])
    let time = FakeTime(random: 0.5)
    try await withClient(server, time: time) { _ = try await $0.conversation("c1") }
    let waited = time.waits.reduce(.zero, +)
    #expect(waited > .zero)
    #expect(waited >= .seconds(seconds.lowerBound) && waited <= .seconds(seconds.upperBound), "\(waited)")
    #expect(try server.requests(read).count == 2)
  }

  @Test func aWaitBeyondTheBudgetEndsAtOnce() async throws {
    let server = try await ScriptedServer([read: [limited(["Retry-After": "61"])]])
    let time = FakeTime()
    try await withClient(server, time: time) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.kind == .rateLimited(seconds: 61))
      #expect(error.message.contains("61 s"), "\(error.message)")
    }
    #expect(time.waits.isEmpty)
    #expect(try server.requests(read).count == 1)
  }

  @Test func thereAreFiveTriesAtMost() async throws {
    let server = try await ScriptedServer([
      read: [limited(["Retry-After": "1"])], write: [ScriptedServer.Reply(status: 503)],
    ])
    try await withClient(server) { client in
      let limit = try await cloudError { _ = try await client.conversation("c1") }
      #expect(limit?.kind == .rateLimited(seconds: 1))
      let error = try await cloudError {
        try await client.setAttributes([("a", "b")], participant: "p1", conversation: "c1")
      }
      #expect(error?.kind == .server)
      #expect(error?.status == 503)
    }
    #expect(try server.requests(read).count == 5)
    #expect(try server.requests(write).count == 5)
  }

  @Test(arguments: [
    ScriptedServer.Reply(status: 502, headers: ["Content-Type": "text/html"], body: "<html>"),
    .json(#"{"code":"service.unavailable","status":503}"#, status: 503), .json("{}", status: 504), .reset,
    ScriptedServer.Reply(headers: ["Content-Type": "application/json"], body: #"{"id":"c1"}"#, cut: 4),
  ])
  func whatMayBeRepeatedIsRepeated(failure: ScriptedServer.Reply) async throws {
    let server = try await ScriptedServer([
      read: [failure, found], write: [failure, ScriptedServer.Reply(status: 202)], create: [failure, found],
    ])
    let time = FakeTime()
    try await withClient(server, time: time) { client in
      _ = try await client.conversation("c1")
      try await client.setAttributes([("a", "b")], participant: "p1", conversation: "c1")
      let error = try await cloudError { _ = try await client.createConversation(tutorialBody: Array("{}".utf8)) }
      #expect(error != nil)
    }
    #expect(try server.requests(read).count == 2)
    #expect(try server.requests(write).count == 2)
    #expect(try server.requests(create).count == 1)
    #expect(time.waits.count == 2)
    #expect(time.waits.allSatisfy { $0 >= .milliseconds(500) }, "\(time.waits)")
  }

  @Test(arguments: [400, 403, 404, 409, 413, 500])
  func theRestIsNot(status: Int) async throws {
    let server = try await ScriptedServer([read: [.json(#"{"message":"no","code":"some.code"}"#, status: status)]])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.status == status)
      #expect(!error.isRetryable)
    }
    #expect(try server.requests(read).count == 1)
  }

  @Test func aCreationThatWasRefusedByTheLimitIsRepeated() async throws {
    let server = try await ScriptedServer([create: [limited(["Retry-After": "1"]), found]])
    try await withClient(server) { _ = try await $0.createConversation(tutorialBody: Array("{}".utf8)) }
    #expect(try server.requests(create).count == 2)
  }

  @Test func nearTheLimitItSlowsDown() async throws {
    var last = found
    last.headers["inin-ratelimit-allowed"] = "300"
    last.headers["inin-ratelimit-count"] = "296"
    last.headers["inin-ratelimit-reset"] = "10"
    let server = try await ScriptedServer([read: [found, last]])
    let time = FakeTime()
    try await withClient(server, time: time) { client in
      _ = try await client.conversation("c1")
      _ = try await client.conversation("c1")
      #expect(time.waits.isEmpty)
      _ = try await client.conversation("c1")
    }
    #expect(time.waits.count == 1)
  }

  @Test func aSlowReplyEndsInTime() async throws {
    var slow = found
    slow.delay = 60
    let server = try await ScriptedServer([create: [slow]])
    let start = ContinuousClock.now
    try await withClient(server, change: { $0.requestTimeout = .milliseconds(300) }) { client in
      let error = try await cloudError { _ = try await client.createConversation(tutorialBody: Array("{}".utf8)) }
      #expect(error?.kind == .timeout)
    }
    #expect(ContinuousClock.now - start < .seconds(40))
  }

  @Test func aCancelledRequestEndsAtOnce() async throws {
    var slow = found
    slow.delay = 60
    let server = try await ScriptedServer([read: [slow]])
    let start = ContinuousClock.now
    try await withClient(server, change: { $0.clock = .system }) { client in
      let task = Task { try await cloudError { _ = try await client.conversation("c1") } }
      while try server.requests(read).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
      task.cancel()
      #expect(try await task.value?.kind == .cancelled)
    }
    #expect(ContinuousClock.now - start < .seconds(40))
  }

  @Test func nobodyListening() async throws {
    let server = try await ScriptedServer([:])
    let url = server.baseURL
    withExtendedLifetime(server) {}
    let client = CloudClient(
      address: try ServiceAddress(baseURL: url.replacing(/[0-9]+$/, with: "1")), credentials: .token(SecretText("t")),
      options: {
        var options = ClientOptions()
        options.clock = FakeTime().clock
        return options
      }())
    let error = try await cloudError { _ = try await client.conversation("c1") }
    await client.shutdown()
    #expect(error?.kind == .connection)
  }
}
