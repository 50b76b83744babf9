import Documents
import Flows
import SourceText

struct UnreferencedContainer: FlowRule {
  static let metadata = RuleMetadata(
    id: "unreferenced-container", severity: .warning,
    summary: "A task, menu, state or bot state is never entered.",
    rationale: """
      No call, jump, choice, event or setting that can be reached names it, so that nothing in it ever runs. Either \
      the wiring is broken, or it is left over and can go. Other rules do not tell again that what is inside never runs.

      The menu that Architect puts into each new flow of calls, with a disconnect as its only choice, is a remark: it was \
      never used.
      """,
    bad: [.tasks("«Left over»", "Left over_12", mainAction: hangUp, action: hangUp)],
    good: [
      .tasks(
        "Second", "Second_12",
        mainAction: "jumpToTask:\n    name: Go on\n    targetTaskRef: \"/inboundCall/tasks/task[Second_12]\"",
        action: hangUp)
    ], findsLeftovers: true)

  private static let hangUp = "disconnect:\n    name: Hang up"

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.isWhole, !flow.flow.isForeign, flow.graph.hasStart else { return }
    for (index, container) in flow.flow.containers.enumerated() {
      let id = ContainerID(index: index)
      guard !flow.reachedFromStart.reaches(.entry(id)) else { continue }
      // What a choice holds is told of with its menu.
      if let parent = container.parent, !flow.reachedFromStart.reaches(.entry(parent)) { continue }
      let isNamed = flow.graph.predecessors(of: .entry(id)).contains { vertex in
        if case .action(let action) = vertex { flow.flow[action].container != id } else { vertex != .end(id) }
      }
      let reason = isNamed ? "only what never runs leads there" : "nothing leads there"
      let isGiven = flow.flow.isGivenMenu(id)
      context.report(
        severity: isGiven ? .info : nil,
        isGiven
          ? "the menu that Architect puts into a new flow is never entered, and can go"
          : "the \(container.kind) is never entered: \(reason)", at: container.place, in: flow, action: nil,
        container: id)
    }
  }
}
