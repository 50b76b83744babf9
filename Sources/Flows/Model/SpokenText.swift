public import Documents
public import Expressions
public import SourceText

/// What a person hears or reads at one place of a flow: what is said, sent or asked there.
public struct SpokenText: Sendable {
  /// A literal that is said or shown.
  public struct Part: Sendable {
    /// The decoded text.
    public let text: String
    /// Where it is written.
    public let place: Place
  }

  /// Where a literal is written.
  public enum Place: Sendable {
    /// As a scalar of its own.
    case literal(Node)
    /// As a part of an expression, quotes included, in bytes of the decoded expression.
    case part(of: SiteID, ByteRange)
  }

  /// The literals, in the order in which they are written; those of several branches of a choice are all there.
  public let parts: [Part]
  /// Whether nothing else is said: no variable, no recorded prompt, no placeholder.
  public let isWhole: Bool
  /// The property of the action, else of the container or the flow, below which it stands: `audio`, `messageBody`…
  public let property: String
  /// The container that holds it.
  public let container: ContainerID?
  /// The innermost action that holds it.
  public let action: ActionID?

  /// All that is known of the text, parts that are not known left out.
  public var knownText: String { parts.map(\.text).joined(separator: " ") }
}

extension Flow {
  /// What people hear or read, in order: speech, audio and communications of expressions, and the bodies of messages.
  public var spokenTexts: [SpokenText] { spokenTexts { self[$0].tree } }

  /// What people hear or read.
  ///
  /// - Parameter tree: the tree of a site, which others may have parsed already.
  public func spokenTexts(tree: (SiteID) -> SyntaxTree) -> [SpokenText] {
    var texts: [(place: ByteRange, text: SpokenText)] = []
    for literal in literals
    where literal.isSpeech || literal.isDirect && isMessage(literal.property, of: literal.action) {
      guard let text = literal.node.text, !text.isEmpty else { continue }
      let spoken = SpokenText(
        parts: [SpokenText.Part(text: text, place: .literal(literal.node))], isWhole: !Self.hasHole(text),
        property: literal.property, container: literal.container, action: literal.action)
      texts.append((literal.node.range, spoken))
    }
    for index in sites.indices where sites[index].kind == .expression && sites[index].language == .architect {
      let id = SiteID(index: index)
      if let spoken = spokenText(of: sites[index], id, tree(id)) { texts.append((sites[index].node.range, spoken)) }
    }
    return texts.sorted { $0.place < $1.place }.map(\.text)
  }

  private func spokenText(of site: ExpressionSite, _ id: SiteID, _ tree: SyntaxTree) -> SpokenText? {
    guard tree.isValid else { return nil }
    let sources = TextSources(of: tree)
    let path = site.path.last == .key("exp") ? site.path.dropLast() : site.path[...]
    let property = property(at: path, in: site.container, action: site.action)
    guard sources.isPlayed || property.isDirect && isMessage(property.name, of: site.action) else { return nil }
    var parts: [SpokenText.Part] = []
    var isWhole = true
    for part in sources.parts {
      switch tree[part].kind {
      case .string:
        let text = tree.stringValue(of: part)
        if Self.hasHole(text) { isWhole = false }
        if !text.isEmpty { parts.append(SpokenText.Part(text: text, place: .part(of: id, tree[part].range))) }
      case .integer, .decimal, .boolean, .notSet, .empty: break
      default: isWhole = false
      }
    }
    return SpokenText(
      parts: parts, isWhole: isWhole, property: property.name, container: site.container, action: site.action)
  }

  /// Whether a property of an action is a text that is sent or shown.
  private func isMessage(_ property: String, of action: ActionID?) -> Bool {
    guard Self.messages.contains(property), let type = action.flatMap({ self[$0].definition }) else { return false }
    return type.reads.contains { $0.key == property }
  }

  /// The properties of type String that people read.
  private static let messages: Set<String> = [
    "messageBody", "body", "subject", "footer", "headerText", "title", "subTitle", "signInMessage", "successMessage",
    "receivedMessageTitle", "replyMessageTitle", "question", "noInput", "noMatch", "inviteSubject", "inviteBody",
    "reminderSubject", "reminderBody",
  ]

  /// Whether another tool puts something into a text.
  private static func hasHole(_ text: String) -> Bool { text.holds("{{") || text.holds("${") }
}
