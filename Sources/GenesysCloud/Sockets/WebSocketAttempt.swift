import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// One attempt to open a web socket.
struct WebSocketAttempt: Sendable {
  let address: WebAddress
  let options: ClientOptions

  func run(timeout: Duration) async throws(CloudError) -> WebSocketConnection {
    let origin = address.origin
    do {
      let proxy = options.proxies.proxy(for: origin)
      let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(.nanoseconds(timeout.nanoseconds))
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connect(host: proxy?.host ?? origin.host, port: proxy?.port ?? origin.port).get()
      // Whoever waits in vain closes the channel, which ends the attempt wherever it stands.
      return try await withTaskCancellationHandler {
        do {
          if let proxy { try await openTunnel(through: proxy, on: channel) }
          return try await upgrade(channel)
        } catch {
          try? await channel.close().get()
          throw error
        }
      } onCancel: {
        channel.close(promise: nil)
      }
    } catch let error as CloudError {
      throw error
    } catch {
      if error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError {
        throw CloudError(.connection, certificateProblem(options) ?? secureFailure(error, origin: origin))
      }
      throw CloudError(.connection, "no web socket at \(origin): \(socketFailure(error))", isRetryable: true)
    }
  }

  private func openTunnel(through proxy: ProxySettings.Proxy, on channel: any Channel) async throws {
    let origin = address.origin
    let host = origin.hostInURL
    var headers: HTTPHeaders = ["Host": "\(host):\(origin.port)"]
    if let credentials = proxy.credentials { headers.add(name: "Proxy-Authorization", value: "Basic \(credentials)") }
    let request = headers
    do {
      try await channel.eventLoop.flatSubmit {
        let pipeline = channel.pipeline.syncOperations
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes))
        // The time that is allowed ends with the channel being closed.
        let tunnel = NIOHTTP1ProxyConnectHandler(
          targetHost: host, targetPort: origin.port, headers: request, deadline: .distantFuture, promise: promise)
        do {
          try pipeline.addHandlers([encoder, decoder, tunnel])
        } catch {
          promise.fail(error)
        }
        // What speaks HTTP to the proxy makes room for what speaks to the server.
        return promise.futureResult.assumeIsolated().flatMap {
          pipeline.removeHandler(decoder).and(pipeline.removeHandler(encoder)).map { _ in }
        }.nonisolated()
      }.get()
    } catch let error as NIOHTTP1ProxyConnectHandler.Error {
      switch error {
      case .remoteConnectionClosed(), .channelUnexpectedlyInactive():
        throw CloudError(.connection, "the proxy closed the connection", isRetryable: true)
      default:
        throw CloudError(
          .connection, tunnelFailure(asksForPassword: error == .proxyAuthenticationRequired(), origin: origin))
      }
    }
  }

  private func upgrade(_ channel: any Channel) async throws -> WebSocketConnection {
    let origin = address.origin
    let context =
      origin.isSecure
      ? try NIOSSLContext(configuration: tlsConfiguration(certificateFile: options.certificateFile)) : nil
    var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: address.target)
    head.headers.add(name: "Host", value: origin.authority)
    head.headers.add(name: "User-Agent", value: userAgent)
    let request = head
    let silence = TimeAmount.nanoseconds(options.longestSilence.nanoseconds)
    let negotiation = try await channel.eventLoop.submit {
      if let context {
        // An address is no server name: certificates for it are checked against the address itself.
        let isName = !origin.host.contains(":") && !origin.host.utf8.allSatisfy { isASCIIDigit($0) || $0 == 0x2E }
        try channel.pipeline.syncOperations.addHandler(
          NIOSSLClientHandler(context: context, serverHostname: isName ? origin.host : nil))
      }
      var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
        upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
          upgradeRequestHead: request, upgraders: [Self.upgrader(longestSilence: silence)],
          notUpgradingCompletionHandler: Self.readRefusal))
      // What the server sends right behind its consent belongs to the web socket.
      configuration.leftOverBytesStrategy = .forwardBytes
      return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: configuration)
    }.get()
    switch try await negotiation.get() {
    case .open(let connection): return connection
    case .refused(let promise):
      let status = try await promise.get()
      let text = "\(origin) opened no web socket: status \(status)"
      throw switch status {
      case 401, 403: CloudError(.unauthorized, text, status: status)
      case 429: CloudError(.rateLimited(seconds: nil), text, status: status, isRetryable: true)
      case 500...: CloudError(.server, text, status: status, isRetryable: true)
      default: CloudError(.notGenesys, text + "; check the address", status: status)
      }
    }
  }

  /// What came of asking a server to switch to web sockets.
  private enum Negotiated: Sendable {
    case open(WebSocketConnection)
    case refused(EventLoopFuture<Int>)
  }

  private static func upgrader(longestSilence: TimeAmount) -> NIOTypedWebSocketClientUpgrader<Negotiated> {
    NIOTypedWebSocketClientUpgrader(maxFrameSize: WebSocketConnection.messageLimit) { channel, _ in
      let (messages, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream(
        bufferingPolicy: .bufferingOldest(10_000))
      return channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandlers([
          NIOWebSocketFrameAggregator(
            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1_024,
            maxAccumulatedFrameSize: WebSocketConnection.messageLimit),
          IdleStateHandler(readTimeout: longestSilence), WebSocketMessageHandler(continuation),
        ])
        return .open(WebSocketConnection(channel: channel, messages: messages))
      }
    }
  }

  /// The head of a reply that is no consent is delivered after this: its status is a promise.
  @Sendable
  private static func readRefusal(_ channel: any Channel) -> EventLoopFuture<Negotiated> {
    channel.eventLoop.makeCompletedFuture {
      let promise = channel.eventLoop.makePromise(of: Int.self)
      try channel.pipeline.syncOperations.addHandler(RefusalHandler(promise))
      return .refused(promise.futureResult)
    }
  }
}
