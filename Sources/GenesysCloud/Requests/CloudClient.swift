/// Talks to Genesys Cloud, or to a stand-in: signs in, sends, repeats what may be repeated, and explains failures.
///
/// One client is one command: its deadline counts from its creation, and all its requests share one token and one view of
/// the rate limit. A client can be used from many tasks at once.
public final class CloudClient: Sendable {
  /// Where the requests go.
  public let address: ServiceAddress
  /// How the client behaves.
  public let options: ClientOptions

  let credentials: Credentials
  let redactor: Redactor
  let explainer: FailureExplainer
  let tokens: TokenProvider
  let transport: Transport
  let throttle = Throttle()
  private let deadline: Duration?

  /// Creates a client; nothing is sent before it is asked for something.
  public init(address: ServiceAddress, credentials: Credentials, options: ClientOptions = ClientOptions()) {
    self.address = address
    self.credentials = credentials
    self.options = options
    let redactor = Redactor(credentials.secrets)
    switch credentials {
    case .clientCredentials(let id, let secret), .password(let id, let secret, _, _):
      redactor.add(clientID: id, secret: secret)
    case .token, .session: break
    }
    self.redactor = redactor
    let transport = Transport(options: options)
    self.transport = transport
    let explainer = FailureExplainer(address: address, credentials: credentials, redactor: redactor)
    self.explainer = explainer
    let deadline = options.commandTimeout.map { options.clock.now() + $0 }
    self.deadline = deadline
    let sender = TokenSender(
      address: address, transport: transport, explainer: explainer,
      pacer: Pacer(options: options, deadline: deadline))
    let cache = credentials.mayCache ? credentials.clientID : nil
    tokens = TokenProvider(
      credentials: credentials,
      cache: cache.flatMap { TokenCache(folder: options.cacheFolder, clientID: $0, address: address) },
      redactor: redactor, clock: options.clock, fetch: { await sender.send($0) })
  }

  /// Closes the connections; the client must not be used any more.
  public func shutdown() async {
    await transport.shutdown()
  }

  /// Replaces every secret that the client knows, in a text that came from outside.
  public func redact(_ text: String) -> String {
    redactor.redact(text)
  }

  /// Gets a token without using it, so that wrong credentials show early; gives when it ends, in seconds since 1970.
  @discardableResult
  public func signIn() async throws(CloudError) -> Int? {
    _ = try await tokens.lease()
    return await tokens.expiresAt
  }

  /// What is left of the time that the client has; nil without a limit.
  public var remainingTime: Duration? { pacer.remaining }

  var pacer: Pacer { Pacer(options: options, deadline: deadline) }
}
