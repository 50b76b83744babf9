import Foundation
import TestSupport
import SourceText
import Testing

@testable import GenesysCloud

@Suite(.enabled(if: ScriptedServer.isAvailable, "needs python3"), .timeLimit(.minutes(2)))
struct BrowserSignInWireTests {
  private static let first = ScriptedServer.Reply.json(
    #"{"access_token":"user-token","token_type":"bearer","expires_in":86399,"refresh_token":"refresh-1"}"#)
  private static let second = ScriptedServer.Reply.json(
    #"{"access_token":"user-token-2","token_type":"bearer","expires_in":86399,"refresh_token":"refresh-2"}"#)

  /// What a browser does when the sign-in page sends it back: a request of Python's to the redirect URI.
  private func comeBack(to url: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ScriptedServer.python ?? "/usr/bin/python3")
    process.arguments = ["-c", "import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()", url]
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  private func fields(_ text: some StringProtocol) -> [String: String] {
    var fields: [String: String] = [:]
    for field in text.split(separator: "&") {
      let pair = field.split(separator: "=", maxSplits: 1)
      fields[String(pair[0])] = pair.count == 2 ? percentDecoded(pair[1], plusIsBlank: true) : ""
    }
    return fields
  }

  @Test func theCodeIsExchangedOnceAndTheSessionRenewed() async throws {
    let server = try await ScriptedServer([
      "POST /oauth/token": [Self.first, Self.second],
      "GET /api/v2/conversations/c1": [.json(#"{"id":"c1"}"#, status: 401), .json(#"{"id":"c1"}"#)],
    ])
    let address = try ServiceAddress(baseURL: server.baseURL)
    let signIn = try await BrowserSignIn.begin(address: address, clientID: "client-1")
    let asked = fields(signIn.url.drop { $0 != "?" }.dropFirst())
    let state = try #require(asked["state"])
    // A stranger who does not know the state comes first, and changes nothing.
    try comeBack(to: "\(signIn.redirectURI)?code=stolen&state=guessed")
    try comeBack(to: "\(signIn.redirectURI)?code=the%2Fcode&state=\(percentEncoded(state))")
    let session = try await signIn.finish(within: .seconds(60))

    let exchange = try #require(try server.requests("POST /oauth/token").first)
    let sent = fields(exchange.body)
    #expect(exchange.headers["authorization"] == nil)
    #expect(sent["grant_type"] == "authorization_code")
    #expect(sent["code"] == "the/code")
    #expect(sent["client_id"] == "client-1")
    #expect(sent["redirect_uri"] == signIn.redirectURI)
    #expect(asked["code_challenge"] == ProofKey(verifier: try #require(sent["code_verifier"])).challenge)

    let folder = try TemporaryFolder()
    let store = SessionStore(folder: folder.path("plumb"))
    #expect(store.save(session, profile: "work"))
    let stored = try #require(store.session(profile: "work"))
    #expect(store.session(profile: "other") == nil)
    try await withClient(
      server, credentials: stored.credentials, change: { $0.cacheFolder = folder.path("plumb") }
    ) { _ = try await $0.conversation("c1") }
    #expect(
      try server.requests("GET /api/v2/conversations/c1").map { $0.headers["authorization"] }
        == ["Bearer user-token", "Bearer user-token-2"])
    let renewal = fields(try #require(try server.requests("POST /oauth/token").last).body)
    #expect(renewal == ["grant_type": "refresh_token", "refresh_token": "refresh-1", "client_id": "client-1"])
    #expect(store.remove(profile: "work"))
    #expect(store.session(profile: "work") == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("plumb")).isEmpty)
  }

  @Test func aBrowserThatNeverComesBackIsNotWaitedForForEver() async throws {
    let address = try ServiceAddress(baseURL: "http://127.0.0.1:9")
    let signIn = try await BrowserSignIn.begin(address: address, clientID: "client-1")
    let error = try await cloudError { _ = try await signIn.finish(within: .milliseconds(50)) }
    #expect(error?.kind == .timeout)
  }
}
