import JSON
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct SocketTests {
  private let path = "/v1?deploymentId=d1"
  private let opened = ScriptedServer.Reply(
    body: #"{"type":"response","class":"SessionResponse","code":200,"body":{"connected":true,"newSession":true}}"#)
  private let echo = ScriptedServer.Reply(
    body:
      #"{"type":"message","class":"StructuredMessage","code":200,"body":{"direction":"Inbound","id":"m1","type":"Text"}}"#
  )

  @Test func aGuestOpensASessionAndSendsAttributesInTheMessage() async throws {
    let server = try await ScriptedServer([
      "WS \(path)": [opened, echo],
      "GET /api/v2/conversations/messages/m1/details": [
        .json(#"{"code":"not.found","status":404}"#, status: 404), .json(#"{"conversationId":"c1"}"#),
      ],
    ])
    let attributes = [("tier", "gold"), ("plan", "a\"b")]
    let session = try await withClient(server) { client in
      let session = try await client.startGuestSession(deployment: "d1", text: "hello", attributes: attributes)
      #expect(try await client.conversation(ofMessage: session.messageID ?? "") == "c1", "after it was not known once")
      return session
    }
    #expect(session.messageID == "m1")

    let said = try server.requests().filter { $0.path == path }
    #expect(said.map(\.method) == ["WS masked", "WS masked"])
    #expect(said.allSatisfy { $0.headers["authorization"] == nil })
    let token = session.token.withValue { $0 }
    #expect(said.first?.body == #"{"action":"configureSession","deploymentId":"d1","token":"\#(token)"}"#)
    let message = try #require(said.last).body
    #expect(
      message == #"{"action":"onMessage","token":"\#(token)","message":{"type":"Text","text":"hello","#
        + #""channel":{"metadata":{"customAttributes":{"tier":"gold","plan":"a\"b"}}}}}"#)
  }

  @Test func aRefusedGuestIsToldWhy() async throws {
    let refusal = ScriptedServer.Reply(
      body: #"{"type":"response","class":"string","code":400,"body":"Deployment not found"}"#)
    let tooLarge = ScriptedServer.Reply(
      body: #"{"type":"response","class":"TooManyBytes","code":4013,"body":"too large"}"#)
    for replies in [[refusal], [opened, tooLarge]] {
      let server = try await ScriptedServer(["WS \(path)": replies])
      try await withClient(server) { client in
        let error = try #require(
          try await cloudError {
            _ = try await client.startGuestSession(deployment: "d1", text: "hello", attributes: [])
          })
        #expect(error.kind == .badRequest)
        #expect(error.message.contains(replies.count == 1 ? "Deployment not found" : "too large"), "\(error.message)")
      }
    }
  }

  @Test func aServerWithoutWebSocketsIsSaidToBeOne() async throws {
    let server = try await ScriptedServer([:])
    try await withClient(server) { client in
      let error = try await cloudError {
        _ = try await client.startGuestSession(deployment: "d1", text: "hello", attributes: [])
      }
      #expect(error?.kind == .notGenesys)
      let usage = try await cloudError {
        _ = try await client.startGuestSession(deployment: "d1/../x", text: "hello", attributes: [])
      }
      #expect(usage?.kind == .usage)
    }
  }

  @Test func theConversationOfAMessageIsAwaitedForAWhile() async throws {
    let unknown = ScriptedServer.Reply.json(#"{"code":"not.found","status":404}"#, status: 404)
    let path = "GET /api/v2/conversations/messages/m1/details"
    let server = try await ScriptedServer([
      path: [unknown, .json("{}"), unknown],
      "GET /api/v2/conversations/messages/m2/details": [
        .json(#"{"code":"missing.any.permissions","status":403,"message":"[conversation:message:view]"}"#, status: 403)
      ],
    ])
    let time = FakeTime()
    try await withClient(server, time: time) { client in
      let late = try await cloudError { _ = try await client.conversation(ofMessage: "m1") }
      #expect(late?.kind == .notFound)
      let error = try await cloudError { _ = try await client.conversation(ofMessage: "m2") }
      #expect(error?.kind == .forbidden(permissions: ["conversation:message:view"]))
    }
    #expect(time.waits.reduce(.zero, +) == .milliseconds(15_750))
    #expect(try server.requests(path).count == 11)
  }

  @Test func attributesAreCountedAsTheyTravel() {
    #expect(CloudClient.guestAttributeBytes([]) == 2)
    #expect(CloudClient.guestAttributeBytes([("ä", "b")]) == #"{"ä":"b"}"#.utf8.count)
  }

  @Test func eventsComeWithoutHeartbeats() async throws {
    func event(_ topic: String, _ body: String) -> ScriptedServer.Reply {
      ScriptedServer.Reply(body: #"{"topicName":"\#(topic)","version":"2","eventBody":\#(body)}"#, isUnasked: true)
    }
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [.json(#"{"id":"ch1","connectUri":"{socket}/channels/streaming-1"}"#)],
      "PUT /api/v2/notifications/channels/ch1/subscriptions": [
        .json(#"{"entities":[{"id":"v2.a","state":"Permitted"},{"id":"v2.b","state":"Rejected"}]}"#)
      ],
      "WS /channels/streaming-1": [
        event("channel.metadata", #"{"message":"WebSocket Heartbeat"}"#),
        event("v2.detail.events.conversation.c1.attributes", #"{ "attributes": {"a":"b"} }"#),
      ],
    ])
    try await withClient(server) { client in
      let channel = try await client.createNotificationChannel()
      #expect(try await client.subscribe(channel, to: ["v2.detail.events.conversation.c1.attributes"]) == ["v2.b"])
      let socket = try await client.connect(to: channel)
      let event = try #require(try await socket.next())
      #expect(event.topic == "v2.detail.events.conversation.c1.attributes")
      #expect(event.body["attributes"]?["a"]?.string == "b")
      #expect(try await socket.next() == nil)
    }
    let subscription = try server.requests("PUT /api/v2/notifications/channels/ch1/subscriptions").first
    #expect(subscription?.body == #"[{"id":"v2.detail.events.conversation.c1.attributes"}]"#)
  }

  @Test func aSocketThatFallsSilentIsLost() async throws {
    func frame(_ topic: String, after delay: Double) -> ScriptedServer.Reply {
      ScriptedServer.Reply(body: #"{"topicName":"\#(topic)","eventBody":{}}"#, isUnasked: true, delay: delay)
    }
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [.json(#"{"id":"ch1","connectUri":"{socket}/channels/s"}"#)],
      // Heartbeats keep the socket alive beyond the longest silence; the last reply waits for a message that never comes.
      "WS /channels/s": [0, 0.6, 0.6, 0.6].map { frame("channel.metadata", after: $0) } + [
        frame("v2.a", after: 0.6), .init(),
      ],
    ])
    try await withClient(server, change: { $0.longestSilence = .seconds(1.5) }) { client in
      let start = ContinuousClock.now
      let socket = try await client.connect(to: client.createNotificationChannel())
      #expect(try await socket.next()?.topic == "v2.a")
      let error = try await cloudError { _ = try await socket.next() }
      #expect(error?.message == "the web socket fell silent")
      // The last frame comes 2.4 s after the first.
      #expect(start.duration(to: .now) > .seconds(3.5))
    }
  }

  @Test func theLongestSilenceIsTwiceTheTimeBetweenHeartbeats() {
    #expect(ClientOptions().longestSilence == .seconds(60))
  }

  @Test(
    arguments: [
      (.init(status: 403), .connection, "the proxy opened no tunnel to https://far.example"),
      (.init(status: 407), .connection, "the proxy asks for user and password"),
      (.reset, .connection, "the proxy closed the connection"),
      (.init(delay: 20), .timeout, "no web socket at https://far.example within 1 s"),
    ] as [(ScriptedServer.Reply, CloudError.Kind, String)])
  func aProxyThatOpensNoTunnelIsSaidTo(reply: ScriptedServer.Reply, kind: CloudError.Kind, message: String) async throws
  {
    let server = try await ScriptedServer(["CONNECT far.example:443": [reply]])
    let time = kind == .timeout ? Duration.seconds(1) : .seconds(20)
    let error = try await connect(to: "wss://far.example/v1", through: server, within: time)
    #expect(error?.kind == kind)
    #expect(error?.message == message)
  }

  @Test(arguments: [("far.example", "far.example:443"), ("[2001:db8::1]:8443", "[2001:db8::1]:8443")])
  func encryptionBeginsBehindTheProxy(host: String, target: String) async throws {
    let server = try await ScriptedServer(["CONNECT \(target)": [.init()]])
    let error = try await connect(to: "wss://\(host)/v1", through: server, within: .seconds(20))
    #expect(error?.kind == .connection)
    let asked = try #require(try server.requests().first)
    #expect(asked.headers["host"] == target)
    #expect(asked.headers["proxy-authorization"] == "Basic YW5uOnMzY3JldA==")
    // The record of a handshake, in a version of TLS.
    #expect(try server.requests("tunnel \(target)").map(\.body) == ["1603"])
  }

  private func connect(
    to place: String, through server: ScriptedServer, within time: Duration
  ) async throws -> CloudError? {
    var options = ClientOptions()
    let proxy = server.baseURL.replacing("http://", with: "http://ann:s3cret@")
    options.proxies = ProxySettings(proxy: ProxySettings.Proxy(proxy))
    let settings = options
    return try await cloudError {
      _ = try await WebSocketConnection.connect(to: WebAddress(place), options: settings, timeout: time)
    }
  }

  @Test(arguments: ["ws://example.com/x", "https://a@b/", "javascript:1", "https://example.com/"])
  func aChannelElsewhereInTheClearIsNotUsed(uri: String) async throws {
    let server = try await ScriptedServer([
      "POST /api/v2/notifications/channels": [.json(#"{"id":"ch1","connectUri":"\#(uri)"}"#)]
    ])
    try await withClient(server) { client in
      let channel = try await client.createNotificationChannel()
      let error = try await cloudError { _ = try await client.connect(to: channel) }
      #expect(error?.kind == .notGenesys)
    }
  }
}
