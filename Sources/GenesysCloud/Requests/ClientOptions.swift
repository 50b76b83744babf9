/// How a client behaves: deadlines, limits, proxies, files.
public struct ClientOptions: Sendable {
  /// The time for one try of a request.
  public var requestTimeout: Duration = .seconds(30)
  /// The time for everything that the client does, waits included, counted from its creation; nil for no limit.
  public var commandTimeout: Duration? = .seconds(60)
  /// Whether ``commandTimeout`` counts from the last progress, as for work that goes on for long; waits until a limit of
  /// requests counts again are left out then.
  public var countsFromProgress = false
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
  /// After how long without any message, ping or heartbeat a web socket counts as lost: twice the time between heartbeats.
  var longestSilence = Duration.seconds(60)
  /// The clock.
  var clock = ClientClock.system
  /// Is told of each try: method, path without query, status and duration; never a secret or a value.
  public var log: (@Sendable (String) -> Void)?

  /// Creates the default options: tokens in memory only.
  public init() {}

  /// The folder of cached tokens that an environment names: `$XDG_CACHE_HOME/plumb`, else `~/.cache/plumb`; nil where
  /// neither is an absolute path.
  public static func cacheFolder(in environment: [String: String]) -> String? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/plumb" }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.cache/plumb" : nil }
  }
}
