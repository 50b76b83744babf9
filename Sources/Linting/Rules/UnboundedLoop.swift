import Flows
import SourceText

struct UnboundedLoop: FlowRule {
  static let metadata = RuleMetadata(
    id: "unbounded-loop", severity: .warning,
    summary: "A flow goes round without an exit, and without waiting for a person.",
    rationale: """
      A run has at most 10,000 actions; then the flow's error handling follows, which mostly hangs up. A round that \
      nothing leaves always ends that way. Put a decision into it that leaves it, or count the rounds.

      An input that is asked for again whenever it fails is such a round for a caller who stays silent, and so is a data \
      action or a transfer that is tried again whenever it fails: count how often. A menu is looked at by `menu-without-limit`; called flows and bots, and actions of unknown types, \
      may end the round and make the rule silent, as does the queue that an in-queue flow waits in.
      """,
    bad: [.tasks("Retry", "Retry_12", mainAction: goOn, action: again)],
    good: [.tasks("Retry", "Retry_12", mainAction: goOn, action: "disconnect:\n    name: Sorry")])

  private static let again =
    "jumpToTask:\n    name: «Try again»\n    targetTaskRef: \"/inboundCall/tasks/task[Main_10]\""

  private static let goOn =
    "jumpToTask:\n    name: Go on\n    targetTaskRef: \"/inboundCall/tasks/task[Retry_12]\""

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign, !flow.flow.isInQueue else { return }
    lazy var told =
      context.runs(CallTaskRecursion.self)
      ? Set(flow.graph.recursions(of: flow.flow, reached: flow.reachedFromStart).map(\.call)) : []
    var seen: Set<ActionID> = []
    for cycle in flow.endlessCycles(where: .answers) {
      seen.formUnion(cycle.actions)
      guard told.isDisjoint(with: cycle.actions), let back = wayBack(of: cycle, in: flow) else { continue }
      let limit = waits(cycle, in: flow) ? "the time of a run is over" : "10,000 actions have run"
      context.report(
        "‘\(name(back, in: flow))’ leads round\(containers(of: cycle, in: flow)), and nothing there leaves the round or "
          + "waits for a person: it ends by the error handling, when \(limit)",
        at: flow.flow[back].place, in: flow, action: back)
    }
    for world in [EndlessCycle.World.fails, .isSilent] {
      for cycle in flow.endlessCycles(where: world) {
        let isMenu = cycle.containers.contains { flow.flow[$0].isMenu }
        let asked = cycle.actions.first { action in
          let type = flow.flow[action].definition
          return world == .isSilent ? type?.wait == .caller : type?.course == .transfers || type?.need == .dataAction
        }
        // Who waits before trying again has thought of it.
        guard !isMenu, world == .isSilent || !waits(cycle, in: flow), seen.isDisjoint(with: cycle.actions), let asked
        else { continue }
        seen.formUnion(cycle.actions)
        context.report(
          certainty: .likely,
          "where it fails ‘\(name(asked, in: flow))’ is \(world == .isSilent ? "asked for" : "tried") again"
            + "\(containers(of: cycle, in: flow)), and nothing counts how often: "
            + (world == .isSilent ? "a caller who stays silent" : "as long as it fails the flow")
            + " goes round until 10,000 actions have run",
          at: flow.flow[asked].place, in: flow, action: asked)
      }
    }
  }

  /// The action that leads to where the round began.
  private func wayBack(of cycle: EndlessCycle, in flow: LintedFlow) -> ActionID? {
    cycle.actions.last { flow.flow[$0].definition?.course == .jumps } ?? cycle.actions.last
  }

  private func waits(_ cycle: EndlessCycle, in flow: LintedFlow) -> Bool {
    cycle.actions.contains { flow.flow[$0].definition?.wait == .time }
  }

  private func name(_ action: ActionID, in flow: LintedFlow) -> String {
    (flow.flow[action].name ?? flow.flow[action].type).oneLine
  }

  private func containers(of cycle: EndlessCycle, in flow: LintedFlow) -> String {
    let names = cycle.containers.compactMap { flow.flow[$0].name }
    guard !names.isEmpty, names.count < 5 else { return "" }
    return " through \(quoted(names))"
  }
}
