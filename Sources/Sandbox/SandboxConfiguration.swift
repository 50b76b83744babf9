/// What a sandbox is like.
public struct SandboxConfiguration: Sendable {
  /// Which API it has.
  public enum Mode: String, Sendable, CaseIterable {
    /// That of Genesys Cloud.
    case strict
    /// The one that a widespread tutorial describes: conversations are posted, participants patched, passwords traded
    /// for tokens. Everything else is as in `strict`.
    case tutorial
  }

  /// The port to listen on; 0 takes one that is free.
  public var port = 0
  /// A folder with conversations, flows and lists; without it the sandbox has a few of its own. It is only read.
  public var dataFolder: String?
  /// Which API it has.
  public var mode = Mode.strict
  /// How long written attributes stay invisible.
  public var attributeDelay = Duration.zero
  /// How far the data that analytics jobs read lags behind.
  public var analyticsLag = Duration.zero
  /// What goes wrong.
  public var faults: [FaultSpec] = []
  /// Where faults fall and which identifiers are made.
  public var seed: UInt64 = 1
  /// The id of the OAuth client that may sign in.
  public var clientID = "sandbox"
  /// The secret of the OAuth client that may sign in.
  public var clientSecret = "sandbox"
  /// How many calls a token may make in a minute.
  public var requestsPerMinute = 300
  /// Permissions that the client lacks, beside those that the folder takes away.
  public var missingPermissions: Set<String> = []
  /// How long a reply takes that is made slow.
  public var slowness = Duration.seconds(2)
  /// How often a notification socket hears that it is alive.
  public var heartbeat = Duration.seconds(30)
  /// The clock.
  public var clock: SandboxClock = systemClock

  /// Creates the default: strict, no delay, no faults, 300 calls a minute.
  public init() {}
}

/// A request that the sandbox has answered. It holds no header, query or body, hence no secret.
public struct RecordedRequest: Hashable, Sendable {
  /// The method in upper case.
  public let method: String
  /// The path without the query.
  public let path: String
  /// The status of the reply; 0 where the connection was reset in its place.
  public let status: Int
  /// When it came, in milliseconds since the sandbox started.
  public let milliseconds: Int64
}

/// Where the sandbox listens: nobody else than this machine can reach it.
package let loopbackAddress = "127.0.0.1"
