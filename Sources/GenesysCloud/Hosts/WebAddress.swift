import SourceText

/// An absolute URL, taken apart: what a server sent as a link or a user as an address.
///
/// The reader is strict: no user, no blanks, no controls, no backslashes, nothing that two readers could take for two
/// hosts.
struct WebAddress: Hashable, Sendable {
  let origin: WebOrigin
  /// Path and query as they are written; begins with a slash.
  let target: String

  init(_ text: String) throws(CloudError) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw CloudError(.usage, "a URL holds no blanks, controls, backslashes or letters beyond ASCII")
    }
    guard let mark = text.firstIndex(of: ":"), text[mark...].hasPrefix("://") else {
      throw CloudError(.usage, "expected a URL that begins with ‘https://’")
    }
    let isSecure: Bool
    switch text[..<mark].lowercased() {
    case "https", "wss": isSecure = true
    case "http", "ws": isSecure = false
    case let scheme: throw CloudError(.usage, "expected ‘https’, found the scheme ‘\(scheme)’")
    }
    let rest = text[text.index(mark, offsetBy: 3)...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let (host, port) = try Self.readAuthority(rest[..<end])
    origin = WebOrigin(isSecure: isSecure, host: host, port: port ?? (isSecure ? 443 : 80))
    guard isSecure || origin.isLoopback else {
      throw CloudError(.usage, "‘http’ is allowed on a loopback address only; use ‘https’ for ‘\(host)’")
    }
    let target = rest[end...].prefix { $0 != "#" }
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }

  /// Resolves the `Location` of a reply: an absolute URL, one without a scheme, or a path.
  init(location: String, from base: WebAddress) throws(CloudError) {
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
  ///
  /// - Parameter whose: What the link belongs to, for the error.
  init(link: String, base: WebOrigin, of whose: String) throws(CloudError) {
    let isPath = link.hasPrefix("/") && !link.hasPrefix("//")
    let reason: String
    do throws(CloudError) {
      try self.init(isPath ? base.description + link : link)
      if !origin.isLoopback || base.isLoopback { return }
      reason = "a link to this machine from \(base)"
    } catch {
      reason = error.message
    }
    throw CloudError(.notGenesys, "\(whose) an address that is not used: \(reason)")
  }

  var url: String { origin.description + target }
  var socketURL: String { origin.socketURL + target }

  private static func readAuthority(_ text: Substring) throws(CloudError) -> (host: String, port: Int?) {
    guard !text.contains("@") else { throw CloudError(.usage, "a URL with a user or password in it is not accepted") }
    var host = text
    var port: Substring?
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { throw CloudError(.usage, "expected ‘]’ after the IPv6 address") }
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else {
        throw CloudError(.usage, "expected a port after the IPv6 address")
      }
      port = rest.isEmpty ? nil : rest.dropFirst()
      guard host.contains(":"),
        host.utf8.allSatisfy({ hexadecimalValue($0) != nil || $0 == UInt8(ascii: ":") || $0 == 0x2E })
      else {
        throw CloudError(.usage, "‘\(host)’ is no IPv6 address")
      }
    } else {
      if let colon = text.firstIndex(of: ":") {
        host = text[..<colon]
        port = text[text.index(after: colon)...]
      }
      guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy(isHostByte) else {
        throw CloudError(.usage, "‘\(host)’ is no host name")
      }
    }
    guard let port, !port.isEmpty else { return (host.lowercased(), nil) }
    guard port.utf8.allSatisfy(isASCIIDigit), let number = UInt16(port), number > 0 else {
      throw CloudError(.usage, "‘\(port)’ is no port")
    }
    return (host.lowercased(), Int(number))
  }
}

private func isHostByte(_ byte: UInt8) -> Bool { isASCIIWord(byte, or: "-._") }
