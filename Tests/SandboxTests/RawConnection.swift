import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A TCP connection to a port of this machine, without any protocol: what the wire really says. Nothing waits longer than
/// ten seconds, and waiting does not hold up the tasks that serve the other side.
final class RawConnection {
  /// How the other side has ended the connection.
  enum End: Hashable {
    case orderly, reset, silent
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private(set) var end: End?

  init?(port: Int) {
    #if canImport(Glibc)
    let type = Int32(SOCK_STREAM.rawValue)
    #else
    let type = SOCK_STREAM
    #endif
    // Writing to a connection that has ended is an error here, not a signal.
    signal(SIGPIPE, SIG_IGN)
    descriptor = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if status != 0 { return nil }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Takes bytes; fewer where the connection ends before.
  func take(_ count: Int) async -> [UInt8] {
    while buffer.count < count, await fill() {}
    defer { buffer.removeFirst(min(count, buffer.count)) }
    return Array(buffer.prefix(count))
  }

  /// Takes everything until the other side ends the connection.
  func takeAll() async -> [UInt8] {
    while await fill() {}
    defer { buffer = [] }
    return buffer
  }

  /// Takes what stands before a mark, with the mark.
  func take(through mark: String) async -> String {
    let mark = Array(mark.utf8)
    while true {
      if let start = buffer.indices.first(where: { buffer[$0...].starts(with: mark) }) {
        return String(decoding: await take(start + mark.count), as: UTF8.self)
      }
      guard await fill() else { return String(decoding: await take(buffer.count), as: UTF8.self) }
    }
  }

  private func fill() async -> Bool {
    guard end == nil else { return false }
    let (bytes, error) = await Self.read(descriptor)
    guard bytes.isEmpty else {
      buffer += bytes
      return true
    }
    end = error == 0 ? .orderly : error == ECONNRESET ? .reset : .silent
    return false
  }

  /// Reads what there is, on a thread of its own: bytes, or why there are none.
  private static func read(_ descriptor: Int32) async -> (bytes: [UInt8], error: Int32) {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let (bytes, error) = readBytes(descriptor)
        continuation.resume(returning: (bytes, error))
      }
    }
  }

  // MARK: WebSocket

  /// Asks for a socket; nil where the other side refuses.
  static func webSocket(port: Int, target: String) async -> RawConnection? {
    guard let connection = RawConnection(port: port) else { return nil }
    connection.send(
      "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    let head = await connection.take(through: "\r\n\r\n")
    // The answer to the key of RFC 6455.
    guard head.hasPrefix("HTTP/1.1 101"), head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") else { return nil }
    return connection
  }

  /// Sends a frame of text, masked as clients must.
  func say(_ text: String) { sendFrame(opcode: 1, Array(text.utf8)) }

  func sendFrame(opcode: UInt8, _ payload: [UInt8]) {
    var frame: [UInt8] = [0x80 | opcode]
    if payload.count < 126 {
      frame.append(0x80 | UInt8(payload.count))
    } else {
      frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    }
    let mask: [UInt8] = [1, 2, 3, 4]
    frame += mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    send(frame)
  }

  /// The next frame; nil at the end.
  func frame() async -> (opcode: UInt8, payload: [UInt8])? {
    let head = await take(2)
    guard head.count == 2 else { return nil }
    var length = Int(head[1] & 127)
    let longer = await take(length == 126 ? 2 : length == 127 ? 8 : 0)
    if !longer.isEmpty { length = longer.reduce(0) { $0 << 8 | Int($1) } }
    return (head[0] & 15, await take(length))
  }

  /// The text of the next frame.
  func hear() async -> String? { await frame().map { String(decoding: $0.payload, as: UTF8.self) } }
}

private func readBytes(_ descriptor: Int32) -> (bytes: [UInt8], error: Int32) {
  var chunk = [UInt8](repeating: 0, count: 1 << 14)
  let count = read(descriptor, &chunk, chunk.count)
  return count > 0 ? (Array(chunk[..<count]), 0) : ([], count == 0 ? 0 : errno)
}
