import Documents
import Expressions
import Flows
import SourceText

struct UnresolvedDependency: FlowRule, ExpressionRule {
  static let metadata = RuleMetadata(
    id: "unresolved-dependency", severity: .warning,
    summary: "A queue, skill, data action … is named that the organisation does not have.",
    rationale: """
      A flow names what it uses. Where the organisation that it is published to has nothing with the name, Architect \
      refuses it, mostly on the way from test to production; `FindQueue` and the like give NOT_SET there. The rule \
      compares with `--inventory FILE`, which `plumb cloud inventory --to FILE` writes, and finds nothing without. It \
      is a warning, since the client that wrote the inventory may not see every division, and names that differ in \
      letter case alone pass.
      """,
    bad: [
      bad.with(inventory: inventory), .condition(#"IsSet(FindQueue(«"Ordrs"»))"#).with(inventory: inventory),
    ],
    good: [bad.replacing("«Ordrs»", with: "Orders").with(inventory: inventory)],
    needsInventory: true)

  private static let bad = RuleExample.actions(
    """
    - transferToAcd:
        name: To the agents
        targetQueue:
          lit:
            name: «Ordrs»
    - disconnect:
        name: Nobody there
    """
  )

  private static let inventory = """
    { "queues": [{ "id": "7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b4", "name": "Orders" }] }
    """

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression else { return }
    for id in tree.ids {
      guard let (lookup, argument) = tree.lookup(of: id, in: expression.flow.functions),
        !Self.isTemplate(lookup.text), let absence = expression.flow.absence(lookup)
      else { continue }
      context.report(certainty: .likely, absence, at: tree[argument].range, of: expression)
    }
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for name in flow.flow.objectNames {
      guard let text = name.node.text, !text.isEmpty, !Self.isTemplate(text) else { continue }
      let lookup = ObjectLookup(typeCode: name.code, key: .name, text: text)
      guard let absence = flow.absence(lookup, id: name.id) else { continue }
      context.report(certainty: .likely, absence, at: name.node, in: flow)
    }
  }

  /// Whether something is put in the place of a text before the flow is published.
  private static func isTemplate(_ text: String) -> Bool { text.holds("{{") || text.holds("${") }
}
