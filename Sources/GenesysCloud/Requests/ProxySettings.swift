import SourceText

/// Through which proxy a host is reached.
public struct ProxySettings: Sendable, Hashable {
  /// An HTTP proxy that opens tunnels by `CONNECT`.
  public struct Proxy: Sendable, Hashable {
    /// The host.
    public var host: String
    /// The port.
    public var port: Int
    /// User and password, as `Basic` has them.
    var credentials: String?

    /// Reads `http://host:port`, `host:port` or `http://user:password@host:port`; nil for anything else.
    public init?(_ text: String) {
      var rest = Substring(text)
      if let mark = text.firstIndex(of: ":"), text[mark...].hasPrefix("://") {
        guard text[..<mark].lowercased() == "http" else { return nil }
        rest = text[text.index(mark, offsetBy: 3)...]
      }
      rest = rest.prefix { $0 != "/" }
      if let at = rest.lastIndex(of: "@") {
        guard let user = percentDecoded(rest[..<at]) else { return nil }
        credentials = base64(Array(user.utf8))
        rest = rest[rest.index(after: at)...]
      }
      guard let origin = try? WebAddress("https://\(rest)").origin else { return nil }
      host = origin.host
      port = rest.hasSuffix(":\(origin.port)") ? origin.port : 3128
    }
  }

  /// The proxy for `https`.
  public var proxy: Proxy?
  /// The hosts that are reached directly: names, domains with or without a dot in front, `host:port`, or `*`.
  public var exceptions: [String]

  /// Creates settings.
  public init(proxy: Proxy? = nil, exceptions: [String] = []) {
    self.proxy = proxy
    self.exceptions = exceptions
  }

  /// The settings of `HTTPS_PROXY`, else `ALL_PROXY`, and `NO_PROXY`, each also in lower case.
  public static var environment: ProxySettings {
    let value = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].lazy.compactMap(environmentVariable).first
    let none = environmentVariable("no_proxy") ?? environmentVariable("NO_PROXY") ?? ""
    return ProxySettings(
      proxy: value.flatMap(Proxy.init),
      exceptions: none.split { $0 == "," || $0 == " " }.map { $0.lowercased() })
  }

  /// The proxy for an origin; this machine is always reached directly.
  public func proxy(for origin: WebOrigin) -> Proxy? {
    guard let proxy, origin.isSecure, !origin.isLoopback, !exceptions.contains(where: { matches($0, origin) }) else {
      return nil
    }
    return proxy
  }

  private func matches(_ exception: String, _ origin: WebOrigin) -> Bool {
    if exception == "*" { return true }
    var name = Substring(exception)
    if let colon = name.lastIndex(of: ":"), let port = Int(name[name.index(after: colon)...]) {
      guard port == origin.port else { return false }
      name = name[..<colon]
    }
    while name.hasPrefix(".") || name.hasPrefix("*") { name.removeFirst() }
    return !name.isEmpty && (origin.host == name || origin.host.hasSuffix("." + name))
  }
}
