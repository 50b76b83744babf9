/// Talks to Genesys Cloud, or to a stand-in: signs in, sends, repeats what may be repeated, and explains failures.
///
/// One client is one command: its deadline counts from its creation, or from the last progress of long work, and all its
/// requests share one token and one view of the rate limit. A client can be used from many tasks at once.
public final class CloudClient: Sendable {
  /// Where the requests go.
  public let address: ServiceAddress
  /// How the client behaves.
  public let options: ClientOptions

  let redactor: Redactor
  let explainer: FailureExplainer
  let tokens: TokenProvider
  let transport: Transport
  let throttle = Throttle()
  let pacer: Pacer

  /// Creates a client; nothing is sent before it is asked for something.
  public init(address: ServiceAddress, credentials: Credentials, options: ClientOptions = ClientOptions()) {
    self.address = address
    self.options = options
    redactor = Redactor(credentials.secrets)
    switch credentials {
    case .clientCredentials(let id, let secret), .password(let id, let secret, _, _):
      redactor.add(clientID: id, secret: secret)
    case .token, .session: break
    }
    transport = Transport(options: options)
    explainer = FailureExplainer(address: address, credentials: credentials, redactor: redactor)
    pacer = Pacer(options: options, limit: options.commandTimeout)
    let cache = credentials.mayCache ? credentials.clientID : nil
    tokens = TokenProvider(
      credentials: credentials,
      cache: cache.flatMap { TokenCache(folder: options.cacheFolder, clientID: $0, address: address) },
      redactor: redactor, clock: options.clock,
      sender: TokenSender(address: address, transport: transport, explainer: explainer, pacer: pacer))
  }

  /// Tells that long work has got on: the time allowed counts from now, where ``ClientOptions/countsFromProgress`` says so.
  public func noteProgress() { pacer.noteProgress() }

  /// The shortest time between two requests of one who reads again and again for long: half of what the limit of requests
  /// leaves goes to others.
  public var pollingGap: Duration { throttle.pollingGap(now: options.clock.now()) }

  /// Closes the connections; the client must not be used any more.
  public func shutdown() async {
    await transport.shutdown()
  }

  /// Replaces every secret that the client knows, in a text that came from outside.
  public func redact(_ text: String) -> String {
    redactor.redact(text)
  }
}
