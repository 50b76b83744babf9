import Expressions
import Flows
import SourceText

struct DuplicateCase: FlowRule {
  static let metadata = RuleMetadata(
    id: "duplicate-case", severity: .warning,
    summary: "Two cases of a switch have the same condition.",
    rationale: """
      A switch takes the first case that fits. The second one with the same condition is never taken; it was mostly \
      copied and not changed.
      """,
    bad: [bad],
    good: [bad.replacing("«Flow.tier==\"gold\"»", with: "Flow.tier == \"silver\"")])

  private static let bad = RuleExample.actions(
    """
    - switch:
        name: By tier
        evaluate:
          firstTrue:
            cases:
              - case:
                  value:
                    exp: Flow.tier == "gold"
              - case:
                  value:
                    exp: «Flow.tier=="gold"»
    """, declaring: ["Flow.tier": "string"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for action in flow.flow.actions {
      var seen: Set<String> = []
      for case .expression(let id) in action.decision?.conditions ?? [] where flow.flow[id].kind == .expression {
        let expression = flow[id]
        guard expression.tree.isValid, let root = expression.tree.nodes.last,
          !seen.insert(expression.tree.normalizedText(root.range)).inserted
        else { continue }
        context.report(
          "an earlier case of the switch has the same condition, so that this one is never taken", at: root.range,
          of: expression)
      }
    }
  }
}
