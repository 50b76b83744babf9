import Documents
import Flows
import SourceText

struct UnreachableAction: FlowRule {
  static let metadata = RuleMetadata(
    id: "unreachable-action", severity: .warning,
    summary: "An action is never run.",
    rationale: """
      It stands after an action that never goes on: one that ends the flow or the task, a jump, a transfer each way of \
      which ends, or a decision, a data action, a look-up of which every way ends. Delete it, or move it to where it \
      is to run. What follows it is dead as well and is not told again; an end that stands first there does no harm and is \
      a remark. A Set Participant Data there is told of by \
      `attribute-set-after-end` alone, and what stands in a container that is never entered by `unreferenced-container`.
      """,
    bad: [bad],
    good: [bad.replacing(known, with: "")], findsLeftovers: true)

  private static let known = """
                    "yes":
                      actions:
                        - disconnect:
                            name: Known

    """

  private static let bad = RuleExample.actions(
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

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    // An action is told of once.
    let toldElsewhere = context.runs(AttributeSetAfterEnd.self) ? Set(flow.lateWrites.compactMap(\.action)) : []
    let knowsContainers = context.runs(UnreferencedContainer.self) && flow.isWhole && flow.graph.hasStart
    var isPassedOver: Set<ActionID> = []
    for index in flow.flow.actions.indices {
      let action = ActionID(index: index)
      guard !flow.reached.reaches(.action(action)),
        !knowsContainers || flow.reachedFromStart.reaches(.entry(flow.flow[action].container))
      else { continue }
      // What stands before an action, or else what holds it, is dead too and told of already.
      let before = flow.flow.earlier(than: action).first ?? flow.flow[action].parent
      guard before.map({ flow.reached.reaches(.action($0)) || isPassedOver.contains($0) }) ?? true else { continue }
      if toldElsewhere.contains(action) {
        isPassedOver.insert(action)
        continue
      }
      let reason =
        flow.blockers[index].map { "nothing follows ‘\((flow.flow[$0].name ?? flow.flow[$0].type).oneLine)’ before it" }
        ?? "nothing leads to it"
      // Architect's editor itself closes lists with an end, whatever stands before it.
      let isEnd = flow.flow[action].definition.map { [.ends, .leaves, .endsTask, .endsState].contains($0.course) }
      context.report(
        severity: isEnd == true ? .info : nil, "the action is never run: \(reason)", at: flow.flow[action].place,
        in: flow, action: action)
    }
  }
}
