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
    bad: [
      .actions(
        """
        - decision:
            name: Gold?
            condition:
              exp: Flow.isGold
            «condition»:
              exp: Flow.isSilver
        """, declaring: ["Flow.isGold": "boolean", "Flow.isSilver": "boolean"])
    ],
    good: [
      .actions(
        """
        - decision:
            name: Gold?
            condition:
              exp: Flow.isGold or Flow.isSilver
        """, declaring: ["Flow.isGold": "boolean", "Flow.isSilver": "boolean"])
    ])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.document.format != .xml,
      !flow.flow.document.placeholders.contains(where: { $0.kind == .directive })
    else { return }
    for visit in DocumentWalk(flow.flow.node) where visit.node.kind == .mapping && visit.node.count > 1 {
      for key in repeated(in: visit.node) {
        context.report(
          "the key ‘\((key.text ?? "").oneLine)’ stands twice here, and the first value is lost", at: key, in: flow)
      }
    }
  }

  private func repeated(in node: Node) -> [Node] {
    var seen: Set<String> = []
    return node.entries.compactMap { key, _ in
      guard let text = key.text, text != "<<" else { return nil }
      return seen.insert(text).inserted ? nil : key
    }
  }
}
