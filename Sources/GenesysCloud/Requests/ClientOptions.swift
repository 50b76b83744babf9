/// How a client behaves: deadlines, limits, proxies, files.
public struct ClientOptions: Sendable {
  /// The time for one try of a request.
  public var requestTimeout: Duration = .seconds(30)
  /// The time for everything that the client does, waits included, counted from its creation; nil for no limit.
  public var commandTimeout: Duration? = .seconds(60)
  /// Tries and waits.
  public var retry = RetryPolicy()
  /// The largest reply in bytes.
  public var maximumResponseBytes = 50 << 20
  /// The folder of cached tokens; nil keeps them in memory.
  public var cacheFolder: String?
  /// The proxies; from the environment unless set.
  public var proxies = ProxySettings.environment
  /// A PEM file with the certificates to trust instead of the system's; `SSL_CERT_FILE` unless set.
  public var certificateFile: String? = environmentVariable("SSL_CERT_FILE")
  /// The clock.
  public var clock = ClientClock.system
  /// Is told of each try: method, path without query, status and duration; never a secret or a value.
  public var log: (@Sendable (String) -> Void)?

  /// Creates the default options: tokens in memory only.
  public init() {}

  /// The folder of cached tokens that the environment names: `$XDG_CACHE_HOME/plumb`, else `~/.cache/plumb`; nil where
  /// neither is an absolute path.
  public static var defaultCacheFolder: String? {
    if let folder = environmentVariable("XDG_CACHE_HOME"), folder.hasPrefix("/") { return folder + "/plumb" }
    if let home = environmentVariable("HOME"), home.hasPrefix("/") { return home + "/.cache/plumb" }
    return nil
  }

  /// How many times a request is sent at most.
  public var maximumTries: Int {
    get { retry.maximumTries }
    set { retry.maximumTries = newValue }
  }
}
