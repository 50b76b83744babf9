import Expressions
import Flows

/// Where the variables of a flow are shown to hold nothing: what a use is reached by is followed backwards through lists
/// of actions and the branches that hold them, up to the first action that fills the variable or tests it.
///
/// What is not shown is taken for set: a variable that another container, a loop or a called task may fill is silent.
struct VariableSettings {
  private typealias Key = ConversationVariables.Key

  private let flow: Flow
  private let order: ActionOrder
  private let sites: [ActionID: [SiteID]]
  /// The variables that hold nothing at first and that no caller fills.
  private var unset: Set<Key> = []
  /// The actions that fill a variable; none for those that only the flow itself fills.
  private var writers: [Key: Set<ActionID>] = [:]
  private var isWrittenOutside: Set<Key> = []

  init(of flow: LintedFlow) {
    self.flow = flow.flow
    order = flow.order
    sites = flow.sitesByAction
    for variable in flow.flow.variables where !variable.isInput {
      if case .collection = variable.type { continue }
      switch variable.initialValue {
      case .absent, .unset: unset.insert(Key(VariableName(variable.name), in: variable.container))
      default: break
      }
    }
    for site in flow.flow.sites where site.kind == .target || site.kind == .binding {
      let key = Key(VariableName(site.text.filter { !$0.isWhitespace }), in: site.container)
      if let action = site.action {
        writers[key, default: []].insert(action)
      } else {
        isWrittenOutside.insert(key)
      }
    }
  }

  /// When a variable is NOT_SET at a place, as the end of a sentence; nil where nothing shows that it can be.
  ///
  /// - Parameter budget: the steps that are left; without any, nothing is shown.
  func unsetReason(of name: VariableName, at site: ExpressionSite, _ budget: StepBudget) -> String? {
    let key = Key(name, in: site.container)
    guard unset.contains(key), !isWrittenOutside.contains(key), let action = site.action else { return nil }
    guard let writers = writers[key] else { return "no action gives it a value" }
    guard !writers.contains(action) else { return nil }
    return unsetReason(key, before: action, writers, budget)
  }

  private func unsetReason(
    _ key: Key, before start: ActionID, _ writers: Set<ActionID>, _ budget: StepBudget
  ) -> String? {
    var action = start
    while let place = order[action] {
      for earlier in place.list.prefix(place.position).reversed() {
        guard budget.spend(Self.stepsOfAction + writers.count) else { return nil }
        switch effect(of: earlier, on: key, writers) {
        case .none: break
        case .sets: return nil
        case .leaves(let reason): return reason
        }
      }
      guard let parent = flow[action].parent, !mentions(parent, key), flow[parent].type != "loop" else { return nil }
      if writers.contains(parent) {
        guard let branch = place.branch?.name, Self.failing.contains(branch), !isFilledOnFailure(parent, key) else {
          return nil
        }
        return "\(named(parent)) fails"
      }
      action = parent
    }
    return nil
  }

  /// What an action does to a variable.
  private enum Effect {
    case none
    /// It fills it, tests it, or may do so.
    case sets
    /// It leaves it NOT_SET, as the reason says.
    case leaves(String)
  }

  private func effect(of action: ActionID, on key: Key, _ writers: Set<ActionID>) -> Effect {
    if Self.calls.contains(flow[action].type) || mentions(action, key) { return .sets }
    guard writers.contains(action) else {
      return writers.contains { isInside($0, action) } ? .sets : .none
    }
    guard Self.fallible.contains(flow[action].type), !isFilledOnFailure(action, key) else { return .sets }
    let branches = flow[action].branches
    // Without a path of its own a failure goes on with the next action.
    for name in flow[action].type == "callData" ? ["failure"] : ["failure", "notFound"] {
      guard let branch = branches.first(where: { $0.name == name }) else { return .leaves("\(named(action)) fails") }
      let isFilled = branch.actions.contains { inner in writers.contains { isInside($0, inner) } }
      if !isFilled, !order.leaves(branch.actions) { return .leaves("\(named(action)) fails") }
    }
    return .sets
  }

  private func isFilledOnFailure(_ action: ActionID, _ key: Key) -> Bool {
    flow[action].effects.contains { effect in
      guard case .binds(let target, .dataActionFailure) = effect else { return false }
      return Key(VariableName(flow[target].text), in: flow[target].container) == key
    }
  }

  /// Whether a condition of an action speaks of a variable.
  private func mentions(_ action: ActionID, _ key: Key) -> Bool {
    guard ["decision", "switch", "loop"].contains(flow[action].type) else { return false }
    return (sites[action] ?? []).contains { id in
      flow[id].text.lowercased().contains(key.name.folded)
    }
  }

  private func isInside(_ action: ActionID, _ outer: ActionID) -> Bool {
    var current: ActionID? = action
    while let id = current {
      if id == outer { return true }
      current = flow[id].parent
    }
    return false
  }

  private func named(_ action: ActionID) -> String {
    let words = flow[action].type == "callData" ? "Call Data" : flow[action].type
    return "\(words) ‘\((flow[action].name ?? "").oneLine)’"
  }

  /// What looking at an action takes, in the steps of a budget.
  private static let stepsOfAction = 10

  /// Actions that may fill variables of the whole flow elsewhere.
  private static let calls: Set<String> = ["callTask", "callCommonModule", "callBotFlow", "callDigitalBotFlow"]

  /// Actions whose outputs are filled only where they succeed.
  private static let fallible: Set<String> = [
    "callData", "dataTableLookup", "findQueue", "findQueueById", "findUser", "findUserById", "findSkill",
    "getExternalContact",
  ]

  /// The ways out of them where they do not.
  private static let failing: Set<String> = ["failure", "timeout", "notFound"]
}
