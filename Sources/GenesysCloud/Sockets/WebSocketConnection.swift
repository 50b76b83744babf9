import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// A web socket of a client: connects, sends texts, and gives those that come; pings are answered by itself.
final class WebSocketConnection: Sendable {
  /// The largest message that is read, in bytes.
  static let messageLimit = 1 << 20

  /// After how long without any message, ping or heartbeat a connection counts as dead; heartbeats come every 30 s.
  static let longestSilence = TimeAmount.seconds(100)

  /// The messages that come, in order. Ends when the server closes properly, and with an error when the connection breaks.
  let messages: AsyncThrowingStream<[UInt8], any Error>
  private let channel: any Channel

  private init(channel: any Channel, messages: AsyncThrowingStream<[UInt8], any Error>) {
    self.channel = channel
    self.messages = messages
  }

  deinit {
    channel.close(promise: nil)
  }

  /// Connects: through a proxy where the settings have one, encrypted except on this machine.
  static func connect(
    to address: WebAddress, headers: [(String, String)] = [], options: ClientOptions, timeout: Duration
  ) async throws(CloudError) -> WebSocketConnection {
    guard timeout > .zero else { throw CloudError(.timeout, "no time is left to connect to \(address.origin)") }
    let attempt = WebSocketAttempt(address: address, headers: headers, options: options)
    let late = CloudError(
      .timeout, "no web socket at \(address.origin) within \(timeout.secondsRoundedUp) s", isRetryable: true)
    let outcome = await limited(to: timeout, late: late, cancelled: .cancelled) { await attempt.run(timeout: timeout) }
    switch try outcome.get() {
    case .open(let channel, let messages): return WebSocketConnection(channel: channel, messages: messages)
    case .refused(let status):
      let text = "\(address.origin) opened no web socket: status \(status)"
      throw switch status {
      case 401, 403: CloudError(.unauthorized, text, status: status)
      case 429: CloudError(.rateLimited(seconds: nil), text, status: status, isRetryable: true)
      case 500...: CloudError(.server, text, status: status, isRetryable: true)
      default: CloudError(.notGenesys, text + "; check the address", status: status)
      }
    }
  }

  /// Sends a text.
  func send(_ text: [UInt8]) async throws(CloudError) {
    guard channel.isActive else { throw CloudError(.connection, "the web socket is closed", isRetryable: true) }
    do {
      let frame = WebSocketFrame(
        fin: true, opcode: .text, maskKey: .random(), data: channel.allocator.buffer(bytes: text))
      try await channel.writeAndFlush(frame).get()
    } catch {
      throw CloudError(.connection, "the web socket broke: \(socketFailure(error))", isRetryable: true)
    }
  }

  /// Says goodbye and closes.
  func close() async {
    channel.pipeline.fireUserInboundEventTriggered(WebSocketGoodbye())
    var code = channel.allocator.buffer(capacity: 2)
    code.write(webSocketErrorCode: .normalClosure)
    try? await channel.writeAndFlush(
      WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: code)
    )
    .get()
    try? await channel.close().get()
  }

  /// What came of asking a server to switch to web sockets.
  enum Upgrade: Sendable {
    case open(any Channel, AsyncThrowingStream<[UInt8], any Error>)
    case refused(status: Int)
  }
}
