import JSON
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Testing

@testable import Sandbox

/// A sandbox that listens, and a client that has signed in.
struct RunningSandbox {
  let server: SandboxServer
  let token: String

  var port: Int { Int(server.baseURL.split(separator: ":").last ?? "") ?? 0 }

  /// Runs a body with a sandbox and stops it.
  static func with(
    _ change: (inout SandboxConfiguration) -> Void = { _ in }, _ body: (RunningSandbox) async throws -> Void
  ) async throws {
    var configuration = SandboxConfiguration()
    change(&configuration)
    let server = try await SandboxServer.start(configuration)
    do {
      var request = HTTPClientRequest(url: server.baseURL + "/oauth/token")
      request.method = .POST
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      request.headers.add(name: "Authorization", value: "Basic c2FuZGJveDpzYW5kYm94")
      request.body = .bytes(Array("grant_type=client_credentials".utf8))
      let reply = try await exchange(request)
      let token = try #require(JSONValue(parsing: reply.body)?["access_token"]?.text)
      try await body(RunningSandbox(server: server, token: token))
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// The shared client of the library gives up after 90 seconds of silence, which a machine that runs all tests at once
  /// may need.
  private static let client = HTTPClient(eventLoopGroupProvider: .singleton)

  static func exchange(
    _ request: HTTPClientRequest
  ) async throws -> (status: Int, headers: [String: String], body: [UInt8]) {
    let reply = try await client.execute(request, timeout: .seconds(600))
    var body: [UInt8] = []
    for try await part in reply.body { body += part.readableBytesView }
    let headers = Dictionary(reply.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
    return (Int(reply.status.code), headers, body)
  }

  /// Calls the API; paths are below `/api/v2`.
  func call(
    _ method: String, _ path: String, _ body: JSONValue? = nil
  ) async throws -> (status: Int, headers: [String: String], json: JSONValue) {
    var request = HTTPClientRequest(url: server.baseURL + "/api/v2" + path)
    request.method = .init(rawValue: method)
    request.headers.add(name: "Authorization", value: "Bearer \(token)")
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(body.bytes)
    }
    let reply = try await Self.exchange(request)
    return (reply.status, reply.headers, JSONValue(parsing: reply.body) ?? .null)
  }

  /// A request as it goes over the wire.
  func wire(_ method: String, _ path: String, _ more: String = "") -> String {
    "\(method) /api/v2\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\(more)\r\n"
  }
}
