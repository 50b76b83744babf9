import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Sends single requests: no retries, no redirects, no tokens of its own.
final class Transport: Sendable {
  struct Request: Sendable {
    var method: String
    var address: WebAddress
    var headers: [(String, String)]
    var body: [UInt8]?
  }

  /// Why there is no reply.
  enum Failure: Error {
    /// Could not be reached, or broke in the middle. `isSettled`: trying again will not help.
    case connection(String, isSettled: Bool)
    case timeout
    case tooLarge(limit: Int)
    case cancelled
  }

  /// How many requests are on their way at a time.
  static let parallelRequests = 16

  let options: ClientOptions
  private let gate = Gate(limit: Transport.parallelRequests)
  private let direct: HTTPClient
  private let proxied: HTTPClient?

  init(options: ClientOptions) {
    self.options = options
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = .init(connect: .nanoseconds(min(options.requestTimeout, .seconds(10)).nanoseconds))
    configuration.timeout.read = .nanoseconds(options.requestTimeout.nanoseconds)
    // Connections that servers close after a minute of silence would break the request that comes next.
    configuration.connectionPool = .init(
      idleTimeout: .seconds(20), concurrentHTTP1ConnectionsPerHostSoftLimit: Self.parallelRequests)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    configuration.tlsConfiguration = tlsConfiguration(certificateFile: options.certificateFile)
    direct = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    proxied = options.proxies.proxy.map { proxy in
      var configuration = configuration
      configuration.proxy = .server(
        host: proxy.host, port: proxy.port, authorization: proxy.credentials.map { .basic(credentials: $0) })
      return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
  }

  deinit {
    // A client that is forgotten must not keep its connections; one that was shut down only says so again.
    let clients = [direct, proxied].compactMap { $0 }
    Task { for client in clients { try? await client.shutdown() } }
  }

  func shutdown() async {
    try? await direct.shutdown()
    try? await proxied?.shutdown()
  }

  /// Sends a request and reads the whole reply.
  ///
  /// The time allowed is asked for when the request goes out, not when it gets in line.
  func exchange(
    _ request: Request, timeout: @autoclosure () -> Duration
  ) async throws(Failure) -> CloudResponse {
    let outcome = await gate.pass { await race(request, timeout: timeout()) }
    guard let outcome else { throw .cancelled }
    return try outcome.get()
  }

  private func race(_ request: Request, timeout: Duration) async -> Result<CloudResponse, Failure> {
    guard timeout > .zero else { return .failure(.timeout) }
    if request.address.origin.isSecure, let problem = certificateProblem(options) {
      return .failure(.connection(problem, isSettled: true))
    }
    return await limited(to: timeout, late: .timeout, cancelled: .cancelled) {
      await self.perform(request, timeout: timeout)
    }
  }

  private func perform(_ request: Request, timeout: Duration) async -> Result<CloudResponse, Failure> {
    let origin = request.address.origin
    let client = options.proxies.proxy(for: origin) == nil ? direct : proxied ?? direct
    var message = HTTPClientRequest(url: request.address.url)
    message.method = HTTPMethod(rawValue: request.method)
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    message.headers.replaceOrAdd(name: "user-agent", value: userAgent)
    if let body = request.body { message.body = .bytes(body) }
    do {
      let limit = options.maximumResponseBytes
      let deadline = NIODeadline.now() + .nanoseconds(timeout.nanoseconds)
      let response = try await client.execute(message, deadline: deadline)
      if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > limit {
        return .failure(.tooLarge(limit: limit))
      }
      var body: [UInt8] = []
      for try await part in response.body {
        guard body.count + part.readableBytes <= limit else { return .failure(.tooLarge(limit: limit)) }
        body.append(contentsOf: part.readableBytesView)
      }
      try Task.checkCancellation()
      return .success(
        CloudResponse(
          status: Int(response.status.code),
          headers: response.headers.map { (name: $0.name.lowercased(), value: $0.value) }, body: body))
    } catch {
      return .failure(Self.failure(of: error, origin: origin))
    }
  }

  private static func failure(of error: any Error, origin: Origin) -> Failure {
    switch error {
    case is CancellationError: return .cancelled
    case let error as HTTPClientError:
      switch error {
      case .cancelled: return .cancelled
      case .deadlineExceeded, .readTimeout, .writeTimeout: return .timeout
      case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .getConnectionFromPoolTimeout:
        return .connection("\(origin) could not be reached in time", isSettled: false)
      case .remoteConnectionClosed, .uncleanShutdown:
        return .connection("\(origin) closed the connection before the reply was complete", isSettled: false)
      case .proxyAuthenticationRequired:
        return .connection(tunnelFailure(asksForPassword: true, origin: origin), isSettled: true)
      case .invalidProxyResponse:
        return .connection(tunnelFailure(asksForPassword: false, origin: origin), isSettled: false)
      default: return .connection("the connection to \(origin) failed: \(error)", isSettled: false)
      }
    case is NIOConnectionError:
      return .connection("no connection to \(origin): \(socketFailure(error))", isSettled: false)
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      return .connection(secureFailure(error, origin: origin), isSettled: true)
    case is HTTPParserError:
      return .connection("\(origin) sent half a reply, or none in HTTP", isSettled: false)
    default:
      return .connection("the connection to \(origin) failed: \(socketFailure(error))", isSettled: false)
    }
  }
}

/// What is wrong with a proxy that opens no tunnel.
func tunnelFailure(asksForPassword: Bool, origin: Origin) -> String {
  asksForPassword ? "the proxy asks for user and password" : "the proxy opened no tunnel to \(origin)"
}

/// What is wrong with a connection, without the names of the system's calls.
func socketFailure(_ error: any Error) -> String {
  switch error {
  case let error as IOError: return errorText(error.errnoCode)
  case let error as NIOConnectionError:
    if let first = error.connectionErrors.first { return socketFailure(first.error) }
    return "the name could not be resolved"
  case ChannelError.connectTimeout: return "it could not be reached in time"
  case ChannelError.eof, ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed: return "it was closed"
  default: return printable("\(error)")
  }
}
