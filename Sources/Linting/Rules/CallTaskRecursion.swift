import Flows
import SourceText

struct CallTaskRecursion: FlowRule {
  static let metadata = RuleMetadata(
    id: "call-task-recursion", severity: .warning,
    summary: "A task calls itself, directly or through others.",
    rationale: """
      Each call waits for the one inside it, with variables of its own, until a run has had its 10,000 actions and the \
      flow's error handling follows. What it is to do again is clearer in a loop; where nothing has to come back a jump \
      to the task forgets the calls that are open.
      """,
    bad: [
      .tasks("Retry", "Retry_12", mainAction: call("Go on", "Retry_12"), action: call("«Again»", "Retry_12") + end)
    ],
    good: [.tasks("Retry", "Retry_12", mainAction: call("Go on", "Retry_12") + hangUp, action: done)])

  private static func call(_ name: String, _ task: String) -> String {
    "callTask:\n    name: \(name)\n    targetTaskRef: \"/inboundCall/tasks/task[\(task)]\"\n"
  }

  private static let end = "- endTask:\n    name: Done"
  private static let hangUp = "- disconnect:\n    name: Hang up"
  private static let done = "endTask:\n    name: Done"

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    for ring in flow.graph.recursions(of: flow.flow, reached: flow.reachedFromStart) {
      let names = ring.tasks.map { (flow.flow[$0].name ?? flow.flow[$0].kind).oneLine }
      let way =
        names.count > 1 && names.count < 10
        ? ": \((names + names.prefix(1)).map { "‘\($0)’" }.joined(separator: " › "))" : ""
      context.report(
        "the task ‘\(names[0])’ calls itself\(way)", at: flow.flow[ring.call].place, in: flow, action: ring.call)
    }
  }
}
