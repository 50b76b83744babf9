import Expressions
import Flows
import SourceText

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
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard let (base, index) = tree.itemAccess(id, expression.flow.functions), expression.types[base] == .json,
        expression.types[index] == .integer
      else { continue }
      let note = Diagnostic.jsonArrayIndex(tree, base, at: tree[id].range)
      context.report(certainty: .possible, note.message, at: note.range, of: expression)
    }
  }
}
