import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SystemPackage

/// Sends single requests: no retries, no redirects, no tokens of its own.
final class Transport: Sendable {
  struct Request: Sendable {
    var method: String
    var address: WebAddress
    var headers: [(String, String)]
    var body: [UInt8]?
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
  func exchange(_ request: Request, at what: String, within pacer: Pacer) async throws(CloudError) -> CloudResponse {
    let start = options.clock.now()
    let response = try await gate.pass { () async throws(CloudError) -> CloudResponse in
      if request.address.origin.isSecure, let problem = certificateProblem(options) {
        throw CloudError(.connection, problem)
      }
      try pacer.check()
      let late = pacer.late(at: what)
      return try await limited(to: pacer.timeForOneTry, late: late) { () async throws(CloudError) in
        try await self.perform(request, at: what, late: late)
      }
    }
    if let log = options.log {
      let milliseconds = (options.clock.now() - start).nanoseconds / 1_000_000
      let place = request.address.url.prefix { $0 != "?" }
      log("\(request.method) \(place) \(response.status) \(milliseconds) ms")
    }
    return response
  }

  private func perform(_ request: Request, at what: String, late: CloudError) async throws(CloudError) -> CloudResponse
  {
    let origin = request.address.origin
    let client = options.proxies.proxy(for: origin) == nil ? direct : proxied ?? direct
    var message = HTTPClientRequest(url: request.address.url)
    message.method = HTTPMethod(rawValue: request.method)
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    message.headers.replaceOrAdd(name: "user-agent", value: userAgent)
    if let body = request.body { message.body = .bytes(body) }
    do {
      // Whoever waits in vain cancels the task.
      let response = try await client.execute(message, deadline: .distantFuture)
      let body = try await response.body.collect(upTo: options.maximumResponseBytes)
      try Task.checkCancellation()
      return CloudResponse(
        status: Int(response.status.code), headers: response.headers, body: Array(buffer: body))
    } catch is NIOTooManyBytesError {
      throw CloudError(.tooLarge, "\(what): the reply is over the limit of \(options.maximumResponseBytes) bytes")
    } catch {
      throw Self.failure(error, origin: origin, late: late)
    }
  }

  private static func failure(_ error: any Error, origin: WebOrigin, late: CloudError) -> CloudError {
    func broken(_ message: String, isSettled: Bool = false) -> CloudError {
      CloudError(.connection, message, isRetryable: !isSettled)
    }
    switch error {
    case is CancellationError: return .cancelled
    case let error as HTTPClientError:
      switch error {
      case .cancelled: return .cancelled
      case .deadlineExceeded, .readTimeout, .writeTimeout: return late
      case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .getConnectionFromPoolTimeout:
        return broken("\(origin) could not be reached in time")
      case .remoteConnectionClosed, .uncleanShutdown:
        return broken("\(origin) closed the connection before the reply was complete")
      case .proxyAuthenticationRequired:
        return broken(tunnelFailure(asksForPassword: true, origin: origin), isSettled: true)
      case .invalidProxyResponse: return broken(tunnelFailure(asksForPassword: false, origin: origin))
      default: return broken("the connection to \(origin) failed: \(error)")
      }
    case is NIOConnectionError: return broken("no connection to \(origin): \(socketFailure(error))")
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      return broken(secureFailure(error, origin: origin), isSettled: true)
    case is HTTPParserError: return broken("\(origin) sent half a reply, or none in HTTP")
    default: return broken("the connection to \(origin) failed: \(socketFailure(error))")
    }
  }
}

/// What is wrong with a proxy that opens no tunnel.
func tunnelFailure(asksForPassword: Bool, origin: WebOrigin) -> String {
  asksForPassword ? "the proxy asks for user and password" : "the proxy opened no tunnel to \(origin)"
}

/// What is wrong with a connection, without the names of the system's calls.
func socketFailure(_ error: any Error) -> String {
  switch error {
  case let error as IOError: return Errno(rawValue: error.errnoCode).description
  case let error as NIOConnectionError:
    if let first = error.connectionErrors.first { return socketFailure(first.error) }
    return "the name could not be resolved"
  case ChannelError.connectTimeout: return "it could not be reached in time"
  case ChannelError.eof, ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed: return "it was closed"
  default: return printable("\(error)")
  }
}
