import Documents
import Expressions
import Flows
import SourceText

/// Finds substitutions that have to be given a value when the flow is published.
struct UnresolvedSubstitution: FileRule {
  static let metadata = RuleMetadata(
    id: "unresolved-substitution", severity: .info, preset: .strict,
    summary: "A substitution such as `{{queue}}` has to be given a value when the flow is published.",
    rationale: """
      Archy takes the values of substitutions from its options file, and CX as Code from `substitutions`; a name that \
      is missing there stops the deployment late. The rule lists each name once, at its first place, so that the list \
      can be compared with what the pipeline gives. `--substitutions FILE` compares: names that the file gives a value \
      are left out.
      """,
    bad: [
      .actions(
        """
        - transferToAcd:
            name: To the agents
            targetQueue:
              lit:
                name: «{{queue}}»
        """)
    ],
    good: [
      .actions(
        """
        - transferToAcd:
            name: To the agents
            targetQueue:
              lit:
                name: Orders
        """)
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    guard let flow = file.flows.first else { return [] }
    var seen: Set<String> = []
    return flow.flow.document.placeholders.compactMap { hole in
      guard hole.kind == .braces, !file.substitutions.contains(hole.name), seen.insert(hole.name).inserted
      else { return nil }
      var finding = Finding(
        rule: Self.metadata.id, severity: Self.metadata.severity, certainty: .certain,
        message: "the substitution ‘\(hole.name.oneLine)’ has to be given a value when the flow is published",
        range: file.file.format.hasPlaces ? hole.range : nil,
        location: flow.flow.location(container: nil, action: nil, path: []))
      finding.order = hole.range.start
      return finding
    }
  }
}
