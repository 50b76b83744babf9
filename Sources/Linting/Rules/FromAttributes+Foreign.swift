import Documents
import Flows
import Scripting
import SourceText

/// What the rule finds where Architect's language does not stand: in ECMAScript, JSONPath, Velocity and agent scripts,
/// and in the bodies of requests. Nothing is mended there.
extension FromAttributes: ForeignExpressionRule, FlowRule {
  func check(foreign expression: FlowExpression, _ context: RuleContext) {
    let text = expression.site.text
    guard text.holds("attributes") || text.holds("\\u") || text.holds("\\x") else { return }
    switch expression.site.language {
    case .ecmascript:
      checkScript(expression, context)
    case let language:
      let isOfConversation = fetchesConversation(expression.flow.flow)
      for chain in language.chains(in: text) {
        let match =
          language == .jsonpath
          ? pathMatch(chain, isOfConversation: isOfConversation)
          : templateMatch(chain, isOfConversation: isOfConversation)
        if let match { report(match, chain, expression, context) }
      }
      if language == .velocity { checkTemplateBody(expression, context) }
    }
  }

  /// Reports a chain that leads through a conversation's header: likely where something else that is called so holds the
  /// conversation, possible where whatever is asked for may have a `from` of its own.
  private func report(
    _ certainty: Certainty, _ chain: MemberChain, _ expression: FlowExpression, _ context: RuleContext
  ) {
    let range = chain.valueRange
    let bytes = Array(expression.site.text.utf8)
    let path = String(decoding: bytes[range.indices.clamped(to: bytes.indices)], as: UTF8.self).oneLine
    context.report(
      severity: certainty == .certain ? .error : .warning, certainty: certainty,
      certainty == .certain ? .foreign(path) : .maybeForeign(path), at: range, of: expression)
  }

  // MARK: ECMAScript

  private func checkScript(_ expression: FlowExpression, _ context: RuleContext) {
    let tokens = ScriptTokens(expression.site.text)
    let chains = tokens.chains
    let aliases = ScriptAliases(chains, in: tokens)
    for chain in chains {
      if let match = scriptMatch(chain, aliases) { report(match, chain, expression, context) }
    }
  }

  private func scriptMatch(_ chain: MemberChain, _ aliases: ScriptAliases) -> Certainty? {
    if let start = chain.firstIndex(of: ["conversation", "from", "attributes"]) {
      return start == 0 ? .certain : .likely
    }
    guard let root = chain.name(0) else { return nil }
    if aliases.headers.contains(root), chain.name(1) == "attributes" { return .likely }
    if aliases.conversations.contains(root), chain.name(1) == "from", chain.name(2) == "attributes" { return .likely }
    return nil
  }

  // MARK: JSONPath and templates

  private func pathMatch(_ chain: MemberChain, isOfConversation: Bool) -> Certainty? {
    guard let start = chain.firstIndex(of: ["from", "attributes"]) else { return nil }
    switch start > 0 ? chain.steps[start - 1] : .root {
    case .root, .descendants: return isOfConversation ? .certain : .possible
    case .name("conversation"): return .certain
    // An element of what is found directly, or in a list of conversations.
    case .element:
      guard start < 3 || chain.name(start - 2).map(Self.lists.contains) == true else { return nil }
      return isOfConversation ? .certain : .possible
    case .name: return nil
    }
  }

  /// Members in which listings keep conversations.
  private static let lists: Set<String> = ["conversations", "entities", "results"]

  private func templateMatch(_ chain: MemberChain, isOfConversation: Bool) -> Certainty? {
    if let start = chain.firstIndex(of: ["conversation", "from", "attributes"]) {
      return start == 0 ? .certain : .likely
    }
    guard let start = chain.firstIndex(of: ["from", "attributes"]) else { return nil }
    return start == 0 || chain.name(0) == "input" && start == 1 ? .possible : nil
  }

  /// Whether a data action asks for conversations.
  private func fetchesConversation(_ flow: Flow) -> Bool {
    flow.sites.contains { site in
      guard case .key("requestUrlTemplate")? = site.path.last else { return false }
      let path = site.text.split(separator: "?", maxSplits: 1).first ?? ""
      return path.contains("/api/v2/conversations")
    }
  }

  // MARK: Bodies of requests

  /// A template that is the body of a request which sets attributes on the header alone.
  private func checkTemplateBody(_ expression: FlowExpression, _ context: RuleContext) {
    guard case .key("requestTemplate")? = expression.site.path.last, expression.site.text.contains("\"from\"") else {
      return
    }
    guard let body = TemplateBody(expression.site.text) else { return }
    for key in ConversationRequestReader.keysOnHeaderOnly(of: body.root) {
      context.report(.lost((key.text ?? "").oneLine), at: key.contentRange, of: expression)
    }
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.isRequest else { return }
    for key in ConversationRequestReader.keysOnHeaderOnly(of: flow.flow.node) {
      var location = FlowLocation()
      location.flowType = flow.flow.type
      location.path = [.key("from"), .key("attributes"), .key(key.text ?? "")]
      context.report(.lost((key.text ?? "").oneLine), at: key.contentRange, location: location)
    }
  }
}

/// Names that a script gives to a conversation or to its header.
private struct ScriptAliases {
  var conversations: Set<String> = []
  var headers: Set<String> = []

  init(_ chains: [MemberChain], in tokens: ScriptTokens) {
    var values: [Int: MemberChain] = [:]
    for chain in chains { values[Int(chain.range.start)] = chain }
    for index in tokens.tokens.indices where tokens.isToken(index, "=") && index > 0 && index + 1 < tokens.tokens.count
    {
      guard tokens.tokens[index - 1].kind == .name, !tokens.isToken(index - 2, "."),
        let chain = values[Int(tokens.tokens[index + 1].range.start)], chain.use != .called
      else { continue }
      let name = tokens.value(index - 1) ?? ""
      switch chain.steps.suffix(2) {
      case [.name("conversation"), .name("from")]: headers.insert(name)
      case let last where last.last == .name("conversation"): conversations.insert(name)
      default: break
      }
    }
  }
}

extension String {
  fileprivate static func foreign(_ path: String) -> String {
    "‘\(path)’ is always unset: \(why)"
  }

  fileprivate static func maybeForeign(_ path: String) -> String {
    "‘\(path)’ is always unset where it leads into a conversation: \(why)"
  }

  fileprivate static func lost(_ key: String) -> String {
    "‘\(key)’ is set on the header ‘from’ alone, where no flow can read it: set attributes on a participant"
  }

  private static let why = """
    attributes on the conversation's header never reach the participant; set them on the participant and read them \
    from the customer participant
    """
}
