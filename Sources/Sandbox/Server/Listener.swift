import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// What a connection has become.
enum Connection: Sendable {
  case http(Listener.HTTPChannel)
  /// A socket, and the target of the request that asked for it.
  case socket(Listener.SocketChannel, target: String)
}

/// The port of the sandbox.
struct Listener: Sendable {
  /// The parts of a request and of a reply.
  typealias HTTPChannel = NIOAsyncChannel<HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>>
  /// The frames of a socket.
  typealias SocketChannel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

  /// How long a frame, and a message of several frames, may be.
  private static let longestFrame = 1 << 18

  let port: Int
  private let channel: NIOAsyncChannel<EventLoopFuture<Connection>, Never>
  private let open: OpenChannels

  /// Takes a port of the loopback address.
  static func bind(port: Int) async throws(SandboxError) -> Listener {
    let open = OpenChannels()
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: loopbackAddress, port: port) { channel in
          open.add(channel)
          return channel.eventLoop.makeCompletedFuture { try negotiation(on: channel) }
        }
      guard let port = channel.channel.localAddress?.port else { throw SandboxError(message: "no port could be had") }
      return Listener(port: port, channel: channel, open: open)
    } catch {
      throw SandboxError(message: "cannot listen on \(loopbackAddress):\(port): \(error)")
    }
  }

  /// Takes connections until the task is cancelled.
  func serve(_ core: SandboxCore) async {
    await withTaskCancellationHandler {
      // An error here means that the listener is gone, and with it those who talked to it.
      try? await channel.executeThenClose { inbound in
        try await withThrowingDiscardingTaskGroup { group in
          for try await connection in inbound {
            group.addTask { await Self.serve(connection, core) }
          }
        }
      }
    } onCancel: {
      // Those too who have not said anything, or whom nobody serves yet.
      open.closeAll()
    }
  }

  /// Serves a connection until it ends; what goes wrong with it is of no concern to the others.
  private static func serve(_ connection: EventLoopFuture<Connection>, _ core: SandboxCore) async {
    do {
      switch try await connection.get() {
      case .http(let channel): try await HTTPConnection(channel: channel, core: core).run()
      case .socket(let channel, let target): try await SocketConnection(channel: channel, core: core).run(target)
      }
    } catch {
      // Whoever was there has left, or was cut off.
    }
  }

  /// Lets the first request decide what a connection becomes.
  private static func negotiation(on channel: any Channel) throws -> EventLoopFuture<Connection> {
    let upgrader = NIOTypedWebSocketServerUpgrader<Connection>(
      maxFrameSize: longestFrame,
      // A refusal here would end the connection without a word; sockets of no purpose are closed with a code in its place.
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            NIOWebSocketFrameAggregator(
              minNonFinalFragmentSize: 1, maxAccumulatedFrameCount: 64, maxAccumulatedFrameSize: longestFrame))
          return .socket(try SocketChannel(wrappingChannelSynchronously: channel), target: head.uri)
        }
      })
    let upgrade = NIOTypedHTTPServerUpgradeConfiguration(
      upgraders: [upgrader],
      notUpgradingCompletionHandler: { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ReplyPartHandler())
          return .http(try HTTPChannel(wrappingChannelSynchronously: channel))
        }
      })
    let connection = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
      configuration: NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: upgrade))
    try channel.pipeline.syncOperations.addHandler(ClosingHandler())
    return connection
  }
}

/// Brings the bytes of a reply into the form that the encoder takes.
private final class ReplyPartHandler: ChannelOutboundHandler {
  typealias OutboundIn = HTTPPart<HTTPResponseHead, ByteBuffer>
  typealias OutboundOut = HTTPServerResponsePart

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let part: OutboundOut =
      switch unwrapOutboundIn(data) {
      case .head(let head): .head(head)
      case .body(let buffer): .body(.byteBuffer(buffer))
      case .end(let trailers): .end(trailers)
      }
    context.write(wrapOutboundOut(part), promise: promise)
  }
}

/// Ends a connection on which something came that cannot be read.
private final class ClosingHandler: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }
}
