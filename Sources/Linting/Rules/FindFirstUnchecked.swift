import Expressions
import Flows
import SourceText

struct FindFirstUnchecked: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "find-first-unchecked", severity: .warning,
    summary: "The result of `FindFirst` is used as an index without a test.",
    rationale: """
      `FindFirst` gives -1 where the item is not in the collection, and -1 as an index is an error while the flow runs. \
      Test the result: `If(FindFirst(Flow.names, x) != -1, GetAt(Flow.values, FindFirst(Flow.names, x)), "")`, or \
      `Contains(Flow.names, x)` before.
      """,
    bad: [
      .condition(
        #"GetAt(Flow.names, «FindFirst(Flow.names, "a")») == "b""#, declaring: ["Flow.names": "stringCollection"])
    ],
    good: [
      .condition(
        #"Contains(Flow.names, "a") and GetAt(Flow.names, FindFirst(Flow.names, "a")) == "b""#,
        declaring: ["Flow.names": "stringCollection"])
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    let functions = expression.flow.functions
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard let index = tree.itemAccess(id, functions)?.index,
        tree.function(of: index, in: functions)?.proves.contains(.place) == true,
        let list = tree.operands(of: index).first
      else { continue }
      let search = tree.normalizedText(tree[index].range)
      let names = tree.normalizedText(tree[tree.unwrapped(list)].range)
      guard !expression.isTested(search, by: BinaryOperator.allCases.filter(\.isComparison).map { .comparison($0) }),
        !expression.isTested(names, by: [.proof(.membership)])
      else { continue }
      context.report(
        certainty: .likely, "FindFirst gives -1 where it finds nothing, and -1 is no index", at: tree[index].range,
        of: expression)
    }
  }
}
