import Documents
import Expressions
import Flows
import SourceText

/// Finds two tasks, menus or states with one reference id.
struct DuplicateRefID: FileRule {
  static let metadata = RuleMetadata(
    id: "duplicate-ref-id", severity: .error,
    summary: "Two tasks, menus, states or bots have the same `refId`.",
    rationale: """
      A reference to the id leads to one of them only, or Archy refuses the flow. It comes from copying a container; \
      give the copy an id of its own and check which of the two each reference means.
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
          - task:
              name: Copy of Main
              refId: «Main_10»
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
          - task:
              name: Copy of Main
              refId: Main_11
      """
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    guard file.file.format == .yaml || file.file.format == .xml else { return [] }
    return file.flows.flatMap { flow -> [Finding] in
      var seen: [String: Int] = [:]
      return flow.flow.containers.indices.compactMap { index in
        let container = flow.flow.containers[index]
        guard let id = container.refID, !id.isEmpty, let node = container.node["refId"] else { return nil }
        guard let first = seen.updateValue(index, forKey: container.kind + " " + id) else { return nil }
        let name = flow.flow.containers[first].name ?? id
        return flow.finding(
          Self.metadata, "the id ‘\(id.oneLine)’ is that of the \(container.kind) ‘\(name.oneLine)’ already", at: node,
          action: nil, container: ContainerID(index: index))
      }
    }
  }
}
