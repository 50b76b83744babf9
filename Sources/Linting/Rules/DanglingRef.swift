import Documents
import Flows
import SourceText

struct DanglingRef: FlowRule {
  static let metadata = RuleMetadata(
    id: "dangling-ref", severity: .error,
    summary: "A reference leads to a task, menu or state that the flow does not have.",
    rationale: """
      Archy refuses to publish the flow. The word in brackets is the `refId` of a task, menu, state or bot of the same \
      flow; it has to agree in letter case.
      """,
    bad: [bad],
    good: [
      bad.replacing(
        "«/inboundShortMessage/states/state[Strat_10]»", with: "/inboundShortMessage/states/state[Start_10]")
    ])

  private static let bad = RuleExample.actions(
    """
    - decision:
        name: Open?
        condition:
          exp: Flow.isOpen
        outputs:
          "no":
            actions:
              - changeState:
                  name: Begin again
                  targetStateRef: "«/inboundShortMessage/states/state[Strat_10]»"
    - disconnect:
        name: Hang up
    """, declaring: ["Flow.isOpen": "boolean"])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.isArchy, flow.isWhole else { return }
    let ids = Dictionary(grouping: flow.flow.containers.filter { $0.refID != nil }, by: \.kind)
      .mapValues { $0.compactMap(\.refID) }
    // An excerpt has nothing to lead to. Names that a template puts in may be any.
    guard !ids.isEmpty, !flow.flow.containers.contains(where: { ($0.refID ?? "").contains("{") }) else { return }
    for reference in flow.flow.references {
      guard let step = reference.lastStep, step.isContainer, !reference.text.holds("{{"),
        !reference.text.holds("${"), reference.target.map({ flow.flow[$0].kind == step.kind }) != true
      else { continue }
      let near = suggestion(nearestNames(to: step.id, among: ids[step.kind] ?? []))
      context.report(
        "expected a reference to a \(step.kind) of this flow, found ‘\(reference.text.oneLine)’\(near)",
        at: reference.node, in: flow, action: reference.action, container: reference.container)
    }
  }
}
