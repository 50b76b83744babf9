import Expressions
import Flows
import SourceText

struct IndexAfterLoop: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "index-after-loop", severity: .warning,
    summary: "The counter of a loop is used as an index after the loop, where it is one beyond the last item.",
    rationale: """
      A loop counts its passes from 0, and when all are done the counter is how many there were. A loop over \
      `Count(x)` items leaves `x[counter]` without an item: an error, and the flow takes its error path, which mostly \
      hangs up. Keep what was found in a variable, or take `x[counter - 1]` where there is a pass for certain.

      Nothing is said where Exit Loop can leave the loop, since the counter is then that of the pass it left, nor where \
      the counter is compared with something before. Where the loop does not count the items of this very collection \
      the finding is a remark.
      """,
    bad: [.actions(loop + use.replacing("Flow.names[Flow.i]", with: "«Flow.names[Flow.i]»"), declaring: variables)],
    good: [.actions(loop + last, declaring: variables)])

  private static let variables: KeyValuePairs = ["Flow.names": "stringCollection", "Flow.i": "integer"]

  private static let loop = """
    - loop:
        name: Each name
        currentIndex:
          var: Flow.i
        loopCount:
          exp: Count(Flow.names)
        outputs:
          loop:
            actions:
              - sendResponse:
                  name: Say it
                  messageBody:
                    exp: Flow.names[Flow.i]

    """

  private static let use = """
    - sendResponse:
        name: Say it again
        messageBody:
          exp: Flow.names[Flow.i]
    """

  private static let last = """
    - decision:
        name: Any?
        condition:
          exp: Flow.i > 0
        outputs:
          "yes":
            actions:
              - sendResponse:
                  name: Say it again
                  messageBody:
                    exp: Flow.names[Flow.i - 1]
    """

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, let action = expression.site.action, tree.isValid else { return }
    for id in tree.ids {
      guard let (base, index) = tree.itemAccess(id, expression.flow.functions),
        let path = tree.accessPath(of: index), path.steps.count == 1, let name = path.variableName,
        let loop = expression.flow.loopCounters.finishedLoop(
          countedBy: VariableName(name), before: action, in: expression.site.container),
        !expression.isTested(tree.normalizedText(tree[index].range), by: Self.tests)
      else { continue }
      let items = tree.normalizedText(tree[base].range)
      let isCertain = !items.isEmpty && expression.flow.countedItems(of: loop) == items
      let title = (expression.flow.flow[loop].name ?? "").oneLine
      let end =
        isCertain
        ? "one beyond the last item of ‘\(tree.text(tree[base].range).oneLine)’"
        : "which is one beyond the last item where it counts them"
      context.report(
        severity: isCertain ? .warning : .info, certainty: isCertain ? .likely : .possible,
        "after the loop ‘\(title)’ the counter ‘\(name)’ is how many passes there were, \(end)", at: tree[id].range,
        of: expression)
    }
  }

  private static let tests = BinaryOperator.allCases.filter(\.isComparison).map { ConditionTests.Kind.comparison($0) }
}

extension LintedFlow {
  /// The collection whose items a loop counts, as a text without blanks; nil where its count is anything else.
  fileprivate func countedItems(of loop: ActionID) -> String? {
    guard case .expression(let id)? = flow[loop].decision?.count, self[id].tree.isValid else { return nil }
    let count = self[id].meant(by: self[id].tree.root)
    let tree = count.expression.tree
    guard tree.function(of: count.id, in: functions)?.proves == [.size], let items = tree.operands(of: count.id).first
    else { return nil }
    return tree.normalizedText(tree[tree.unwrapped(items)].range)
  }
}
