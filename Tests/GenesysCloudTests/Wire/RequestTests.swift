import JSON
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct RequestTests {
  @Test func attributesAreWrittenAsAMapOfStrings() async throws {
    let path = "PATCH /api/v2/conversations/c1/participants/p1/attributes"
    let server = try await ScriptedServer([path: [ScriptedServer.Reply(status: 202)]])
    try await withClient(server) { client in
      try await client.setAttributes(
        [("tier", "gold"), ("quote", "a\"b\\\n"), ("ü", "")], participant: "p1", conversation: "c1")
    }
    let request = try #require(try server.requests(path).first)
    #expect(request.body == #"{"attributes":{"tier":"gold","quote":"a\"b\\\n","ü":""}}"#)
    #expect(request.headers["content-type"] == "application/json")
  }

  @Test(arguments: [200, 202, 204])
  func eachStatusOfSuccessWillDoForAttributes(status: Int) async throws {
    let server = try await ScriptedServer([
      "PATCH /api/v2/conversations/c1/participants/p1/attributes": [ScriptedServer.Reply(status: status)]
    ])
    try await withClient(server) {
      try await $0.setAttributes([("a", "b")], participant: "p1", conversation: "c1")
    }
  }

  @Test(arguments: [
    "", ".", "..", "a/b", "a\\b", "a b", "a\nb", "a%2Fb", "a?b", "a#b", "ä", String(repeating: "a", count: 1_000),
  ])
  func whatIsNoIdIsNeverSent(id: String) async throws {
    let server = try await ScriptedServer([:])
    try await withClient(server) { client in
      for call in [
        { _ = try await client.conversation(id) },
        { try await client.setAttributes([("a", "b")], participant: id, conversation: "c1") },
        { _ = try await client.createFlowExport(flow: id, format: .yaml) },
      ] as [() async throws -> Void] {
        let error = try await cloudError(call)
        #expect(error?.kind == .usage)
      }
    }
    #expect(try server.requests().isEmpty)
  }

  @Test func parametersAreEncoded() async throws {
    let path = "GET /api/v2/flows?name=a%20%26b%3D%2F%C3%BC%2B&pageNumber=1&pageSize=100"
    let server = try await ScriptedServer([path: [.json(#"{"entities":[]}"#)]])
    try await withClient(server) { client in
      for try await _ in client.flows(name: "a &b=/ü+") {}
    }
    #expect(try server.requests(path).count == 1)
  }

  @Test(arguments: [
    ScriptedServer.Reply(headers: ["Content-Type": "text/html"], body: "<!doctype html><title>Portal</title>"),
    ScriptedServer.Reply(body: ""), .json("{\"id\":"), ScriptedServer.Reply(body: "hello"),
    ScriptedServer.Reply(status: 302, headers: ["Location": "{other}/login"]),
    ScriptedServer.Reply(status: 302),
    ScriptedServer.Reply(status: 404, headers: ["Content-Type": "text/html"], body: "<html>no such page</html>"),
  ])
  func somethingElseDidNotAnswerAsGenesysCloud(reply: ScriptedServer.Reply) async throws {
    let server = try await ScriptedServer(["GET /api/v2/conversations/c1": [reply]])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.kind == .notGenesys)
      #expect(error.message.contains("did not answer as Genesys Cloud"), "\(error.message)")
    }
    #expect(try server.requests("GET /api/v2/conversations/c1").count == 1)
    #expect(try server.requests().allSatisfy { $0.port == 0 })
  }

  @Test func aRedirectWithinTheOriginIsFollowed() async throws {
    let server = try await ScriptedServer([
      "GET /api/v2/conversations/c1": [
        ScriptedServer.Reply(status: 307, headers: ["Location": "/api/v2/conversations/c2"])
      ],
      "GET /api/v2/conversations/c2": [.json(#"{"id":"c2"}"#)],
      "GET /api/v2/conversations/loop": [
        ScriptedServer.Reply(status: 302, headers: ["Location": "{base}/api/v2/conversations/loop"])
      ],
    ])
    try await withClient(server) { client in
      #expect(String(decoding: try await client.conversation("c1").bytes, as: UTF8.self) == #"{"id":"c2"}"#)
      let error = try await cloudError { _ = try await client.conversation("loop") }
      #expect(error?.kind == .notGenesys)
    }
    #expect(try server.requests("GET /api/v2/conversations/loop").count < 10)
  }

  @Test func aReplyBeyondTheLimitIsRefused() async throws {
    let server = try await ScriptedServer([
      "GET /api/v2/conversations/c1": [.json("\"" + String(repeating: "a", count: 3_000) + "\"")]
    ])
    try await withClient(server, change: { $0.maximumResponseBytes = 2_000 }) { client in
      let error = try await cloudError { _ = try await client.conversation("c1") }
      #expect(error?.kind == .tooLarge)
    }
    #expect(try server.requests("GET /api/v2/conversations/c1").count == 1)
  }

  @Test func aForbiddenReadNamesPermissionRoleAndDivision() async throws {
    let message =
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: [conversation:communication:view]"
    let server = try await ScriptedServer([
      "GET /api/v2/conversations/c1": [
        .json(
          #"{"message":"\#(message)","code":"missing.any.permissions","status":403,"contextId":"ctx-7"}"#, status: 403)
      ]
    ])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.kind == .forbidden(permissions: ["conversation:communication:view"]))
      #expect(error.correlationID == "ctx-7")
      for word in ["conversation:communication:view", "role", "division"] {
        #expect(error.message.contains(word), "\(error.message)")
      }
      #expect(!error.message.contains("scope"), "\(error.message)")
      #expect(error.description.contains("ctx-7"))
    }
    #expect(try server.requests("GET /api/v2/conversations/c1").count == 1)
  }

  @Test(arguments: ["ININ-Correlation-Id", "Genesys-Correlation-Id"])
  func theCorrelationIdIsFoundInEitherHeader(name: String) async throws {
    let server = try await ScriptedServer([
      "GET /api/v2/conversations/c1": [
        .json(#"{"code":"not.found","message":"gone","status":404}"#, status: 404, headers: [name: "id-9"])
      ]
    ])
    try await withClient(server) { client in
      let error = try await cloudError { _ = try await client.conversation("c1") }
      #expect(error?.kind == .notFound)
      #expect(error?.correlationID == "id-9")
      #expect(error?.status == 404)
    }
  }

  @Test func secretsThatAServerSendsBackAreReplaced() async throws {
    let message = #"s3cret/+ü first-token bXkgY2xpZW50OnMzY3JldC8rw7w= \u001b[31m"#
    let server = try await ScriptedServer([
      "GET /api/v2/conversations/c1": [
        .json(#"{"message":"\#(message)","code":"bad.request","status":400}"#, status: 400)
      ]
    ])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.kind == .badRequest)
      let text = "\(error) \(String(reflecting: error))"
      for secret in ["s3cret", "first-token", "bXkgY2xpZW50", "\u{1B}"] {
        #expect(!text.contains(secret), "\(text)")
      }
      #expect(text.contains("***"))
      #expect(!client.redact("s3cret/+ü and first-token").contains("s3cret"))
    }
  }

  @Test func creatingByTheTutorialIsForStandInsOnly() async throws {
    let server = try await ScriptedServer(["POST /api/v2/conversations": [.json(#"{"id":"c9"}"#, status: 201)]])
    try await withClient(server) { client in
      let body = try await client.createConversation(tutorialBody: Array("{}".utf8))
      #expect(String(decoding: body.bytes, as: UTF8.self) == #"{"id":"c9"}"#)
    }
    let real = CloudClient(
      address: try ServiceAddress(region: "us-east-1"), credentials: .token(SecretText("t")), options: ClientOptions())
    let error = try await cloudError { _ = try await real.createConversation(tutorialBody: []) }
    await real.shutdown()
    #expect(error?.kind == .usage)
  }

  @Test func theLogHasNoSecrets() async throws {
    let server = try await ScriptedServer(["GET /api/v2/conversations/c1": [.json(#"{"id":"c1"}"#)]])
    let lines = LogLines()
    try await withClient(server, change: { $0.log = { lines.add($0) } }) { _ = try await $0.conversation("c1") }
    #expect(lines.all.count == 2)
    for line in lines.all {
      #expect(!line.contains("s3cret") && !line.contains("first-token"), "\(line)")
    }
  }
}
