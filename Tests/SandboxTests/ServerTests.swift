import Conversations
import JSON
import Testing

@testable import Sandbox

@Suite("The server")
struct ServerTests {
  @Test("says when it answers")
  func date() throws {
    var sandbox = try PlainSandbox()
    #expect(sandbox.get("/tokens/me").header("Date") == "Fri, 15 Jan 2027 08:00:00 GMT")
    sandbox.pass(seconds: 46 * 86_400 + 3_661)
    #expect(sandbox.get("/tokens/me").header("Date") == "Tue, 02 Mar 2027 09:01:01 GMT")
  }

  @Test("answers many requests on one connection, and those of many connections")
  func exchanges() async throws {
    try await RunningSandbox.with { sandbox in
      let connection = try #require(RawConnection(port: sandbox.port))
      for _ in 0..<3 {
        connection.send(sandbox.wire("GET", "/tokens/me"))
        let head = await connection.take(through: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        let length = head.lowercased().split(separator: "content-length: ").last.flatMap {
          Int($0.prefix { $0.isNumber })
        }
        let body = await connection.take(try #require(length))
        #expect(JSONValue(parsing: body)?["OAuthClient"]?["id"] == "sandbox")
      }
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<40 { group.addTask { try await sandbox.call("GET", "/flows").status } }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.count == 40 && statuses.allSatisfy { $0 == 200 })
      let requests = await sandbox.server.requests()
      #expect(requests.count { $0.path == "/api/v2/flows" } == 40)
      #expect(requests.first?.path == "/oauth/token" && requests.first?.status == 200)
    }
  }

  @Test("sends the headers of the API")
  func headers() async throws {
    try await RunningSandbox.with { sandbox in
      let reply = try await sandbox.call("GET", "/conversations/nowhere")
      #expect(reply.status == 404 && reply.json["code"] == "not.found")
      #expect(reply.headers["content-type"] == "application/json")
      #expect(reply.headers["inin-correlation-id"] == reply.json["contextId"]?.text)
      #expect(reply.headers["inin-ratelimit-allowed"] == "300")
      #expect(reply.headers["date"]?.hasSuffix(" GMT") == true)
      let head = try await sandbox.call("HEAD", "/tokens/me")
      #expect(head.status == 200 && head.json == .null)
      #expect(try await sandbox.call("DELETE", "/tokens/me").status == 204)
      #expect(try await sandbox.call("GET", "/tokens/me").status == 401)
    }
  }

  @Test("writes attributes and tells tests of them")
  func attributes() async throws {
    try await RunningSandbox.with { sandbox in
      let query: JSONValue = [
        "query": [["type": "EXACT", "fields": ["conversationId"], "values": ["nowhere"]]]
      ]
      let found = try await sandbox.call("POST", "/conversations/participants/attributes/search", query)
      #expect(found.json["results"] == [])
      let built = BuiltInConversations.documents(now: Timestamp(milliseconds: 0))
      let conversation = try #require(built.first?.document["id"]?.text)
      let customer = try #require(built.first?.document["participants"]?.items.first?["id"]?.text)
      let path = "/conversations/\(conversation)/participants/\(customer)/attributes"
      let reply = try await sandbox.call("PATCH", path, ["attributes": ["k": "v"]])
      #expect(reply.status == 202 && reply.headers["content-length"] == "0")
      #expect(await sandbox.server.attributes(conversation: conversation, participant: customer)["k"] == "v")
      await sandbox.server.revokeTokens()
      #expect(try await sandbox.call("GET", "/tokens/me").json["code"] == "bad.credentials")
    }
  }

  @Test("refuses bodies that are too large and goes on")
  func largeBody() async throws {
    try await RunningSandbox.with { sandbox in
      let text = JSONValue.string(String(repeating: "x", count: 2_000_000))
      let refused = try await sandbox.call("POST", "/flows/export/jobs", ["flows": text])
      #expect(refused.status == 413)
      #expect(try await sandbox.call("GET", "/flows").status == 200)
    }
  }

  @Test("cuts connections as faults want it")
  func cutConnections() async throws {
    let faults = try FaultSpec.list("reset:100%")
    try await RunningSandbox.with({ $0.faults = faults }) { sandbox in
      let connection = try #require(RawConnection(port: sandbox.port))
      connection.send(sandbox.wire("GET", "/flows"))
      #expect(await connection.takeAll().isEmpty)
      #expect(connection.end == .reset)
      #expect(await sandbox.server.requests().last?.status == 0)
    }
    let half = try FaultSpec.list("half:100%")
    try await RunningSandbox.with({ $0.faults = half }) { sandbox in
      let connection = try #require(RawConnection(port: sandbox.port))
      connection.send(sandbox.wire("GET", "/flows"))
      let head = await connection.take(through: "\r\n\r\n")
      let length = head.lowercased().split(separator: "content-length: ").last.flatMap {
        Int($0.prefix { $0.isNumber })
      }
      let body = await connection.takeAll()
      #expect(head.hasPrefix("HTTP/1.1 200") && connection.end == .orderly)
      #expect(body.count == (try #require(length)) / 2 && !body.isEmpty)
    }
  }

  @Test("closes with what is no HTTP, and goes on")
  func noise() async throws {
    try await RunningSandbox.with { sandbox in
      let connection = try #require(RawConnection(port: sandbox.port))
      connection.send("\u{16}\u{3}\u{1} this is no request\r\n\r\n")
      _ = await connection.takeAll()
      #expect(connection.end != .silent)
      #expect(try await sandbox.call("GET", "/flows").status == 200)
    }
  }

  @Test("stops though somebody has connected and says nothing")
  func silence() async throws {
    var kept: RawConnection?
    try await RunningSandbox.with { sandbox in
      kept = RawConnection(port: sandbox.port)
      let reply = try await sandbox.call("GET", "/flows")
      #expect(reply.status == 200)
    }
    let connection = try #require(kept)
    #expect(await connection.takeAll().isEmpty && connection.end != .silent)
  }

  @Test("says when its port is taken")
  func ports() async throws {
    try await RunningSandbox.with { sandbox in
      var configuration = SandboxConfiguration()
      configuration.port = sandbox.port
      await #expect(throws: SandboxError.self) { try await SandboxServer.start(configuration) }
    }
  }
}
