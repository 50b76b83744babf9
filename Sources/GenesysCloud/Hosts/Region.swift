/// A region of Genesys Cloud: an organization lives in one of them, and so do its clients and tokens.
public struct Region: Sendable, Hashable {
  /// The name of the data centre, such as `us-east-1`.
  public let name: String
  /// The domain under which the region's hosts stand, such as `mypurecloud.com`.
  public let domain: String
  /// Where it is, in words.
  public let label: String

  private init(_ name: String, _ domain: String, _ label: String) {
    self.name = name
    self.domain = domain
    self.label = label
  }

  /// All regions that customers can have.
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

  /// Finds the region that a name (with `-` or `_`), a domain, a host or any URL on the domain belongs to.
  public init?(_ text: String) {
    let word = hostPart(of: text)
    let name = String(word.map { $0 == "_" ? "-" : $0 })
    let match = Region.all.first { region in
      region.name == name || region.domain == word || word.hasSuffix("." + region.domain)
    }
    guard let match else { return nil }
    self = match
  }

  /// Whether a host belongs to Genesys Cloud, in whatever region.
  public static func isGenesys(host: String) -> Bool {
    let host = host.lowercased()
    return all.contains { host == $0.domain || host.hasSuffix("." + $0.domain) }
  }
}

/// The host in a URL, or the word itself where it is none; in lower case, without port and final dot.
func hostPart(of text: String) -> String {
  var rest = Substring(text.lowercased())
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  if let scheme = position(of: "://", in: rest) { rest = rest[scheme...].dropFirst(3) }
  if let end = rest.firstIndex(where: { "/?#".contains($0) }) { rest = rest[..<end] }
  if let at = rest.lastIndex(of: "@") { rest = rest[at...].dropFirst() }
  if let colon = rest.lastIndex(of: ":"), rest[colon...].dropFirst().allSatisfy(\.isNumber) { rest = rest[..<colon] }
  if rest.last == "." { rest.removeLast() }
  return String(rest)
}

/// Where a text begins in another.
func position(of needle: String, in text: Substring) -> Substring.Index? {
  var index = text.startIndex
  while index < text.endIndex {
    if text[index...].hasPrefix(needle) { return index }
    index = text.index(after: index)
  }
  return nil
}
