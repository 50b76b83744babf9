import Attributes
import Documents
import Flows
import SourceText

struct AttributeLimits: FlowRule {
  static let metadata = RuleMetadata(
    id: "attribute-limits", severity: .warning,
    summary: "A flow sets more attributes, or longer ones, than Genesys Cloud takes.",
    rationale: """
      In a session of a bot flow at most 50 attributes may be set, of at most 256 characters each; beyond that the \
      session ends and takes its error path. Everywhere, analytics cut names and values at 1,024 characters.
      """,
    bad: [.attributes(.set("lit: tier", to: "«\(String(repeating: "x", count: 1025))»"))],
    good: [.attributes(.set("lit: tier"))])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    let isBot = FlowType.bots.contains(flow.flow.type)
    let limit = isBot ? AttributeSize.botValue : AttributeSize.analytics
    let most = AttributeSize.botSession
    let writes = flow.attributeUses.filter(\.isWrite)
    for use in writes {
      guard case .literal(let node) = use.value, let count = node.text.map(AttributeSize.length), count > limit else {
        continue
      }
      context.report(
        "the value has \(count) characters, more than the \(limit) that are kept", at: node, in: flow,
        action: use.action)
    }
    if isBot, let use = writes.dropFirst(most).first {
      context.report(
        certainty: .possible,
        "the flow sets \(writes.count) attributes; a session that sets more than \(most) ends with an error",
        about: use,
        in: flow)
    }
  }
}
