import Expressions
import Flows
import SourceText

struct UnhandledOutcome: FlowRule {
  static let metadata = RuleMetadata(
    id: "unhandled-outcome", severity: .info,
    summary: "An action may fail, time out or find nothing, and the flow goes on as if it had not.",
    rationale: """
      A data action, a look-up, an input, a bot or a transfer does not always succeed. Where no way of it is taken up the \
      flow goes on behind it in the same way whatever came of it. That is a warning where a variable is used there that \
      only success fills, and where nothing at all follows a transfer that fails: the caller hears nothing more. \
      Otherwise it is a remark: what follows may be meant for each outcome. Where success alone has actions, what stands \
      behind the action in its list handles the rest, if success does not come there too.

      What stands behind a transfer in its list handles its failure; a choice of a menu has no failure to handle. \
      Too many silent or wrong answers go to the flow's event handling and are not spoken of.
      """,
    bad: [.actions(call + done, declaring: ["Flow.tier": "string"], asInputs: false), .actions(transfer)],
    good: [
      .actions(call.replacing("«Get tier»", with: "Get tier") + ways + done, declaring: ["Flow.tier": "string"]),
      .actions(transfer.replacing("«To sales»", with: "To sales") + done),
    ],
    fixSafety: .unsafe)

  private static let call = """
    - callData:
        name: «Get tier»
        category:
          CRM:
            dataAction:
              Get Tier:
                successOutputs:
                  tier:
                    var: Flow.tier

    """

  private static let ways = """
        outputs:
          failure:
            actions:
              - disconnect:
                  name: Later
          timeout:
            actions:
              - disconnect:
                  name: Too late

    """

  private static let transfer = """
    - transferToAcd:
        name: «To sales»
        targetQueue:
          lit:
            name: Sales

    """

