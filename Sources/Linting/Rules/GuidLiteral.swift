import Expressions
import Flows
import SourceText

struct GuidLiteral: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "guid-literal", severity: .info, preset: .strict,
    summary: "An id of the organisation stands in an expression.",
    rationale: """
      The same queue, user or skill has another id in every organisation, so the flow cannot be moved from a test \
      organisation to production. Look the object up by its name (`FindQueue("Orders")`), or keep the id in a data table. \
      With `--inventory FILE` the finding tells whose id it is.
      """,
    bad: [.condition(#"Flow.id == «"7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b4"»"#, declaring: ["Flow.id": "string"])],
    good: [.condition(#"Flow.name == "Orders""#, declaring: ["Flow.name": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression else { return }
    for id in tree.ids where tree[id].kind == .string && tree[id].range.count == 38 {
      let text = tree.stringValue(of: id)
      // Examples such as 00000000-… are no ids.
      guard isUUID(text.utf8), Set(text.utf8).count > 3 else { continue }
      let object = expression.flow.inventory?.object(withID: text)
      let what = object.map { "is the id of \($0)" } ?? "looks like the id of an object"
      context.report("the text \(what), which is another in every organisation", at: tree[id].range, of: expression)
    }
  }

}
