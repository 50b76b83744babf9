import Documents
import Flows
import SourceText

struct UnknownAction: FlowRule {
  static let metadata = RuleMetadata(
    id: "unknown-action", severity: .info,
    summary: "The type of an action is not known.",
    rationale: """
      Archy refuses an action that it does not know, and some tools pass it over, so that it is missing in the flow. \
      The list of actions here cannot be complete; so in the default preset only those are reported that differ from a \
      known one by a typing error, and all others from strict on: text that a program wrote may have invented them.
      """,
    bad: [bad],
    good: [bad.replacing("disconect", with: "disconnect")])

  private static let bad = RuleExample.actions(
    """
    - disconect:
        «name: Hang up»
    """)

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.isArchy else { return }
    let isStrict = !flow.flow.isForeign && context.isWanted(in: .strict)
    // Machines write the same word again and again.
    var nearest: [String: [String]] = [:]
    for (index, action) in flow.flow.actions.enumerated() {
      guard !ActionType.knownNames.contains(action.type), !action.type.contains("{"), !action.type.hasPrefix("menu")
      else { continue }
      if nearest[action.type] == nil, !context.budget.spend(Self.stepsOfSearch) { return }
      let near = nearest[action.type] ?? nearestNames(to: action.type, among: ActionType.knownNames)
      nearest[action.type] = near
      guard !near.isEmpty || isStrict else { continue }
      context.report(
        certainty: near.isEmpty ? .possible : .likely,
        "expected an action, found ‘\(action.type.oneLine)’\(near.isEmpty ? ", which is not known" : suggestion(near))",
        at: action.node, in: flow, action: ActionID(index: index))
    }
  }

  /// What comparing a word with all known ones takes.
  private static let stepsOfSearch = 2_000
}
