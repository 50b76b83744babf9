import Documents
import Flows
import SourceText

/// Finds tasks, menus and states that no way from the flow's start leads to.
struct UnreferencedContainer: FileRule {
  static let metadata = RuleMetadata(
    id: "unreferenced-container", severity: .warning, preset: .strict,
    summary: "A task, menu, state or bot state is never entered.",
    rationale: """
      No call, jump, choice, event or setting that can be reached names it, so that nothing in it ever runs. Either \
      the wiring is broken, or it is left over and can go.
      """,
    bad: [
      """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - disconnect:
                    name: Hang up
          - task:
              name: «Left over»
              refId: Left over_12
              actions:
                - disconnect:
                    name: Hang up
      """
    ],
    good: [
      """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - jumpToTask:
                    name: Go on
                    targetTaskRef: "/inboundCall/tasks/task[Second_12]"
          - task:
              name: Second
              refId: Second_12
              actions:
                - disconnect:
                    name: Hang up
      """
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    file.flows.filter { $0.isWhole && !$0.flow.isForeign && $0.graph.hasStart }.flatMap { flow in
      flow.flow.containers.indices.compactMap { check(ContainerID(index: $0), in: flow) }
    }
  }

  private func check(_ id: ContainerID, in flow: LintedFlow) -> Finding? {
    let container = flow.flow[id]
    guard !flow.reachedFromStart.reaches(.entry(id)) else { return nil }
    // What a choice holds is told of with its menu.
    if let parent = container.parent, !flow.reachedFromStart.reaches(.entry(parent)) { return nil }
    let isNamed = flow.graph.predecessors(of: .entry(id)).contains { $0 != .end(id) }
    let reason = isNamed ? "only what never runs leads there" : "nothing leads there"
    return flow.finding(
      Self.metadata, "the \(container.kind) is never entered: \(reason)", at: container.node["name"] ?? container.node,
      action: nil, container: id)
  }
}
