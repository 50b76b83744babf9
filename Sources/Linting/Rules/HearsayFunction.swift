import Expressions
import Flows
import SourceText

struct HearsayFunction: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "hearsay-function", severity: .info, preset: .strict,
    summary: "A function is called that is known from hearsay only.",
    rationale: """
      Genesys lists its functions only inside the product. This one stands in no flow that was seen and on no page of \
      Genesys' help; others write of it, or it only seems likely. Where Architect does not have it, it refuses to publish \
      the flow. Use the function that is named instead, or try it, and declare it in `plumb.yaml` under `functions:`.
      """,
    bad: [.condition(#"«ToLower»(Message.Message.body) == "gold""#)],
    good: [.condition(#"Lower(Message.Message.body) == "gold""#)])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid, !expression.isCompiled else { return }
    for id in tree.ids where tree[id].kind == .call {
      guard let function = expression.flow.functions[tree.name(of: id)],
        function.confidence == .thirdParty || function.confidence == .unverified
      else { continue }
      let sure = function.surer.map { "; \($0) is sure" } ?? ""
      context.report(
        certainty: .possible, "‘\(function.name)’ is known from hearsay only\(sure)", at: tree[id].nameRange,
        of: expression)
    }
  }
}
