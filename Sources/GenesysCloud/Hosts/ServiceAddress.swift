import SourceText

/// Where requests go: the hosts of a region, or one server that stands for all of them.
public struct ServiceAddress: Sendable, Hashable {
  /// Where tokens are made.
  public let login: WebOrigin
  /// Where the Platform API answers, under `/api/v2`.
  public let api: WebOrigin
  /// Where guests of Web Messaging connect.
  public let webMessaging: WebOrigin
  /// The region; nil for a base URL outside of Genesys' domains.
  public let region: Region?
  /// What was understood although it was written in a wrong way; to be shown to the user.
  public let note: String?
  /// What stands before `/api/v2`, `/oauth/token` and `/v1` at a base URL: empty, or a path without a slash at its end.
  let basePath: String

  /// Understands a region: its name, its domain, or any URL on the domain.
  ///
  /// `us-east-1.mypurecloud.com`, which old instructions have, is taken for the region named, and ``note`` says so.
  public init(region text: String) throws(CloudError) {
    if let region = Region.misplaced(in: text) {
      self.init(
        region: region,
        note:
          "there is no host ‘\(printable(hostPart(of: text), limit: 80))’; the region \(region.name) has the domain "
          + "\(region.domain), which is used")
    } else if let region = Region(text) {
      self.init(region: region, note: nil)
    } else {
      let names = Region.all.flatMap { [$0.name, $0.domain] }
      throw CloudError(
        .usage,
        "unknown region ‘\(printable(text, limit: 80))’, expected one such as ‘us-east-1’ or a domain such as "
          + "‘mypurecloud.ie’" + suggestion(nearestNames(to: text, among: names)))
    }
  }

  /// Takes one URL for all hosts: `https`, or `http` on a loopback address.
  ///
  /// A URL of a Genesys host stands for its region, since sign-in and API have hosts of their own there.
  public init(baseURL: String) throws(CloudError) {
    let address = try WebAddress(baseURL)
    if address.origin.isSecure, Region.isGenesys(host: address.origin.host) {
      self = try ServiceAddress(region: address.origin.host)
      return
    }
    guard !address.target.contains("?") else { throw CloudError(.usage, "a base URL has no query") }
    var path = Substring(address.target)
    while path.hasSuffix("/") { path.removeLast() }
    if path.hasSuffix("/api/v2") { path.removeLast("/api/v2".count) }
    login = address.origin
    api = address.origin
    webMessaging = address.origin
    region = nil
    note = nil
    basePath = String(path)
  }

  private init(region: Region, note: String?) {
    login = WebOrigin(host: "login." + region.domain)
    api = WebOrigin(host: "api." + region.domain)
    webMessaging = WebOrigin(host: "webmessaging." + region.domain)
    self.region = region
    self.note = note
    basePath = ""
  }

  /// Whether the requests go to Genesys and not to a stand-in.
  public var isGenesys: Bool { region != nil }
}
