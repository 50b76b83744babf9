import Documents
import Flows
import SourceText

/// Finds actions that no way through their container leads to.
struct UnreachableAction: FlowRule {
  static let metadata = RuleMetadata(
    id: "unreachable-action", severity: .warning, preset: .strict,
    summary: "An action is never run.",
    rationale: """
      It stands after an action that never goes on: one that ends the flow or the task, a jump, a transfer each way of \
      which ends, or a decision, a data action, a look-up of which every way ends. Delete it, or move it to where it \
      is to run. What follows it is dead as well and is not told again.
      """,
    bad: [
      .actions(
        """
        - decision:
            name: Known?
            condition:
              exp: IsSet(Flow.tier)
            outputs:
              "yes":
                actions:
                  - disconnect:
                      name: Known
              "no":
                actions:
                  - disconnect:
                      name: Unknown
        - sendResponse:
            name: «Say more»
            messageBody:
              exp: Flow.tier
        """, declaring: ["Flow.tier": "string"])
    ],
    good: [
      .actions(
        """
        - decision:
            name: Known?
            condition:
              exp: IsSet(Flow.tier)
            outputs:
              "no":
                actions:
                  - disconnect:
                      name: Unknown
        - sendResponse:
            name: Say more
            messageBody:
              exp: Flow.tier
        """, declaring: ["Flow.tier": "string"])
    ],
    since: "0.1.0")

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    for index in flow.flow.actions.indices {
      let action = ActionID(index: index)
      guard !flow.reached.reaches(.action(action)), beginsDeadRun(action, in: flow) else { continue }
      let node = flow.flow[action].node
      let reason =
        flow.blockers[index].map { "nothing follows ‘\((flow.flow[$0].name ?? flow.flow[$0].type).oneLine)’ before it" }
        ?? "nothing leads to it"
      context.report(
        "the action is never run: \(reason)", at: node["name"] ?? node, in: flow, action: action)
    }
  }

  /// Whether neither what stands before an action in its list nor what holds it is dead too.
  private func beginsDeadRun(_ action: ActionID, in flow: LintedFlow) -> Bool {
    if let before = flow.flow.earlier(than: action).first { return flow.reached.reaches(.action(before)) }
    return flow.flow[action].parent.map { flow.reached.reaches(.action($0)) } ?? true
  }
}
