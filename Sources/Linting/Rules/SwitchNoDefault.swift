import Flows
import SourceText

struct SwitchNoDefault: FlowRule {
  static let metadata = RuleMetadata(
    id: "switch-no-default", severity: .info,
    summary: "A switch has no default, and what follows is the same as after one of its cases.",
    rationale: """
      Where no case holds, a value nobody thought of or NOT_SET, the flow goes on as if one had. Say what is to happen \
      then in the default. An empty default is none.

      Nothing is reported where no case comes back to what follows the switch, which then is the default; where there is \
      one case only; and where the last case is always true.
      """,
    bad: [bad],
    good: [bad.replacing("«Which tier?»", with: "Which tier?").replacing("# default", with: other)])

  private static let other = """
    default:
                        actions:
                          - disconnect:
                              name: Hang up
    """

  private static let bad = RuleExample.actions(
    """
    - switch:
        name: «Which tier?»
        evaluate:
          firstTrue:
            # default
            cases:
              - case:
                  value:
                    exp: Flow.tier == "gold"
                  actions:
                    - sendResponse:
                        name: Gold
                        messageBody:
                          exp: Flow.tier
              - case:
                  value:
                    exp: Flow.tier == "silver"
                  actions:
                    - sendResponse:
                        name: Silver
                        messageBody:
                          exp: Flow.tier
    - transferToAcd:
        name: To sales
        targetQueue:
          lit:
            name: Sales
    - disconnect:
        name: Nobody there
    """, declaring: ["Flow.tier": "string"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    // Where nothing follows that is told of already.
    let told =
      flow.flow.isOfCalls && context.runs(SilentEnding.self) ? Set(flow.silentEnds.compactMap(\.action)) : []
    for (index, action) in flow.flow.actions.enumerated() {
      guard action.definition?.decidedBy == .cases, let conditions = action.decision?.conditions, conditions.count > 1,
        !told.contains(ActionID(index: index)),
        !action.branches.contains(where: { $0.name == "default" && !$0.actions.isEmpty }),
        conditions.last.flatMap({ flow.constantTruth(of: $0) }) != true
      else { continue }
      let cases = action.branches.filter { $0.name != "default" && $0.isEnabled && !$0.actions.isEmpty }
      guard cases.contains(where: { way in way.actions.last.map { flow.completions[$0.index] } ?? false }) else {
        continue
      }
      context.report(
        "where no case holds the flow goes on as after one of them: the switch has no default",
        at: action.place, in: flow, action: ActionID(index: index))
    }
  }
}
