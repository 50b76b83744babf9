import Conversations

/// A local stand-in for Genesys Cloud. It listens on the loopback address only and keeps everything in memory.
public final class SandboxServer: Sendable {
  /// Where it is reached: `http://127.0.0.1:PORT`; sign-in, API and sockets alike.
  public let baseURL: String
  /// The id of the client that may sign in.
  public let clientID: String
  /// The secret of the client that may sign in.
  public let clientSecret: String
  /// What of the data folder was passed over, with reasons.
  public let warnings: [String]

  private let core: SandboxCore
  private let service: Task<Void, Never>

  /// Starts a sandbox; when this returns it takes connections.
  ///
  /// - Throws: `SandboxError` where the data folder cannot be read or the port is taken.
  public static func start(_ configuration: SandboxConfiguration = SandboxConfiguration()) async throws -> SandboxServer
  {
    let started = Timestamp(milliseconds: configuration.clock())
    let data = try configuration.dataFolder.map { try SandboxData.load(folder: $0) } ?? .builtIn(now: started)
    let core = SandboxCore(configuration, data: data, started: started)
    let listener = try await Listener.bind(port: configuration.port)
    return SandboxServer(core: core, listener: listener, warnings: data.notes)
  }

  private init(core: SandboxCore, listener: Listener, warnings: [String]) {
    let authority = "\(loopbackAddress):\(listener.port)"
    core.settle(authority: authority)
    baseURL = "http://" + authority
    clientID = core.configuration.clientID
    clientSecret = core.configuration.clientSecret
    self.warnings = warnings
    self.core = core
    service = Task { await listener.serve(core) }
  }

  /// Ends all connections and stops listening.
  public func stop() async {
    core.close()
    service.cancel()
    await service.value
  }

  /// What has been asked so far, in order.
  public func requests() async -> [RecordedRequest] { core.requests }

  /// Makes all tokens invalid: every call with one of them hears 401.
  public func revokeTokens() async { core.revokeTokens() }

  /// What has been written of a participant's attributes, visible or not; empty where there is no such participant.
  public func attributes(conversation: String, participant: String) async -> [String: String] {
    core.attributes(conversation: conversation, participant: participant)
  }
}
