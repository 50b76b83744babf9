import Documents
import Flows
import SourceText

struct DuplicateRefID: FlowRule {
  static let metadata = RuleMetadata(
    id: "duplicate-ref-id", severity: .error,
    summary: "Two tasks, menus, states or bots have the same `refId`.",
    rationale: """
      A reference to the id leads to one of them only, or Archy refuses the flow. It comes from copying a container; \
      give the copy an id of its own and check which of the two each reference means.
      """,
    bad: [.tasks("Copy of Main", "«Main_10»")],
    good: [
      .tasks(
        "Copy of Main", "Main_11",
        mainAction: "jumpToTask:\n    name: Go on\n    targetTaskRef: \"/inboundCall/tasks/task[Main_11]\"",
        action: "disconnect:\n    name: Hang up")
    ])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.isArchy else { return }
    var seen: [String: Int] = [:]
    for (index, container) in flow.flow.containers.enumerated() {
      guard let node = container.identity, let id = node.text, !id.isEmpty,
        let first = seen.updateValue(index, forKey: container.kind + " " + id)
      else { continue }
      let name = flow.flow.containers[first].name ?? id
      context.report(
        "the id ‘\(id.oneLine)’ is that of the \(container.kind) ‘\(name.oneLine)’ already", at: node, in: flow,
        action: nil, container: ContainerID(index: index))
    }
  }
}
