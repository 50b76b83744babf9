import Attributes
import Flows
import SourceText

struct AttributePrefixMismatch: FlowRule {
  static let metadata = RuleMetadata(
    id: "attribute-prefix-mismatch", severity: .warning,
    summary: "An attribute is read with the prefix `context.`, which only web chats put before names.",
    rationale: """
      The old web chat stores what a guest enters as `context.<name>`. Web messaging stores custom attributes under \
      their names alone, and so do calls and mails: there `context.email` is always unset. The name was mostly copied \
      from a flow for chats.
      """,
    bad: [.attributes(.get("lit: «context.tier»"))],
    good: [.attributes(.get("lit: tier"))])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard Self.flowTypes.contains(flow.flow.type) else { return }
    let uses = flow.attributeUses
    let written = Set(uses.filter(\.isWrite).compactMap(\.name))
    for use in uses {
      guard !use.isWrite, let name = use.name, let bare = KeyPrefix.webChat.stripped(from: name),
        !SystemKeys.contains(name.lowercased()), !written.contains(name)
      else { continue }
      context.report(
        certainty: .likely,
        "‘\(name.oneLine)’ has the prefix of web chats; in this kind of flow the attribute is ‘\(bare.oneLine)’",
        about: use, in: flow)
    }
  }

  /// Flows that never handle a web chat.
  private static let flowTypes: Set<String> = [
    "inboundShortMessage", "inQueueShortMessage", "inboundEmail", "inQueueEmail",
  ]
}
