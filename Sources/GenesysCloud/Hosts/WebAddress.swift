import SourceText

/// An absolute URL, taken apart: what a server sent as a link or a user as an address.
///
/// The reader is strict: no user, no blanks, no controls, no backslashes, nothing that two readers could take for two
/// hosts.
struct WebAddress: Hashable, Sendable {
  let origin: Origin
  /// Path and query as they are written; begins with a slash.
  let target: String

  init(_ text: String) throws(AddressError) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw AddressError("a URL holds no blanks, controls, backslashes or letters beyond ASCII")
    }
    guard let mark = text.firstIndex(of: ":"), text[mark...].hasPrefix("://") else {
      throw AddressError("expected a URL that begins with ‘https://’")
    }
    let isSecure: Bool
    switch text[..<mark].lowercased() {
    case "https", "wss": isSecure = true
    case "http", "ws": isSecure = false
    case let scheme: throw AddressError("expected ‘https’, found the scheme ‘\(scheme)’")
    }
    let rest = text[text.index(mark, offsetBy: 3)...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let (host, port) = try Self.readAuthority(rest[..<end])
    guard isSecure || isLoopbackHost(host) else {
      throw AddressError("‘http’ is allowed on a loopback address only; use ‘https’ for ‘\(host)’")
    }
    origin = Origin(isSecure: isSecure, host: host, port: port ?? (isSecure ? 443 : 80))
    let target = rest[end...].prefix { $0 != "#" }
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }

  /// Resolves the `Location` of a reply: an absolute URL, one without a scheme, or a path.
  init(location: String, from base: WebAddress) throws(AddressError) {
    if location.hasPrefix("//") {
      try self.init((base.origin.isSecure ? "https:" : "http:") + location)
    } else if location.hasPrefix("/") {
      try self.init(base.origin.description + location)
    } else {
      try self.init(location)
    }
  }

  /// Reads a link that the service gave: a path at its own origin, or a URL; one to this machine only where the service
  /// itself is there.
  init(link: String, base: Origin) throws(AddressError) {
    let isPath = link.hasPrefix("/") && !link.hasPrefix("//")
    try self.init(isPath ? base.description + link : link)
    guard !origin.isLoopback || base.isLoopback else {
      throw AddressError("a link to this machine from \(base)")
    }
  }

  var url: String { origin.description + target }
  var socketURL: String { origin.socketURL + target }

  private static func readAuthority(_ text: Substring) throws(AddressError) -> (host: String, port: Int?) {
    guard !text.contains("@") else { throw AddressError("a URL with a user or password in it is not accepted") }
    var host = text
    var port: Substring?
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { throw AddressError("expected ‘]’ after the IPv6 address") }
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { throw AddressError("expected a port after the IPv6 address") }
      port = rest.isEmpty ? nil : rest.dropFirst()
      guard host.contains(":"),
        host.utf8.allSatisfy({ hexadecimalValue($0) != nil || $0 == UInt8(ascii: ":") || $0 == 0x2E })
      else {
        throw AddressError("‘\(host)’ is no IPv6 address")
      }
    } else {
      if let colon = text.firstIndex(of: ":") {
        host = text[..<colon]
        port = text[text.index(after: colon)...]
      }
      guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy(isHostByte) else {
        throw AddressError("‘\(host)’ is no host name")
      }
    }
    guard let port, !port.isEmpty else { return (host.lowercased(), nil) }
    guard port.utf8.allSatisfy(isASCIIDigit), let number = Int(port), (1...65535).contains(number) else {
      throw AddressError("‘\(port)’ is no port")
    }
    return (host.lowercased(), number)
  }
}

private func isHostByte(_ byte: UInt8) -> Bool {
  isASCIIDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    || byte == UInt8(ascii: "_")
}
