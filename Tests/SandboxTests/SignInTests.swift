import JSON
import FoundationEssentials
import SourceText
import Testing

@testable import Sandbox

@Suite("Signing in")
struct SignInTests {
  @Test("takes the client's id and secret from the header or from the form")
  func clientCredentials() throws {
    var sandbox = try PlainSandbox()
    let basic = "Basic " + Data("sandbox:sandbox".utf8).base64EncodedString()
    let reply = sandbox.form(["grant_type": "client_credentials"], authorization: basic)
    #expect(reply.status == 200)
    #expect(reply.json["expires_in"]?.integer == 86_399)
    #expect(reply.json["token_type"]?.text == "bearer")
    #expect(reply.json["refresh_token"] == nil)
    #expect(try sandbox.signIn() != sandbox.token)
  }

  @Test(
    "refuses strangers in the form of OAuth",
    arguments: [
      ["grant_type": "client_credentials", "client_id": "sandbox", "client_secret": "guess"],
      ["grant_type": "client_credentials", "client_id": "stranger", "client_secret": "sandbox"],
      ["grant_type": "client_credentials"],
    ])
  func strangers(fields: [String: String]) throws {
    var sandbox = try PlainSandbox()
    let reply = sandbox.form(fields)
    #expect(reply.status == 400)
    let expected: JSONValue = [
      "error": "invalid_client", "description": "client not found", "error_description": "client not found",
    ]
    #expect(reply.json == expected)
  }

  @Test("knows passwords in tutorial mode only")
  func password() throws {
    let fields = [
      "grant_type": "password", "client_id": "sandbox", "client_secret": "sandbox", "username": "me", "password": "it",
    ]
    var strict = try PlainSandbox()
    #expect(strict.form(fields).json["error"] == "unsupported_grant_type")
    var tutorial = try PlainSandbox({ $0.mode = .tutorial })
    #expect(tutorial.form(fields).json["access_token"]?.text != nil)
  }

  @Test("gives a code that is good for once, and only with the verifier")
  func codeWithProof() throws {
    var sandbox = try PlainSandbox()
    // The example of RFC 7636, appendix B.
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    #expect(codeChallenge(of: verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    let redirect = "http://127.0.0.1:9999/callback"
    func code() throws -> String {
      let target =
        "/oauth/authorize?client_id=sandbox&response_type=code&state=s%261&code_challenge_method=S256"
        + "&code_challenge=\(codeChallenge(of: verifier))&redirect_uri=\(percentEncoded(redirect))"
      let reply = sandbox.state.answer(SandboxRequest(method: "GET", target: target), now: sandbox.now)
      #expect(reply.status == 302)
      let location = try #require(reply.header("Location"))
      #expect(location.hasPrefix(redirect + "?code=") && location.hasSuffix("&state=s%261"))
      return try #require(SandboxRequest(method: "GET", target: location).parameter("code"))
    }
    var fields = [
      "grant_type": "authorization_code", "client_id": "sandbox", "code": try code(), "code_verifier": verifier,
      "redirect_uri": redirect,
    ]
    let reply = sandbox.form(fields)
    let refresh = try #require(reply.json["refresh_token"]?.text)
    #expect(sandbox.form(fields).json["error"] == "invalid_grant", "a code is good for once")
    fields["code"] = try code()
    fields["code_verifier"] = String(verifier.reversed())
    #expect(sandbox.form(fields).json["error"] == "invalid_grant", "another verifier")
    let renewed = sandbox.form(["grant_type": "refresh_token", "client_id": "sandbox", "refresh_token": refresh])
    sandbox.token = try #require(renewed.json["access_token"]?.text)
    #expect(sandbox.get("/users/me").status == 200)
  }

  @Test(
    "redirects to this machine only",
    arguments: ["https://127.0.0.1/", "http://127.0.0.1.example.org/", "http://example.org/"])
  func redirects(address: String) throws {
    var sandbox = try PlainSandbox()
    let target =
      "/oauth/authorize?client_id=sandbox&response_type=code&redirect_uri=\(percentEncoded(address))"
    #expect(sandbox.state.answer(SandboxRequest(method: "GET", target: target), now: sandbox.now).status == 400)
  }

  @Test("tells what is wrong with a token")
  func tokens() throws {
    var sandbox = try PlainSandbox()
    let without = sandbox.state.answer(SandboxRequest(method: "GET", target: "/api/v2/tokens/me"), now: sandbox.now)
    #expect(without.status == 401 && without.code == "authentication.required")
    #expect(sandbox.get("/tokens/me").json["OAuthClient"]?["id"] == "sandbox")
    let good = sandbox.token
    sandbox.token = "made-up"
    #expect(sandbox.get("/tokens/me").code == "bad.credentials")
    sandbox.token = good
    sandbox.pass(seconds: 86_400)
    #expect(sandbox.get("/tokens/me").code == "credentials.expired")
  }

  @Test("ends a token when it is asked to")
  func revocation() throws {
    var sandbox = try PlainSandbox()
    #expect(sandbox.call("DELETE", "/tokens/me").status == 204)
    #expect(sandbox.get("/tokens/me").code == "bad.credentials")
  }
}
