import NIOCore
import NIOWebSocket

/// One WebSocket: a guest of web messaging, or a notification channel.
struct SocketConnection: Sendable {
  let channel: Listener.SocketChannel
  let core: SandboxCore

  /// What a socket is for, by its address.
  enum Purpose: Hashable, Sendable {
    case guest(deployment: String?)
    case notifications(channel: String)

    /// Guests come to `/v1?deploymentId=…`, notifications are had from `/channels/…`.
    init?(target: String) {
      let request = SandboxRequest(method: "GET", target: target)
      let segments = request.segments
      if segments == ["v1"] {
        self = .guest(deployment: request.parameter("deploymentId"))
      } else if segments.count == 2, segments[0] == "channels" {
        self = .notifications(channel: segments[1])
      } else {
        return nil
      }
    }
  }

  /// Serves the socket until either side ends it.
  func run(_ target: String) async throws {
    try await channel.executeThenClose { inbound, outbound in
      switch Purpose(target: target) {
      case .guest(let deployment):
        try await receive(inbound, outbound) { text in core.answerGuest(text, deployment: deployment) }
      case .notifications(let id):
        try await notify(id, inbound, outbound)
      case nil: try await close(outbound, code: .policyViolation)
      }
    }
  }

  /// Answers frames of text, and what the protocol itself asks.
  private func receive(
    _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>,
    _ answer: (String) -> [String]
  ) async throws {
    for try await frame in inbound {
      switch frame.opcode {
      case .text:
        for text in answer(String(decoding: frame.unmaskedData.readableBytesView, as: UTF8.self)) {
          try await send(text, outbound)
        }
      case .ping:
        try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
      case .connectionClose:
        try await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: frame.unmaskedData))
        return
      default: break
      }
    }
  }

  /// Passes on what is published to a channel, and a sign of life from time to time.
  private func notify(
    _ id: String, _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>,
    _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
  ) async throws {
    let (events, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(10_000))
    guard core.connect(channel: id, continuation) else {
      try await close(outbound, code: .policyViolation)
      return
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await receive(inbound, outbound) { NotificationHub.isPing($0) ? [NotificationHub.pong] : [] }
      }
      group.addTask {
        for await event in events { try await send(event, outbound) }
        try await close(outbound, code: .normalClosure)
      }
      group.addTask {
        while true {
          try await Task.sleep(for: core.configuration.heartbeat)
          try await send(NotificationHub.heartbeat, outbound)
        }
      }
      // Whichever ends first ends the socket.
      defer { group.cancelAll() }
      try await group.next()
    }
    continuation.finish()
  }

  private func send(_ text: String, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async throws {
    try await outbound.write(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text)))
  }

  private func close(
    _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>, code: WebSocketErrorCode
  ) async throws {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    try await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: data))
  }
}
