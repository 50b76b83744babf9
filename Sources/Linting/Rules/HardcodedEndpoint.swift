import Documents
import Expressions
import Flows
import SourceText

struct HardcodedEndpoint: FlowRule {
  static let metadata = RuleMetadata(
    id: "hardcoded-endpoint", severity: .info,
    summary: "An address of the web, of e-mail or of telephony is written into the flow.",
    rationale: """
      The flow is tested in one organisation and runs in another: what is written into it stays the same, so that a test \
      writes into the system of production, or sends messages to the wrong people. Keep such addresses in a data table, \
      in the integration of the data action, or hand them in when the flow is published.

      Found are addresses with a scheme, hosts of Genesys Cloud regions, e-mail addresses and telephone numbers that are \
      a literal. What people hear or read is left out, as are the names of schemas and a text that is data in JSON. An \
      address is told once a flow.
      """,
    bad: [.called("«https://crm.example.com/orders»")],
    good: [.called("/orders")])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    lazy var spoken = Set(
      flow.spokenTexts.lazy.flatMap(\.parts).compactMap { part in
        if case .literal(let node) = part.place { node } else { nil }
      })
    lazy var spokenParts = flow.spokenTexts.lazy.flatMap(\.parts).reduce(into: [SiteID: Set<ByteRange>]()) {
      parts, part in
      if case .part(let site, let range) = part.place { parts[site, default: []].insert(range) }
    }
    var told: Set<String> = []
    let toldElsewhere = context.runs(AddressWithoutScheme.self)
    /// - Parameter expression: what the text is compared with, or stands in.
    func endpoint(in text: String, _ expression: FlowExpression?) -> Endpoint? {
      guard let endpoint = Endpoint(of: text), !told.contains(text), Secret.kind(in: text) == nil,
        !(toldElsewhere && text.hasPrefix("+") && expression.map(AddressWithoutScheme.concerns) == true),
        !context.runs(PlaceholderText.self) || PlaceholderMark.first(in: text, isName: false) == nil
      else { return nil }
      told.insert(text)
      return endpoint
    }
    for literal in flow.flow.literals {
      guard let text = literal.node.text, Endpoint.isPossible(text), !spoken.contains(literal.node),
        let endpoint = endpoint(in: text, subject(of: literal.action, in: flow))
      else { continue }
      context.report(
        certainty: .likely, message(endpoint), at: literal.node, in: flow, action: literal.action,
        container: literal.container)
    }
    for index in flow.flow.sites.indices where flow.flow.sites[index].kind == .expression {
      let id = SiteID(index: index)
      let expression = flow[id]
      for node in expression.tree.ids where expression.tree[node].kind == .string {
        let range = expression.tree[node].range
        let text = expression.tree.stringValue(of: node)
        guard Endpoint.isPossible(text), spokenParts[id]?.contains(range) != true,
          let endpoint = endpoint(in: text, subject(of: expression.site.action, in: flow) ?? expression)
        else { continue }
        context.report(certainty: .likely, message(endpoint), at: range, of: expression)
      }
    }
  }

  /// What the cases of a switch are compared with.
  private func subject(of action: ActionID?, in flow: LintedFlow) -> FlowExpression? {
    guard let decision = action.flatMap({ flow.flow[$0].decision }), case .expression(let id) = decision.subject else {
      return nil
    }
    return flow[id]
  }

  private func message(_ endpoint: Endpoint) -> String {
    let what =
      switch endpoint {
      case .web(let host): "the address of ‘\(host.oneLine)’"
      case .region(let host): "a host of one region of Genesys Cloud, ‘\(host.oneLine)’,"
      case .mail(let domain): "an e-mail address at ‘\(domain.oneLine)’"
      case .phone: "a telephone number"
      }
    return "\(what) is written into the flow, so that a test organisation uses the same one"
  }
}

/// An address that differs from one environment to another.
private enum Endpoint {
  case web(host: String)
  case region(host: String)
  case mail(domain: String)
  case phone

  /// Whether a text may hold one: a look at each byte, which most texts end at.
  static func isPossible(_ text: String) -> Bool {
    guard text.utf8.count >= 8, text.utf8.count < 10_000, let first = text.utf8.first else { return false }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return false }
    return first == UInt8(ascii: "+") || ["://", "@", "tel:", "pure", "PURE", "Pure"].contains(where: text.holds)
  }

  init?(of text: String) {
    let lower = text.lowercased()
    if let host = Self.host(in: lower) {
      guard !Self.vocabularies.contains(where: host.hasSuffix), host.contains("."), !host.contains("{") else {
        return nil
      }
      self = Self.isRegion(host) ? .region(host: host) : .web(host: host)
      return
    }
    guard !text.contains(where: \.isWhitespace) else { return nil }
    let parts = lower.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count == 2, Self.isHost(parts[1]), !parts[0].isEmpty, parts[0].allSatisfy(Self.isMailCharacter) {
      self = .mail(domain: String(parts[1]))
    } else if Self.isRegion(lower), Self.isHost(lower.prefix { $0 != "/" }) {
      self = .region(host: String(lower.prefix { $0 != "/" }))
    } else if Self.isPhone(lower) {
      self = .phone
    } else {
      return nil
    }
  }

  /// The host behind the first scheme in a text.
  private static func host(in text: String) -> String? {
    for scheme in ["https://", "http://", "wss://", "ftp://", "sftp://"] {
      guard text.holds(scheme), let place = text.firstRange(of: scheme) else { continue }
      let host = text[place.upperBound...].prefix { $0.isLetter || $0.isNumber || "-._{}$".contains($0) }
      return host.isEmpty ? nil : String(host)
    }
    return nil
  }

  /// Hosts of names that nobody calls.
  private static let vocabularies = ["json-schema.org", "w3.org", "xmlsoap.org", "schemas.microsoft.com", "purl.org"]

  private static func isRegion(_ host: String) -> Bool {
    // The pages of help and for developers are the same for all.
    !["help.", "developer.", "www."].contains(where: host.hasPrefix)
      && (host.holds(".mypurecloud.") || host.hasPrefix("mypurecloud.") || host.holds(".pure.cloud"))
  }

  private static func isHost(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && (labels.last?.count ?? 0) > 1
      && labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      } && labels.last?.contains(where: \.isLetter) == true
  }

  private static func isMailCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._%+-:".contains(character))
  }

  /// Whether a text is a whole telephone number: `+13175550116`, `tel:+13175550116`.
  private static func isPhone(_ text: String) -> Bool {
    let number = text.hasPrefix("tel:") ? text.dropFirst(4) : text[...]
    guard number.hasPrefix("+") else { return false }
    return (8...15).contains(number.count - 1) && number.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}

extension RuleExample {
  /// A flow that gives a data action an address.
  fileprivate static func called(_ address: String) -> RuleExample {
    .actions(
      """
      - callData:
          name: Send
          category:
            CRM:
              dataAction:
                Send:
                  inputs:
                    address:
                      lit: "\(address)"
          outputs:
            success:
              actions:
                - disconnect:
                    name: Done
      """)
  }
}
