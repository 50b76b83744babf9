import Expressions
import Flows
import SourceText

struct DuplicateCase: FlowRule {
  static let metadata = RuleMetadata(
    id: "duplicate-case", severity: .warning,
    summary: "Two cases of a switch have the same condition or value.",
    rationale: """
      A switch takes the first case that fits. The second one with the same condition, or with the same value to compare \
      with, is never taken; it was mostly copied and not changed.
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
    for (index, action) in flow.flow.actions.enumerated() {
      guard let decision = action.decision else { continue }
      let isCompared = if case .absent = decision.subject { false } else { true }
      var seen: Set<String> = []
      for value in decision.conditions {
        guard let key = key(of: value, isCompared: isCompared, in: flow), !seen.insert(key).inserted else { continue }
        let what = isCompared ? "value" : "condition"
        context.report(
          "an earlier case of the switch has the same \(what), so that this one is never taken", at: value, in: flow,
          action: ActionID(index: index))
      }
    }
  }

  /// A text that only the same cases share; nil where nothing is known.
  ///
  /// - Parameter isCompared: whether it is a value, which a literal and an expression may both say.
  private func key(of value: FlowValue, isCompared: Bool, in flow: LintedFlow) -> String? {
    if isCompared, let text = flow.constant(value)?.text { return "= " + text }
    guard case .expression(let id) = value, flow.flow[id].kind == .expression, flow[id].tree.isValid,
      let root = flow[id].tree.nodes.last
    else { return nil }
    return flow[id].tree.normalizedText(root.range)
  }
}
