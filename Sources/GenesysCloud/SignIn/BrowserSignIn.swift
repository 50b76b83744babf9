/// Signs a user in with a browser: authorization code with PKCE, the code being caught on a loopback address.
///
/// ```swift
/// let signIn = try await BrowserSignIn.begin(address: address, clientID: id, port: 8085)
/// print("open", signIn.url)
/// let session = try await signIn.finish(within: .seconds(300))
/// ```
public final class BrowserSignIn: Sendable {
  /// What the user opens in a browser.
  public let url: String
  /// Where the browser is sent back to; the OAuth client must list it as an authorized redirect URI, to the letter.
  public let redirectURI: String

  private let address: ServiceAddress
  private let clientID: String
  private let options: ClientOptions
  private let key: ProofKey
  private let listener: LoopbackListener

  private init(address: ServiceAddress, clientID: String, options: ClientOptions, listener: LoopbackListener) {
    self.address = address
    self.clientID = clientID
    self.options = options
    self.listener = listener
    key = ProofKey()
    redirectURI = listener.redirectURI
    let query = form([
      ("client_id", clientID), ("response_type", "code"), ("redirect_uri", listener.redirectURI),
      ("state", listener.state), ("code_challenge", key.challenge), ("code_challenge_method", "S256"),
    ])
    url =
      address.login.description + address.basePath + "/oauth/authorize?" + String(decoding: query, as: UTF8.self)
  }

  /// Begins to listen on this machine.
  ///
  /// - Parameters:
  ///   - clientID: The id of an OAuth client with the grant “code authorization” and without a secret to send.
  ///   - port: The port of the redirect URI; 0 for any, where the server does not compare it.
  public static func begin(
    address: ServiceAddress, clientID: String, port: Int = 0, options: ClientOptions = ClientOptions()
  ) async throws(CloudError) -> BrowserSignIn {
    let clientID = try checkedIdentifier(clientID, "client")
    let listener = try await LoopbackListener.start(port: port)
    return BrowserSignIn(address: address, clientID: clientID, options: options, listener: listener)
  }

  /// Waits for the browser to come back and exchanges the code for a session.
  public func finish(within time: Duration = .seconds(300)) async throws(CloudError) -> StoredSession {
    let code = try await listener.code(within: time)
    let redactor = Redactor([SecretText(code), SecretText(key.verifier)])
    let transport = Transport(options: options)
    let credentials = Credentials.session(clientID: clientID, refreshToken: SecretText(""))
    let sender = TokenSender(
      address: address, transport: transport,
      explainer: FailureExplainer(address: address, credentials: credentials, redactor: redactor),
      pacer: Pacer(options: options, limit: options.requestTimeout))
    // The transport closes its connections when it is let go of.
    let token = try await sender.send(
      TokenRequest(code: code, clientID: clientID, redirectURI: redirectURI, verifier: key.verifier))
    return StoredSession(
      clientID: clientID, address: address.region?.name ?? address.api.description + address.basePath,
      accessToken: token.value, expiresAt: token.expiresAt, refreshToken: token.refreshToken)
  }

  /// Stops listening without a session.
  public func cancel() async {
    listener.stop()
  }
}
