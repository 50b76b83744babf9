import Expressions
import Flows
import SourceText

/// Finds items that are taken out of a JSON array directly.
struct JSONArrayIndex: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "json-array-index", severity: .info,
    summary: "An item is taken out of a JSON array by an index, without `ToJsonCollection`.",
    rationale: """
      One organisation reports that `Flow.order.items[0]` compiles and fails when the flow runs, and real flows make a \
      collection first: `GetAt(ToJsonCollection(Flow.order.items), 0)`. Genesys documents neither; try it in your \
      organisation before you rely on it.
      """,
    bad: [
      .condition(#"ToString(«Flow.order.items[0]») == "pen""#, declaring: ["Flow.order": "json"]),
      .condition(#"ToString(«GetAt(Flow.order.items, 0)») == "pen""#, declaring: ["Flow.order": "json"]),
    ],
    good: [
      .condition(
        #"Count(Flow.order.items) > 0 and ToString(GetAt(ToJsonCollection(Flow.order.items), 0)) == "pen""#,
        declaring: ["Flow.order": "json"])
    ],
    since: "0.1.0")

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid,
      tree.ids.contains(where: { tree[$0].kind == .index || tree[$0].kind == .call })
    else { return }
    let typed = expression.typed
    for (index, node) in typed.nodes.enumerated() {
      let operands = Array(typed.operands(ofNodeAt: index))
      guard operands.count == 2 else { continue }
      let (base, position) =
        switch node.kind {
        case .index: (operands[1], operands[0])
        case .call("GetAt"): (operands[0], operands[1])
        default: (operands[0], operands[0])
        }
      guard base != position, typed[base].type == .json, typed[position].type == .integer else { continue }
      let list = tree.text(tree[typed[base].origin].range).oneLine
      context.report(
        certainty: .possible,
        "an item of a JSON array is taken directly, which may fail when the flow runs; ToJsonCollection(\(list)) makes a "
          + "collection of it", at: tree[node.origin].range, of: expression)
    }
  }
}
