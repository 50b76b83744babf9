import Documents
import Flows
import SourceText

struct DuplicateKey: FlowRule {
  static let metadata = RuleMetadata(
    id: "duplicate-key", severity: .error,
    summary: "A key stands twice in one mapping.",
    rationale: """
      Most readers of YAML and JSON take the last value and say nothing, others refuse the file: whatever stands under \
      the first key is lost. It comes from a merge or from copying. Put the values together, or rename one key.

      In a file with directives of a template (`%{ if … }`), both branches of which are there, the rule is silent.
      """,
    bad: [bad],
    good: [
      bad.replacing("Flow.isGold\n              «condition»:\n                exp:", with: "Flow.isGold or")
    ])

  private static let bad = RuleExample.actions(
    """
    - decision:
        name: Gold?
        condition:
          exp: Flow.isGold
        «condition»:
          exp: Flow.isSilver
    """, declaring: ["Flow.isGold": "boolean", "Flow.isSilver": "boolean"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.document.format != .xml,
      !flow.flow.document.placeholders.contains(where: { $0.kind == .directive })
    else { return }
    for visit in DocumentWalk(flow.flow.node, withScalars: false) where visit.node.kind == .mapping {
      for key in visit.node.repeatedKeys where !key.isText("<<") {
        context.report(
          "the key ‘\((key.text ?? "").oneLine)’ stands twice here, and the first value is lost", at: key, in: flow)
      }
    }
  }
}
