import Expressions
import Flows
import SourceText

struct AttributeNameDynamic: FlowRule {
  static let metadata = RuleMetadata(
    id: "attribute-name-dynamic", severity: .info, preset: .strict,
    summary: "The name of an attribute is computed when the flow runs.",
    rationale: """
      Nobody can search for such a name, neither in the flow nor in other flows and scripts, and a part of it that is \
      NOT_SET or in another letter case gives another attribute without an error. Use a fixed name where there is a \
      choice.
      """,
    bad: [.attributes(.set("exp: «Append(\"order_\", Flow.tier)»"))],
    good: [.attributes(.set("lit: order_tier"))])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for use in flow.attributeUses {
      guard case .expression(let id) = use.nameValue, use.name == nil else { continue }
      let name = flow[id]
      guard name.site.kind == .expression || name.site.kind == .reference, name.tree.isValid else { continue }
      context.report(
        "the name of the attribute is known only when the flow runs, so that it cannot be searched for", about: use,
        in: flow)
    }
  }
}
