import Flows
import SourceText

struct EmptyBranch: FlowRule {
  static let metadata = RuleMetadata(
    id: "empty-branch", severity: .info,
    summary: "A decision, a switch or a loop has no actions at all, or a way is written out and empty.",
    rationale: """
      Whatever such a decision comes to, the flow goes on in the same way; a loop without actions only counts. It is \
      mostly work that was begun and forgotten. Add what is to be done, or delete the action. A way that is meant to be \
      empty is best left out, as Architect's own exports do.
      """,
    bad: [.actions(decision(named: "«Known?»") + hangUp, declaring: ["Flow.tier": "string"])],
    good: [.actions(decision(named: "Known?") + outputs + hangUp, declaring: ["Flow.tier": "string"])])

  private static func decision(named name: String) -> String {
    """
    - decision:
        name: \(name)
        condition:
          exp: IsSet(Flow.tier)

    """
  }

  private static let outputs = """
        outputs:
          "yes":
            actions:
              - disconnect:
                  name: Known

    """

  private static let hangUp = """
    - disconnect:
        name: Hang up
    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.isWhole, !flow.flow.isForeign else { return }
    for (index, action) in flow.flow.actions.enumerated() {
      guard let type = action.definition, type.course != .transfers else { continue }
      let empty = action.branches.filter { $0.actions.isEmpty && $0.isEnabled }.map(\.name)
      if let decidedBy = type.decidedBy, empty.count == action.branches.count {
        context.report(
          decidedBy == .count
            ? "the loop has no actions"
            : "no way of it has actions: whatever it decides, the flow goes on in the same way",
          at: action.place, in: flow, action: ActionID(index: index))
        continue
      }
      // An empty default of a switch is told of by a rule of its own.
      let written = empty.filter { type.decidedBy != .cases || $0 != "default" }
      guard !written.isEmpty else { continue }
      context.report(
        "the \(written.count > 1 ? "ways" : "way") \(quoted(written)) \(written.count > 1 ? "are" : "is") written out and "
          + "without actions", at: action.place, in: flow, action: ActionID(index: index))
    }
  }
}
