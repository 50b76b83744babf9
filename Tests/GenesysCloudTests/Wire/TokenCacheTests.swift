import Foundation
import TestSupport
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct TokenCacheTests {
  private func server() async throws -> ScriptedServer {
    try await ScriptedServer(["GET /api/v2/conversations/c1": [.json(#"{"id":"c1"}"#)]])
  }

  private func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func aTokenOutlivesItsProcessAndIsPrivate() async throws {
    let server = try await server()
    let folder = try TemporaryFolder()
    let cache = folder.path("cache/plumb")
    for _ in 0..<2 {
      try await withClient(server, change: { $0.cacheFolder = cache }) { _ = try await $0.conversation("c1") }
    }
    #expect(try server.requests("POST /oauth/token").count == 1)
    #expect(
      try server.requests("GET /api/v2/conversations/c1").map { $0.headers["authorization"] } == [
        "Bearer first-token", "Bearer first-token",
      ])
    #expect(try mode(cache) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: cache)
    #expect(names.count == 1)
    for name in names {
      #expect(try mode(cache + "/" + name) == 0o600)
      #expect(!name.contains("client"))
    }
  }

  @Test func theTokensOfAPasswordAndReadyTokensAreNotKept() async throws {
    let server = try await server()
    let folder = try TemporaryFolder()
    let password = Credentials.password(
      id: "id", secret: SecretText("secret"), username: "user", password: SecretText("password"))
    for credentials in [password, .token(SecretText("ready-token"))] {
      try await withClient(server, credentials: credentials, change: { $0.cacheFolder = folder.path("plumb") }) {
        _ = try await $0.conversation("c1")
      }
    }
    #expect(((try? FileManager.default.contentsOfDirectory(atPath: folder.path("plumb"))) ?? []).isEmpty)
  }

  @Test func aLinkInPlaceOfTheFileIsNotFollowed() async throws {
    let server = try await server()
    let folder = try TemporaryFolder(["elsewhere": "precious"])
    let cache = folder.path("plumb")
    try await withClient(server, change: { $0.cacheFolder = cache }) { _ = try await $0.conversation("c1") }
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: cache).first)
    let file = cache + "/" + name
    // The target holds a token that would be taken if the link were followed.
    try FileManager.default.moveItem(atPath: file, toPath: folder.path("target"))
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: folder.path("target"))
    try await withClient(server, change: { $0.cacheFolder = cache }) { _ = try await $0.conversation("c1") }
    #expect(try server.requests("POST /oauth/token").count == 2)
  }

  @Test func anotherClientOrHostHasAnotherToken() async throws {
    let first = try await server()
    let second = try await server()
    let folder = try TemporaryFolder()
    for server in [first, second] {
      for id in ["a", "b"] {
        try await withClient(
          server, credentials: .clientCredentials(id: id, secret: SecretText("secret")),
          change: { $0.cacheFolder = folder.path("plumb") }
        ) { _ = try await $0.conversation("c1") }
      }
    }
    #expect(try first.requests("POST /oauth/token").count == 2)
    #expect(try second.requests("POST /oauth/token").count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("plumb")).count == 4)
  }
}
