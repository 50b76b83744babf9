import Flows
import SourceText

struct AttributeSetAfterEnd: FlowRule {
  static let metadata = RuleMetadata(
    id: "attribute-set-after-end", severity: .warning,
    summary: "An attribute is set after the action that ends the flow.",
    rationale: """
      What stands in a list of actions after a disconnect, an exit or a jump is never run, so the attribute is never \
      set: neither an agent nor analytics will see it. Set it before.
      """,
    bad: [.attributes(.disconnect, .set("lit: «tier»"))],
    good: [.attributes(.set("lit: tier"), .disconnect)])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for use in flow.lateWrites {
      guard let action = use.action, let end = flow.blockers[action.index] else { continue }
      let name = flow.flow[end].name ?? flow.flow[end].type
      context.report(
        "the attribute is never set: ‘\(name.oneLine)’ ends the list of actions before", about: use, in: flow)
    }
  }
}
