import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Hands messages on and answers what the protocol asks for.
final class WebSocketMessageHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation
  private var isClosing = false
  /// Whether this side closes the channel; then nobody is surprised.
  private var isOurs = false

  init(_ continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation) {
    self.continuation = continuation
  }

  func handlerAdded(context: ChannelHandlerContext) {
    guard !context.channel.isActive else { return }
    // The server said all it had to say, and closed, before the switch was through. What it sent comes right after this;
    // that the channel is closed was told before, and will not be told again.
    let loopBound = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.eventLoop.execute { loopBound.value.end() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .text, .binary:
      if case .dropped = continuation.yield(Array(buffer: frame.unmaskedData)) {
        continuation.finish(throwing: CloudError(.tooLarge, "messages came faster than they could be worked on"))
        context.close(promise: nil)
      }
    case .ping:
      context.writeAndFlush(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData)),
        promise: nil)
    case .connectionClose:
      guard !isClosing else { return }
      isClosing = true
      continuation.finish()
      var code = frame.unmaskedData
      let answer = code.readSlice(length: min(2, code.readableBytes)) ?? ByteBuffer()
      let loopBound = context.loopBound
      context.writeAndFlush(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: answer))
      ).whenComplete { _ in loopBound.value.close(promise: nil) }
    default: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    continuation.finish(
      throwing: CloudError(.connection, "the web socket broke: \(socketFailure(error))", isRetryable: true))
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  private func end() {
    if isClosing || isOurs {
      continuation.finish()
    } else {
      continuation.finish(throwing: CloudError(.connection, "the web socket was cut off", isRetryable: true))
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is WebSocketGoodbye { isOurs = true }
    if event is IdleStateHandler.IdleStateEvent {
      continuation.finish(throwing: CloudError(.connection, "the web socket fell silent", isRetryable: true))
      context.close(promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }
}

/// Tells the handler that this side is about to close.
struct WebSocketGoodbye: Sendable {}

/// Reads the status of a reply that is no consent.
final class RefusalHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let promise: EventLoopPromise<Int>

  init(_ promise: EventLoopPromise<Int>) {
    self.promise = promise
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    promise.succeed(Int(head.status.code))
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    promise.fail(ChannelError.eof)
    context.fireChannelInactive()
  }
}
