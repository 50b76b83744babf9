import Documents
import Flows

/// What is known at one point of a flow, over all ways that lead to it.
struct FlowState: Hashable {
  /// Whether the attribute has been set on one of the ways.
  var maySet = false
  /// Whether it has been set on all of them.
  var mustSet = false
  /// Whether all of them go through a transfer that failed.
  var isAfterFailure = false

  /// What is known where two ways meet.
  static func joined(_ left: FlowState?, _ right: FlowState?) -> FlowState? {
    guard let left, let right else { return left ?? right }
    return FlowState(
      maySet: left.maySet || right.maySet, mustSet: left.mustSet && right.mustSet,
      isAfterFailure: left.isAfterFailure && right.isAfterFailure)
  }
}

/// Follows all ways through a flow and finds for each action whether an attribute has been set when it runs.
///
/// Conditions are not evaluated: every branch counts as possible. A task that is called by several actions is looked at
/// once for all of them.
struct FlowWalk {
  private let flow: Flow
  private let writers: Set<Int>
  private let containers: [String: Int]
  private var entries: [FlowState?]
  private var exits: [FlowState?]
  private var callers: [Set<Int>]
  private var isCalledOnly: [Bool]
  private var open: [Int] = []
  private var loopEscape: FlowState?
  private var current = 0
  private var depth = 0

  /// How deep branches in branches are followed; flows are held to a smaller depth when they are read.
  private static let maximumDepth = 600

  /// What is known before each action; nil for one that no way leads to.
  private(set) var before: [FlowState?]
  /// What is known where the flow ends.
  private(set) var end: FlowState?
  /// Whether the place where the flow begins is known.
  private(set) var knowsStart = false

  /// Walks through a flow.
  ///
  /// - Parameter writers: the actions that set the attribute.
  init(_ flow: Flow, writers: Set<Int>) {
    self.flow = flow
    self.writers = writers
    containers = Dictionary(
      flow.containers.indices.compactMap { index in
        flow.containers[index].refID.map { ($0, index) }
      }, uniquingKeysWith: { first, _ in first })
    entries = Array(repeating: nil, count: flow.containers.count)
    exits = entries
    callers = Array(repeating: [], count: flow.containers.count)
    isCalledOnly = Array(repeating: true, count: flow.containers.count)
    before = Array(repeating: nil, count: flow.actions.count)
    start()
    // Each round can only add ways, so that the number of rounds is bounded; the limit is for a reader's fault.
    var rounds = 0
    while let container = open.popLast(), rounds < 20_000 {
      rounds += 1
      run(container)
    }
    for index in exits.indices where !isCalledOnly[index] { end = .joined(end, exits[index]) }
  }

  // MARK: Where it begins

  private mutating func start() {
    var starts: [Int] = []
    for (key, value) in flow.node.entries {
      switch key.text ?? "" {
      case "startUpRef", "initialSequence":
        if let container = container(referredBy: value.plainText) {
          knowsStart = true
          starts.append(container)
        }
      case "tasks", "states", "bots", "menus", "flowSequenceItemList", "manifest": break
      default: starts += references(in: value)
      }
    }
    for (index, container) in flow.containers.enumerated() where container.kind == "startUpTask" {
      knowsStart = true
      starts.append(index)
    }
    if starts.isEmpty { starts = Array(flow.containers.indices) }
    for container in starts { enter(container, FlowState(), isCall: false) }
  }

  /// The containers that settings of the flow lead to, such as its handling of errors and events.
  private func references(in node: Node) -> [Int] {
    var found: [Int] = []
    var pending: [(node: Node, depth: Int)] = [(node, 0)]
    while let (node, depth) = pending.popLast() {
      guard depth < 50 else { continue }
      for (key, value) in node.entries {
        let key = key.text ?? ""
        if let container = container(referredBy: value.plainText, by: key) { found.append(container) }
        pending.append((value, depth + 1))
      }
      for item in node.items { pending.append((item, depth + 1)) }
    }
    return found
  }

  /// The members of a container that hold its actions; what they lead to is seen when they are gone along.
  private static let actionKeys: Set<String> = [
    "actions", "choices", "actionList", "menuChoiceList", "startUpTaskActions",
  ]

  private func container(referredBy text: String?, by key: String) -> Int? {
    key.hasSuffix("Ref") || key.hasSuffix("Reference") ? container(referredBy: text) : nil
  }

  /// The container that a reference names: `/inboundCall/tasks/task[Id]`, or the id alone.
  private func container(referredBy text: String?) -> Int? {
    guard let text else { return nil }
    if let container = containers[text] { return container }
    guard let start = text.firstIndex(of: "["), let end = text.lastIndex(of: "]"), start < end else { return nil }
    return containers[String(text[text.index(after: start)..<end])]
  }

  private mutating func enter(_ index: Int, _ state: FlowState, isCall: Bool) {
    if isCall { callers[index].insert(current) } else { isCalledOnly[index] = false }
    let joined = FlowState.joined(entries[index], state)
    guard joined != entries[index] else { return }
    entries[index] = joined
    open.append(index)
  }

  // MARK: Going along

