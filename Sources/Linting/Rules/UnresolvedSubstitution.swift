import Documents
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

  func check(_ file: LintedFile, _ context: RuleContext) {
    guard let flow = file.flows.first?.flow else { return }
    let location = flow.location(container: nil, action: nil, path: [])
    var seen: Set<String> = []
    for hole in flow.document.placeholders where hole.kind == .braces {
      guard !file.substitutions.contains(hole.name), seen.insert(hole.name).inserted else { continue }
      context.report(
        "the substitution ‘\(hole.name.oneLine)’ has to be given a value when the flow is published", at: hole.range,
        isShown: file.file.format.hasPlaces, location: location)
    }
  }
}
