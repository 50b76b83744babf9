import Flows

/// The lists of actions of a flow, and what stands before what in them.
struct ActionOrder {
  /// Where an action stands.
  struct Place {
    /// The number of the list among those of the flow.
    let listNumber: Int
    /// The actions of the list, in order.
    let list: [ActionID]
    /// The position in it.
    let position: Int
    /// The branch that the list is; nil for that of a container.
    let branch: FlowBranch?
    /// The last action before it that always ends the list.
    let end: ActionID?
  }

  private let flow: Flow
  private var places: [ActionID: Place] = [:]
  private var lists = 0

  init(_ flow: Flow) {
    self.flow = flow
    for container in flow.containers {
      // Of the choices of a menu one is run.
      for list in container.kind == "menu" ? container.actions.map({ [$0] }) : [container.actions] { add(list, nil) }
    }
    for action in flow.actions {
      for branch in action.branches { add(branch.actions, branch) }
    }
  }

  private mutating func add(_ list: [ActionID], _ branch: FlowBranch?) {
    lists += 1
    var end: ActionID?
    for (position, action) in list.enumerated() {
      places[action] = Place(
        listNumber: lists, list: list, position: position, branch: branch, end: end)
      if isEnd(action) { end = action }
    }
  }

  /// Where an action stands; nil for what nothing leads to.
  subscript(_ action: ActionID) -> Place? { places[action] }

  /// The action that always ends the list before an action is reached.
  func end(before action: ActionID) -> ActionID? { places[action]?.end }

  /// Whether nothing that follows an action in its list is run.
  func isEnd(_ action: ActionID) -> Bool { Self.ends.contains(flow[action].type) }

  /// Whether a list of actions never comes to its end.
  func leaves(_ list: [ActionID], depth: Int = 0) -> Bool {
    guard depth < 50 else { return false }
    return list.contains { action in
      if isEnd(action) || Self.transfers.contains(flow[action].type) { return true }
      let branches = flow[action].branches
      let isWhole = flow[action].type == "decision" && branches.count == 2
      return isWhole && branches.allSatisfy { leaves($0.actions, depth: depth + 1) }
    }
  }

  /// Actions after which the list is left, whatever happens.
  private static let ends: Set<String> = [
    "disconnect", "endTask", "endWorkflow", "endState", "exitBotFlow", "jumpToTask", "jumpToMenu", "changeState",
    "loopExit", "loopNext", "previousMenu", "repeatMenu", "abortSurveyInvite", "completeSurveyInvite",
  ]

  /// Actions after which the list goes on only where they fail.
  private static let transfers: Set<String> = [
    "transferToAcd", "transferToUser", "transferToNumber", "transferToGroup", "transferToFlow", "transferToFlowSecure",
    "transferToVoicemail",
  ]
}
