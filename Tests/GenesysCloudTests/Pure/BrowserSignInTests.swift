import Testing

@testable import GenesysCloud

@Suite("Signing in with a browser")
struct BrowserSignInTests {
  @Test("ties the code to the client as RFC 7636 has it in its appendix")
  func proofKey() {
    let key = ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    #expect(ProofKey().verifier.utf8.count == 43)
    #expect(ProofKey().verifier != ProofKey().verifier)
  }

  @Test(
    "takes a code only from the browser that was sent",
    arguments: [
      ("GET", "/callback?code=abc&state=S", 200, "code abc"),
      ("GET", "/callback?state=S&code=a%2Fb", 200, "code a/b"),
      ("GET", "/callback?code=abc", 400, "waits on"),
      ("GET", "/callback?code=abc&state=other", 400, "waits on"),
      ("GET", "/callback?code=abc&state=", 400, "waits on"),
      ("GET", "/callback?code=evil&state=X&state=S", 400, "waits on"),
      ("GET", "/favicon.ico", 404, "waits on"),
      ("GET", "/callback", 404, "waits on"),
      ("POST", "/callback?code=abc&state=S", 404, "waits on"),
      ("GET", "/callback?error=access_denied&state=S", 200, "the sign-in was refused (‘access_denied’)"),
      (
        "GET", "/callback?error=access_denied&error_description=not+you&state=S", 200,
        "the sign-in was refused (‘access_denied: not you’)"
      ),
      ("GET", "/callback?error=access_denied", 400, "waits on"),
      ("GET", "/callback?state=S", 400, "the browser came back without a code"),
      ("GET", "/callback?code=a%0Ab&state=S", 400, "the browser came back without a code"),
    ])
  func reply(method: String, target: String, status: Int, meaning: String) {
    let reply = CallbackReply(method: method, target: target, state: "S")
    #expect(reply.status == status)
    let found =
      switch reply.outcome {
      case .success(let code)?: "code \(code)"
      case .failure(let error)?: error.message
      case nil: "waits on"
      }
    #expect(found == meaning)
  }

  @Test("names everything in the URL, and nothing of the verifier")
  func url() async throws {
    let address = try ServiceAddress(region: "eu-west-1")
    let signIn = try await BrowserSignIn.begin(address: address, clientID: "11111111-2222-4333-8444-555555555555")
    #expect(signIn.url.hasPrefix("https://login.mypurecloud.ie/oauth/authorize?client_id=11111111-2222-4333-8444-5"))
    #expect(signIn.url.contains("&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A"))
    #expect(signIn.url.contains("&code_challenge_method=S256"))
    #expect(signIn.redirectURI.hasPrefix("http://localhost:"))
    await signIn.cancel()
  }

  @Test("refuses an id that could change the URL")
  func id() async throws {
    let address = try ServiceAddress(region: "eu-west-1")
    await #expect(throws: CloudError.self) {
      _ = try await BrowserSignIn.begin(address: address, clientID: "a&scope=b")
    }
  }
}
