import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import SourceText

/// A web socket of a client: connects, sends texts, and gives those that come; pings are answered by itself.
final class WebSocketConnection: Sendable {
  /// The largest message that is read, in bytes.
  static let messageLimit = Limits().notificationSize

  private let messages: AsyncThrowingStream<[UInt8], any Error>
  private let channel: any Channel

  init(channel: any Channel, messages: AsyncThrowingStream<[UInt8], any Error>) {
    self.channel = channel
    self.messages = messages
  }

  deinit {
    channel.close(promise: nil)
  }

  /// The next message, for one who reads; nil when the server has closed properly, and an error where the connection
  /// broke.
  func next() async throws(CloudError) -> [UInt8]? {
    var iterator = messages.makeAsyncIterator()
    do {
      let message = try await iterator.next()
      // A stream ends without a word where the task that reads it is cancelled.
      if message == nil, Task.isCancelled { throw CloudError.cancelled }
      return message
    } catch let error as CloudError {
      throw error
    } catch {
      throw CloudError(.connection, printable("\(error)"))
    }
  }

  /// Connects: through a proxy where the settings have one, encrypted except on this machine.
  static func connect(
    to address: WebAddress, options: ClientOptions, timeout: Duration
  ) async throws(CloudError) -> WebSocketConnection {
    guard timeout > .zero else { throw CloudError(.timeout, "no time is left to connect to \(address.origin)") }
    let attempt = WebSocketAttempt(address: address, options: options)
    let late = CloudError(
      .timeout, "no web socket at \(address.origin) within \(timeout.secondsRoundedUp) s", isRetryable: true)
    return try await limited(to: timeout, late: late) { () async throws(CloudError) in
      try await attempt.run(timeout: timeout)
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
    ).get()
    try? await channel.close().get()
  }
}

extension CloudClient {
  /// Connects within the time that the client has.
  func connect(to place: WebAddress) async throws(CloudError) -> WebSocketConnection {
    try pacer.check()
    return try await WebSocketConnection.connect(to: place, options: options, timeout: pacer.timeForOneTry)
  }
}