  private static let done = """
    - disconnect:
        name: Done
    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.isForeign else { return }
    var known: [ControlFlow.Vertex: Bool] = [:]
    var unhandled: [(action: ActionID, ways: [String], isLikeSuccess: Bool)] = []
    for index in flow.flow.actions.indices {
      let action = ActionID(index: index)
      guard let type = flow.flow[action].definition, !type.isMenuChoice, flow.reached.reaches(.action(action)) else {
        continue
      }
      if type.course == .transfers {
        if let severity = silence(after: action, in: flow, &known) {
          report(transfer: action, severity, isEnded: false, in: flow, context)
        } else if isCut(after: action, in: flow) {
          report(transfer: action, .info, isEnded: true, in: flow, context)
        }
      } else if let (ways, isLikeSuccess) = unhandledWays(of: action, type, in: flow) {
        unhandled.append((action, ways, isLikeSuccess))
      }
    }
    guard !unhandled.isEmpty else { return }
    let used = usedAfterFailure(of: Set(unhandled.map(\.action)), in: flow, context)
    for (action, ways, isLikeSuccess) in unhandled {
      let variable = used[action]
      let consequence = variable.map { ", and ‘\($0.oneLine)’, which only success fills, is used there" } ?? ""
      let list = ways.count > 1 ? ways.dropLast().joined(separator: ", ") + " and " + (ways.last ?? "") : ways[0]
      report(
        variable == nil ? .info : .warning,
        "nothing handles \(list): the flow goes on \(isLikeSuccess ? "as after" : "without what stands under") "
          + "success\(consequence)", action, lacking: ways, in: flow, context)
    }
  }

  private func report(
    _ severity: Severity, _ message: String, _ action: ActionID, lacking ways: [String], in flow: LintedFlow,
    _ context: RuleContext
  ) {
    let isSure = flow.flow[action].definition?.confidence == .seen
    let fix = MissingWayFix(ways, of: action, in: flow.flow)
    context.report(
      severity: severity, certainty: isSure ? .certain : .likely, message, at: flow.flow[action].place, in: flow,
      action: action, fix: fix?.fix)
  }

  private func report(
    transfer: ActionID, _ severity: Severity, isEnded: Bool, in flow: LintedFlow, _ context: RuleContext
  ) {
    // Only in flows of calls such a way is sure to be had.
    let end =
      isEnded
      ? "the interaction is disconnected without a word where the transfer fails"
      : "nothing follows where the transfer fails: the interaction just ends"
    report(
      severity, end, transfer,
      lacking: flow.flow.isOfCalls ? [ActionType.failureWay] : [], in: flow, context)
  }

  /// The ways of an action that the flow does not take up, and whether success goes on just so; nil where there are none,
  /// and where what stands behind the action is for them alone.
  private func unhandledWays(
    of id: ActionID, _ type: ActionType, in flow: LintedFlow
  ) -> (ways: [String], isLikeSuccess: Bool)? {
    let action = flow.flow[id]
    let isAsked = type.need.map { [.dataAction, .table, .input, .bot].contains($0) } ?? false
    let failures = type.ways.filter { way in
      way.kind == .failure && (isAsked ? Self.ends.contains(way.name) : way.name == "notFound")
    }
    let taken = Set(action.branches.filter { !$0.actions.isEmpty || !$0.isEnabled }.map(\.name))
    let ways = failures.map(\.name).filter { !taken.contains($0) }
    guard !ways.isEmpty else { return nil }
    let others = Set(type.ways.filter { $0.kind != .failure }.map(\.name)).intersection(taken)
    guard !others.isEmpty else { return (ways, true) }
    let comesBehind = action.branches.contains { branch in
      others.contains(branch.name) && branch.actions.last.map { flow.completions[$0.index] } ?? true
    }
    return comesBehind || flow.flow.isLast(id) ? (ways, false) : nil
  }

  /// Whether a transfer that fails, behind which nothing stands in its list, leads to nothing but a disconnect.
  private func isCut(after id: ActionID, in flow: LintedFlow) -> Bool {
    let action = flow.flow[id]
    guard flow.flow.isLast(id), !action.hasFailureAudio, action.branches.allSatisfy(\.actions.isEmpty) else {
      return false
    }
    return flow.graph.successors(of: .action(id)).contains { edge in
      guard edge.reason == .failure, case .action(let next) = edge.target else { return false }
      return flow.flow[next].definition?.effects.contains(.disconnect) == true
    }
  }

  /// The ways that an action itself takes; too many wrong answers go to the flow's event handling.
  private static let ends: Set<String> = ["failure", "timeout", "notFound"]

  /// How bad it is that nothing follows where a transfer fails; nil where something does.
  ///
  /// - Parameter known: what was found out of points that are the same for many transfers, such as the end of a task.
  private func silence(
    after action: ActionID, in flow: LintedFlow, _ known: inout [ControlFlow.Vertex: Bool]
  ) -> Severity? {
    let failures = flow.graph.successors(of: .action(action)).filter { edge in
      edge.reason == .failure || edge.reason == .way("failure")
    }
    guard !failures.isEmpty else { return nil }
    for edge in failures {
      let isSilent = known[edge.target] ?? leadsNowhere(edge.target, in: flow.graph)
      known[edge.target] = isSilent
      if !isSilent { return nil }
    }
    return flow.flow[action].hasFailureAudio ? .info : .warning
  }

  /// Whether the interaction just ends from a point on, before any action runs.
  private func leadsNowhere(_ vertex: ControlFlow.Vertex, in graph: ControlFlow) -> Bool {
    var pending = [vertex]
    var seen = Set(pending)
    var ends = false
    while let vertex = pending.popLast() {
      switch vertex {
      case .action: return false
      case .exit(let exit):
        if exit != .ended { return false }
        ends = true
      default:
        for edge in graph.successors(of: vertex) where seen.insert(edge.target).inserted { pending.append(edge.target) }
      }
    }
    return ends
  }

  /// A variable that is used though one of some actions, which alone fills it, may have failed.
  private func usedAfterFailure(
    of actions: Set<ActionID>, in flow: LintedFlow, _ context: RuleContext
  ) -> [ActionID: String] {
    var used: [ActionID: String] = [:]
    let filled = Set(
      actions.flatMap { flow.flow[$0].effects.outputs }.map { VariableName(flow.flow[$0.target].text) })
    guard !filled.isEmpty else { return [:] }
    for index in flow.flow.sites.indices where flow.flow.sites[index].kind == .expression {
      let expression = flow[SiteID(index: index)]
      guard let user = expression.site.action, expression.tree.isValid,
        expression.references.contains(where: { $0.variable.map(filled.contains) == true })
      else { continue }
      for node in expression.tree.ids {
        guard context.budget.spend(), let name = expression.tree.accessPath(of: node)?.variableName,
          case .failed(let action)? = flow.variableStates.reason(
            of: VariableName(name), before: user, in: expression.site.container, spend: { context.budget.spend($0) }),
          actions.contains(action), used[action] == nil, !expression.facts.isSet(node)
        else { continue }
        used[action] = name
      }
    }
    return used
  }
}
