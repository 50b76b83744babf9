import Expressions
import Flows
import SourceText

/// Finds cases of a switch that an earlier case already takes.
struct DuplicateCase: FileRule {
  static let metadata = RuleMetadata(
    id: "duplicate-case", severity: .warning,
    summary: "Two cases of a switch have the same condition.",
    rationale: """
      A switch takes the first case that fits. The second one with the same condition is never taken; it was mostly \
      copied and not changed.
      """,
    bad: [
      .actions(
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
    ],
    good: [
      .actions(
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
                        exp: Flow.tier == "silver"
        """, declaring: ["Flow.tier": "string"])
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    var findings: [Finding] = []
    for flow in file.flows {
      for action in flow.flow.actions.indices.map({ ActionID(index: $0) }) where flow.flow[action].type == "switch" {
        findings += check(action, in: flow)
      }
    }
    return findings
  }

  private func check(_ action: ActionID, in flow: LintedFlow) -> [Finding] {
    var seen: Set<String> = []
    var findings: [Finding] = []
    for id in flow.sites(of: action) where isCase(flow.flow[id]) {
      let expression = flow[id]
      guard expression.tree.isValid, let root = expression.tree.nodes.last else { continue }
      if !seen.insert(expression.tree.normalizedText(root.range)).inserted {
        findings.append(
          expression.finding(
            Self.metadata, "an earlier case of the switch has the same condition, so that this one is never taken",
            at: root.range, in: flow))
      }
    }
    return findings
  }

  /// Whether a site is the condition of a case, in Archy's form or a configuration's.
  private func isCase(_ site: ExpressionSite) -> Bool {
    guard site.kind == .expression else { return false }
    return site.path.contains(.key("cases"))
  }
}
