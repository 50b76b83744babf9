/// A region of Genesys Cloud: an organization lives in one of them, and so do its clients and tokens.
public struct Region: Sendable, Hashable {
  /// The name of the AWS region, such as `us-east-1`.
  public let name: String
  /// The domain under which `login.`, `api.`, `apps.` and `webmessaging.` stand.
  public let domain: String
  /// Where it is, in words.
  public let label: String

  /// All regions that customers can have, as the region tables of the official SDKs list them.
  public static let all: [Region] = [
    Region("us-east-1", "mypurecloud.com", "Americas (N. Virginia)"),
    Region("us-east-2", "use2.us-gov-pure.cloud", "Americas (FedRAMP)"),
    Region("us-west-2", "usw2.pure.cloud", "Americas (Oregon)"),
    Region("ca-central-1", "cac1.pure.cloud", "Canada"),
    Region("mx-central-1", "mxc1.pure.cloud", "Mexico"),
    Region("sa-east-1", "sae1.pure.cloud", "São Paulo"),
    Region("eu-west-1", "mypurecloud.ie", "Dublin"),
    Region("eu-west-2", "euw2.pure.cloud", "London"),
    Region("eu-central-1", "mypurecloud.de", "Frankfurt"),
    Region("eu-central-2", "euc2.pure.cloud", "Zurich"),
    Region("eusc-de-east-1", "edee1.eusc-pure.cloud", "EU sovereign (Germany)"),
    Region("me-central-1", "mec1.pure.cloud", "UAE"),
    Region("ap-south-1", "aps1.pure.cloud", "Mumbai"),
    Region("ap-northeast-1", "mypurecloud.jp", "Tokyo"),
    Region("ap-northeast-2", "apne2.pure.cloud", "Seoul"),
    Region("ap-northeast-3", "apne3.pure.cloud", "Osaka"),
    Region("ap-southeast-1", "apse1.pure.cloud", "Singapore"),
    Region("ap-southeast-2", "mypurecloud.com.au", "Sydney"),
  ]

  private init(_ name: String, _ domain: String, _ label: String) {
    self.name = name
    self.domain = domain
    self.label = label
  }

  /// Finds the region that a text means: its name with `-` or `_`, its domain, or any host or URL on the domain.
  public init?(_ text: String) {
    let host = hostPart(of: text)
    let name = String(host.map { $0 == "_" ? "-" : $0 })
    guard let region = Self.all.first(where: { $0.name == name }) ?? Self.withHost(host) else { return nil }
    self = region
  }

  /// Whether a host belongs to Genesys Cloud, in whatever region.
  public static func isGenesys(host: String) -> Bool {
    withHost(host.lowercased()) != nil
  }

  /// The region on whose domain a host, in lower case, stands.
  static func withHost(_ host: String) -> Region? {
    all.first { host == $0.domain || host.hasSuffix("." + $0.domain) }
  }

  /// The region whose name stands where a host's name should be, as in `us-east-1.mypurecloud.com`: what comes of putting
  /// the name of a region before the domain that old instructions have.
  static func misplaced(in text: String) -> Region? {
    let host = hostPart(of: text)
    guard withHost(host) != nil else { return nil }
    let labels = host.split(separator: ".").map { label in String(label.map { $0 == "_" ? "-" : $0 }) }
    return all.first { labels.contains($0.name) }
  }
}

/// The host in a URL, or the word itself where it is none; in lower case, without port and final dot.
func hostPart(of text: String) -> String {
  var rest = Substring(text.lowercased())
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
    rest = rest[colon...].dropFirst(3)
  }
  rest = rest.prefix { !"/?#".contains($0) }
  if let at = rest.lastIndex(of: "@") { rest = rest[at...].dropFirst() }
  rest = rest.prefix { $0 != ":" }
  if rest.last == "." { rest.removeLast() }
  return String(rest)
}
