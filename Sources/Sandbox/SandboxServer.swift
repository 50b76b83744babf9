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
    let data: SandboxData
    if let folder = configuration.dataFolder {
      data = try SandboxData.load(folder: folder)
    } else {
      data = .builtIn(now: started)
    }
    let core = SandboxCore(configuration, data: data, started: started)
    let listener = try await Listener.bind(port: configuration.port)
    let port = listener.port
    core.settle(authority: "\(loopbackAddress):\(port)")
    let service = Task { await listener.serve(core) }
    return SandboxServer(
      core: core, service: service, port: port, warnings: data.notes, clientID: configuration.clientID,
      clientSecret: configuration.clientSecret)
  }

  private init(
    core: SandboxCore, service: Task<Void, Never>, port: Int, warnings: [String], clientID: String, clientSecret: String
  ) {
    self.core = core
    self.service = service
    self.warnings = warnings
    self.clientID = clientID
    self.clientSecret = clientSecret
    baseURL = "http://\(loopbackAddress):\(port)"
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
