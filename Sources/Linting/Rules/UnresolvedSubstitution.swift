import Documents
import Flows
import SourceText

struct UnresolvedSubstitution: FileRule {
  static let metadata = RuleMetadata(
    id: "unresolved-substitution", severity: .info, preset: .strict,
    summary: "A substitution such as `{{queue}}` has to be given a value when the flow is published.",
    rationale: """
      Archy takes the values of substitutions from its options file, and CX as Code from `substitutions`; a name that \
      is missing there stops the deployment late. The rule lists each name once, at its first place, so that the list \
      can be compared with what the pipeline gives. Names that a `genesyscloud_flow` of Terraform, beside or above the \
      file, gives a value are left out.

      `--substitutions FILE` compares: names that the file gives a value are left out, and any other is an error, in every \
      preset.
      """,
    bad: [bad],
    good: [bad.replacing("«{{queue}}»", with: "Orders")],
    isCertain: { $0.substitutions != nil })

  private static let bad = RuleExample.actions(
    """
    - transferToAcd:
        name: To the agents
        targetQueue:
          lit:
            name: «{{queue}}»
    - disconnect:
        name: Nobody there
    """)

  func check(_ file: LintedFile, _ context: RuleContext) {
    guard let flow = file.flows.first?.flow else { return }
    let location = flow.location(container: nil, action: nil, path: [])
    var seen: Set<String> = []
    for hole in flow.document.placeholders where hole.kind == .braces {
      guard file.substitutions?.contains(hole.name) != true, seen.insert(hole.name).inserted,
        !file.otherSubstitutions.contains(hole.name)
      else { continue }
      var message = "the substitution ‘\(hole.name.oneLine)’ has to be given a value when the flow is published"
      if let given = file.substitutions {
        let near = context.budget.spend(100 * given.count) ? Self.nearest(to: hole.name, among: given) : []
        message += ", and the file of substitutions gives it none" + suggestion(near)
      }
      context.report(
        severity: file.substitutions == nil ? nil : .error, message, at: hole.range,
        isShown: file.file.format.hasPlaces, location: location)
    }
  }

  /// The names that were meant: those that are all but the words before the last dot, else those with a similar name.
  private static func nearest(to name: String, among given: Set<String>) -> [String] {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return given.contains(last) ? [last] : nearestNames(to: name, among: given.sorted())
  }
}
