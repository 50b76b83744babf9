import NIOCore
import NIOHTTP1

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One connection that speaks HTTP: requests one after the other.
struct HTTPConnection: Sendable {
  let channel: Listener.HTTPChannel
  let core: SandboxCore

  /// Serves requests until either side ends the connection.
  func run() async throws {
    try await channel.executeThenClose { inbound, outbound in
      var head: HTTPRequestHead?
      var body: [UInt8] = []
      var isTooLarge = false
      for try await part in inbound {
        switch part {
        case .head(let value):
          head = value
          body = []
          isTooLarge = false
        case .body(let buffer):
          if body.count + buffer.readableBytes > SandboxState.largestBody {
            isTooLarge = true
          } else {
            body.append(contentsOf: buffer.readableBytesView)
          }
        case .end:
          guard let request = head else { return }
          head = nil
          var call = SandboxRequest(
            method: request.method.rawValue, target: request.uri,
            headers: request.headers.map { (name: $0.name, value: $0.value) }, body: body)
          call.isTooLarge = isTooLarge
          let reply = core.answer(call)
          guard try await send(reply, to: request, outbound) else { return }
        }
      }
    }
  }

  /// Sends a reply in the way it wants to be sent; false where the connection ends with it.
  private func send(
    _ reply: Reply, to request: HTTPRequestHead,
    _ outbound: NIOAsyncChannelOutboundWriter<HTTPPart<HTTPResponseHead, ByteBuffer>>
  ) async throws -> Bool {
    switch reply.delivery {
    case .reset:
      // Nothing lingers: the other side sees a reset in place of an end.
      let linger = linger(l_onoff: 1, l_linger: 0)
      try? await (channel.channel as? any SocketOptionProvider)?.setSoLinger(linger).get()
      try await channel.channel.close()
      return false
    case .slow: try await Task.sleep(for: core.configuration.slowness)
    case .half, .whole: break
    }
    let isHalf = reply.delivery == .half
    let hasBody = request.method != .HEAD && reply.status != 204 && reply.status != 304
    var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
    // A reply without a body is cut off by promising one.
    let length = isHalf && reply.body.isEmpty ? 2 : reply.body.count
    if reply.status != 204 { headers.add(name: "Content-Length", value: String(length)) }
    let isLast = isHalf || !request.isKeepAlive
    if isLast { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    try await outbound.write(.head(head))
    if hasBody, !reply.body.isEmpty {
      let bytes = isHalf ? reply.body.prefix(reply.body.count / 2) : reply.body[...]
      try await outbound.write(.body(ByteBuffer(bytes: bytes)))
    }
    if isHalf {
      try await channel.channel.close()
      return false
    }
    try await outbound.write(.end(nil))
    return !isLast
  }
}
