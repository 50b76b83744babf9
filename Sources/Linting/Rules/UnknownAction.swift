import Documents
import Flows
import SourceText

/// Finds misspelt types of actions.
struct UnknownAction: FlowRule {
  static let metadata = RuleMetadata(
    id: "unknown-action", severity: .info,
    summary: "The type of an action is not known, but nearly one that is.",
    rationale: """
      Archy refuses an action that it does not know, and some tools pass it over, so that it is missing in the flow. \
      The list of actions here cannot be complete; so only those are reported that differ from a known one by a typing \
      error.
      """,
    bad: [
      .actions(
        """
        - disconect:
            «name: Hang up»
        """)
    ],
    good: [
      .actions(
        """
        - disconnect:
            name: Hang up
        """)
    ],
    since: "0.1.0")

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.document.isArchy else { return }
    // Machines write the same word again and again.
    var nearest: [String: [String]] = [:]
    for (index, action) in flow.flow.actions.enumerated() {
      guard !ActionType.knownNames.contains(action.type), !action.type.contains("{"), !action.type.hasPrefix("menu")
      else { continue }
      if nearest[action.type] == nil, !context.budget.spend(Self.stepsOfSearch) { return }
      let near = nearest[action.type] ?? nearestNames(to: action.type, among: ActionType.knownNames)
      nearest[action.type] = near
      guard !near.isEmpty else { continue }
      context.report(
        certainty: .likely, "expected an action, found ‘\(action.type.oneLine)’\(suggestion(near))", at: action.node,
        in: flow, action: ActionID(index: index))
    }
  }

  /// What comparing a word with all known ones takes.
  private static let stepsOfSearch = 2_000
}
