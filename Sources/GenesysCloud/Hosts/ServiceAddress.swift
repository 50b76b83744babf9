/// Where requests go: the hosts for sign-in, for the API and for guests of Web Messaging.
public struct ServiceAddress: Sendable, Hashable {
  /// Where tokens are asked for.
  public let login: Origin
  /// Where the API is.
  public let api: Origin
  /// Where guests of Web Messaging connect.
  public let webMessaging: Origin
  /// The region, where it is one of Genesys Cloud.
  public let region: Region?
  /// What was understood although it was written in a wrong way; to be shown to the user.
  public let note: String?

  /// What stands before the paths of every role; nothing, unless a stand-in needs it.
  var basePath: String { "" }

  /// Finds the hosts of a region, given as name, domain or any URL on the domain.
  ///
  /// A region name in front of the first region's domain, as in `us-east-1.mypurecloud.com`, is a common mistake: it is
  /// taken for the region that it names, and ``note`` says so.
  public init(region text: String) throws(AddressError) {
    let host = hostPart(of: text)
    var note: String?
    var found = Region(text)
    if let dot = host.firstIndex(of: "."), let named = Region.all.first(where: { $0.name == host[..<dot] }),
      Region.all.contains(where: { $0.domain == host[dot...].dropFirst() })
    {
      found = named
      note = "there is no host ‘\(host)’; the region \(named.name) has the domain \(named.domain)"
    }
    guard let region = found else {
      let names = Region.all.map(\.name).joined(separator: ", ")
      throw AddressError("unknown region ‘\(printable(text, limit: 80))’, expected a domain or one of \(names)")
    }
    self.region = region
    self.note = note
    login = Origin(host: "login." + region.domain)
    api = Origin(host: "api." + region.domain)
    webMessaging = Origin(host: "webmessaging." + region.domain)
  }

  /// Takes one origin for all roles, as a stand-in has it: https, or http on a loopback address only.
  public init(baseURL: String) throws(AddressError) {
    let address = try WebAddress(baseURL)
    guard address.target == "/" else {
      throw AddressError("the base URL has a path, expected ‘\(address.origin)’ alone")
    }
    login = address.origin
    api = address.origin
    webMessaging = address.origin
    region = Region.all.first { address.origin.host.hasSuffix("." + $0.domain) }
    note = nil
  }
}