  private mutating func run(_ index: Int) {
    guard let entry = entries[index] else { return }
    let body = flow.containers[index]
    current = index
    for (key, value) in body.node.entries where !Self.actionKeys.contains(key.text ?? "") {
      if let target = container(referredBy: value.plainText, by: key.text ?? "") { enter(target, entry, isCall: false) }
      for target in references(in: value) { enter(target, entry, isCall: false) }
    }
    var exit: FlowState?
    if body.kind == "menu" {
      for choice in body.actions { exit = .joined(exit, step(choice, entry)) }
      for (inner, child) in flow.containers.enumerated() where child.parent?.index == index {
        enter(inner, entry, isCall: false)
      }
    } else {
      exit = run(body.actions, entry)
    }
    leave(exit)
  }

  /// Notes that the container that is being looked at can be left in a state.
  private mutating func leave(_ state: FlowState?) {
    let joined = FlowState.joined(exits[current], state)
    guard joined != exits[current] else { return }
    exits[current] = joined
    open += callers[current].filter { !open.contains($0) }
  }

  private mutating func run(_ actions: [ActionID], _ entry: FlowState?) -> FlowState? {
    guard depth < Self.maximumDepth else { return entry }
    depth += 1
    defer { depth -= 1 }
    var state = entry
    for action in actions {
      guard let known = state else { return nil }
      state = step(action, known)
    }
    return state
  }

  /// What is known after an action; nil where nothing follows it.
  private mutating func step(_ id: ActionID, _ state: FlowState) -> FlowState? {
    let action = flow[id]
    before[id.index] = .joined(before[id.index], state)
    var state = state
    if writers.contains(id.index) {
      state.maySet = true
      state.mustSet = true
    }
    switch FlowStep(action.type) {
    case .jump:
      let targets = targets(of: action)
      for target in targets { enter(target, state, isCall: false) }
      if targets.isEmpty { end = .joined(end, state) }
      return nil
    case .call:
      var after: FlowState?
      let targets = targets(of: action)
      for target in targets {
        enter(target, state, isCall: true)
        after = .joined(after, exits[target])
      }
      if targets.isEmpty { after = state }
      guard let after else { return nil }
      return branches(of: action, after, isComplete: false)
    case .endTask:
      leave(state)
      return nil
    case .end:
      end = .joined(end, state)
      return nil
    case .loopEscape:
      loopEscape = .joined(loopEscape, state)
      return nil
    case .transfer:
      end = .joined(end, state)
      state.isAfterFailure = true
      return branches(of: action, state, isComplete: false)
    case .loop:
      let outer = loopEscape
      loopEscape = nil
      var around: FlowState? = state
      for _ in 0..<2 {
        for branch in action.branches { around = .joined(around, run(branch.actions, around)) }
        around = .joined(around, loopEscape)
      }
      loopEscape = outer
      return around
    case .plain(let ways):
      // An action of an unknown type may lead anywhere that it names.
      for target in targets(of: action) { enter(target, state, isCall: false) }
      let names = Set(action.branches.map(\.name))
      return branches(of: action, state, isComplete: ways.map { $0.isSubset(of: names) } ?? false)
    }
  }

  private mutating func branches(of action: FlowAction, _ state: FlowState, isComplete: Bool) -> FlowState? {
    var after: FlowState? = isComplete ? nil : state
    for branch in action.branches { after = .joined(after, run(branch.actions, state)) }
    return after
  }

  private func targets(of action: FlowAction) -> [Int] {
    action.node.entries.compactMap { key, value in
      container(referredBy: value.plainText, by: key.text ?? "")
    }
  }
}

/// How an action goes on.
enum FlowStep {
  /// Goes to another container for good.
  case jump
  /// Goes to another container and comes back.
  case call
  case endTask
  /// Ends the flow.
  case end
  case loop
  case loopEscape
  /// Ends the flow unless it fails.
  case transfer
  /// Goes on; the names are those of the ways out, one of which is always taken.
  case plain(Set<String>?)

  /// Tells by the action's type.
  init(_ type: String) {
    switch type {
    case "callTask": self = .call
    case "endTask": self = .endTask
    case "loop": self = .loop
    case "loopNext", "loopExit", "nextLoop", "exitLoop": self = .loopEscape
    case "disconnect", "menuDisconnect", "endWorkflow", "exitBotFlow", "abortSurveyInvite", "endFlow", "endState",
      "endBotFlow", "previousMenu", "repeatMenu", "menuPreviousMenu", "menuRepeatMenu":
      self = .end
    case "changeState": self = .jump
    case "decision": self = .plain(["yes", "no"])
    case "switch": self = .plain(["default"])
    case "callData": self = .plain(["success", "failure", "timeout"])
    case "dataTableLookup": self = .plain(["found", "notFound", "failure"])
    default:
      let word = type.hasPrefix("menu") ? type.dropFirst(4).prefix(1).lowercased() + type.dropFirst(5) : type
      if word.hasPrefix("jumpTo") {
        self = .jump
      } else if word.hasPrefix("transferTo") {
        self = .transfer
      } else {
        self = .plain(nil)
      }
    }
  }
}

extension Node {
  /// The text of a scalar, also of an element of XML that has attributes.
  var plainText: String? { text ?? self["#text"]?.text }
}
