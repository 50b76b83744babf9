/// Scheme, host and port: what decides where a token may go.
public struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
  /// Whether it is reached by https (or by a secure WebSocket).
  public let isSecure: Bool
  /// The host in lower case, an IPv6 address without brackets.
  public let host: String
  /// The port, also where it is the usual one.
  public let port: Int

  init(isSecure: Bool, host: String, port: Int) {
    self.isSecure = isSecure
    self.host = host
    self.port = port
  }

  /// Creates the origin of an https host.
  init(host: String) {
    self.init(isSecure: true, host: host, port: 443)
  }

  /// The scheme, `https` or `http`; WebSocket schemes count as these.
  public var scheme: String { isSecure ? "https" : "http" }

  /// Whether the host is this machine: `localhost`, an address of 127.0.0.0/8, or `::1`.
  public var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && numbers.allSatisfy { $0 != nil }
  }

  /// The beginning of a URL on this origin, without a slash at its end.
  public var description: String { scheme + "://" + authority }

  /// The same for a WebSocket.
  var socketURL: String { (isSecure ? "wss://" : "ws://") + authority }

  /// Host and port as a `Host` header has them.
  var authority: String { port == (isSecure ? 443 : 80) ? hostInURL : "\(hostInURL):\(port)" }

  /// The host, an IPv6 address in brackets.
  var hostInURL: String { host.contains(":") ? "[\(host)]" : host }
}
