import Foundation
import TestSupport
import JSON
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct SignInTests {
  private let conversation = ["GET /api/v2/conversations/c1": [ScriptedServer.Reply.json(#"{"id":"c1"}"#)]]

  @Test func theTokenIsAskedForAsTheApiSays() async throws {
    let server = try await ScriptedServer(conversation)
    let body = try await withClient(server) { try await $0.conversation("c1") }
    #expect(String(decoding: body.bytes, as: UTF8.self) == #"{"id":"c1"}"#)

    let requests = try server.requests()
    #expect(requests.map { "\($0.method) \($0.path)" } == ["POST /oauth/token", "GET /api/v2/conversations/c1"])
    let token = try #require(requests.first)
    #expect(token.body == "grant_type=client_credentials")
    #expect(token.headers["content-type"] == "application/x-www-form-urlencoded")
    let pair = Data("my client:s3cret/+ü".utf8).base64EncodedString()
    #expect(token.headers["authorization"] == "Basic " + pair)
    #expect(requests.last?.headers["authorization"] == "Bearer first-token")
    #expect(requests.last?.headers["accept"] == "application/json")
    #expect(requests.last?.headers["content-type"] == nil)
  }

  @Test func manyWhoWaitAskForOneToken() async throws {
    var replies = conversation
    var token = ScriptedServer.Reply.token
    token.delay = 0.2
    replies["POST /oauth/token"] = [token]
    let server = try await ScriptedServer(replies)
    try await withClient(server) { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { _ = try await client.conversation("c1") } }
        try await group.waitForAll()
      }
    }
    #expect(try server.requests("POST /oauth/token").count == 1)
    #expect(try server.requests("GET /api/v2/conversations/c1").count == 20)
  }

  /// A token that another run left may have been lost long ago, and its successor at that moment; two new ones that are
  /// refused tell that a third would be too.
  @Test func aRefusedTokenIsRenewed() async throws {
    let refusal = ScriptedServer.Reply.json(
      #"{"code":"bad.credentials","message":"Invalid login credentials.","status":401}"#, status: 401)
    let server = try await ScriptedServer([
      "POST /oauth/token": [
        .json(#"{"access_token":"old-token","token_type":"Bearer","expires_in":86399}"#),
        .json(#"{"access_token":"new-token","token_type":"Bearer","expires_in":86399}"#),
      ],
      "GET /api/v2/conversations/c1": [refusal, .json(#"{"id":"c1"}"#)],
      "GET /api/v2/conversations/c2": [refusal],
    ])
    try await withClient(server) { client in
      _ = try await client.conversation("c1")
      let used = try server.requests("GET /api/v2/conversations/c1").map { $0.headers["authorization"] }
      #expect(used == ["Bearer old-token", "Bearer new-token"])
      let error = try await cloudError { _ = try await client.conversation("c2") }
      #expect(error?.kind == .unauthorized)
      #expect(error?.code == "bad.credentials")
    }
    #expect(try server.requests("GET /api/v2/conversations/c2").count == 3)
  }

  @Test func aReadyTokenIsNeverRenewed() async throws {
    let server = try await ScriptedServer([
      "GET /api/v2/conversations/c1": [.json(#"{"code":"bad.credentials","status":401}"#, status: 401)]
    ])
    try await withClient(server, credentials: .token(SecretText("ready-token"))) { client in
      let error = try await cloudError { _ = try await client.conversation("c1") }
      #expect(error?.kind == .unauthorized)
    }
    let requests = try server.requests()
    #expect(requests.count == 1)
    #expect(requests.first?.headers["authorization"] == "Bearer ready-token")
  }

  @Test func aTokenIsRenewedAMinuteBeforeItsEnd() async throws {
    var replies = conversation
    replies["POST /oauth/token"] = [.json(#"{"access_token":"t","token_type":"bearer","expires_in":300}"#)]
    let server = try await ScriptedServer(replies)
    let time = FakeTime()
    try await withClient(server, time: time, change: { $0.commandTimeout = nil }) { client in
      _ = try await client.conversation("c1")
      time.advance(.seconds(239))
      _ = try await client.conversation("c1")
      #expect(try server.requests("POST /oauth/token").count == 1)
      time.advance(.seconds(2))
      _ = try await client.conversation("c1")
    }
    #expect(try server.requests("POST /oauth/token").count == 2)
  }

  @Test(arguments: [400, 401])
  func aRefusedClientHintsAtTheRegion(status: Int) async throws {
    let server = try await ScriptedServer([
      "POST /oauth/token": [
        .json(
          #"{"error":"invalid_client","description":"client not found","error_description":"client not found"}"#,
          status: status, headers: ["ININ-Correlation-Id": "abc-1"])
      ]
    ])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.kind == .unauthorized)
      #expect(error.code == "invalid_client")
      #expect(error.correlationID == "abc-1")
      #expect(error.message.contains("region"), "\(error.message)")
      #expect(error.message.contains("client not found"), "\(error.message)")
      #expect(!error.message.contains("s3cret"))
    }
    #expect(try server.requests().count == 1)
  }

  @Test(arguments: [
    ScriptedServer.Reply(headers: ["Content-Type": "text/html"], body: "<html>hello</html>"),
    .json("{}"), .json(""), .json(#"{"access_token":"#), .json(#"{"access_token":"","token_type":"bearer"}"#),
    .json(#"{"access_token":"a\r\nX-Evil: 1","token_type":"bearer"}"#),
  ])
  func aReplyWithoutATokenIsNoGenesysCloud(reply: ScriptedServer.Reply) async throws {
    let server = try await ScriptedServer(["POST /oauth/token": [reply]])
    try await withClient(server) { client in
      let error = try #require(try await cloudError { _ = try await client.conversation("c1") })
      #expect(error.kind == .notGenesys)
      #expect(error.message.contains("did not answer as Genesys Cloud"), "\(error.message)")
    }
    #expect(try server.requests().allSatisfy { $0.path == "/oauth/token" })
  }

  @Test func thePasswordGrantSendsWhatTheTutorialSends() async throws {
    let server = try await ScriptedServer(conversation)
    let credentials = Credentials.password(
      id: "id", secret: SecretText("secret"), username: "a@b.example", password: SecretText("p&w"))
    try await withClient(server, credentials: credentials) { _ = try await $0.conversation("c1") }
    let token = try #require(try server.requests("POST /oauth/token").first)
    #expect(token.body == "grant_type=password&username=a%40b.example&password=p%26w")
  }
}
