import Documents
import Expressions
import Flows
import SourceText

struct GuidLiteral: FlowRule, ExpressionRule {
  static let metadata = RuleMetadata(
    id: "guid-literal", severity: .info,
    summary: "An id of the organisation stands in the flow.",
    rationale: """
      The same queue, user or skill has another id in every organisation, so the flow cannot be moved from a test \
      organisation to production. Look the object up by its name (`FindQueue("Orders")`), or keep the id in a data table. \
      With `--inventory FILE` the finding tells whose id it is.
      """,
    bad: [
      .condition(#"Flow.id == «"7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b4"»"#, declaring: ["Flow.id": "string"]),
      .actions(
        """
        - callData:
            name: Waiting time
            category:
              Genesys Cloud Data Actions:
                dataAction:
                  Get Estimated Wait Time:
                    inputs:
                      QUEUE_ID:
                        lit: «7f1c3a52-9f0e-4c55-8a43-0a52d1c7e9b4»
        """),
    ],
    good: [.condition(#"Flow.name == "Orders""#, declaring: ["Flow.name": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression else { return }
    for id in tree.ids where tree[id].kind == .string && tree[id].range.count == 38 {
      let text = tree.stringValue(of: id)
      guard let message = message(text, expression.flow) else { continue }
      context.report(message, at: tree[id].range, of: expression)
    }
  }

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    // A data action's own template is no place of a flow.
    guard !flow.flow.isForeign else { return }
    for literal in flow.flow.literals {
      guard let text = literal.node.text, let message = message(text, flow) else { continue }
      context.report(message, at: literal.node, in: flow, action: literal.action, container: literal.container)
    }
  }

  /// What is to be said of a text; nil where it is no id, as examples such as 00000000-… are none.
  private func message(_ text: String, _ flow: LintedFlow) -> String? {
    guard text.utf8.count == 36, isUUID(text.utf8), Set(text.utf8).count > 3 else { return nil }
    let object = flow.inventory?.object(withID: text)
    let what = object.map { "is the id of \($0)" } ?? "looks like the id of an object"
    return "the text \(what), which is another in every organisation"
  }
}
