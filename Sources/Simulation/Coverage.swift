import Documents
import SourceText
public import Flows

/// Which actions of a flow, and which ways out of them, runs have taken.
public struct Coverage: Sendable {
  /// A way out of an action, or a choice of a menu.
  public struct Way: Hashable, Sendable {
    /// The container.
    public let container: ContainerID
    /// The action; nil for a menu.
    public let action: ActionID?
    /// Its name.
    public let name: String
  }

  /// The flow.
  public let program: FlowProgram
  /// How often each action was run, by its place in the flow.
  public private(set) var actions: [Int]
  /// How often each way was taken.
  public private(set) var ways: [Way: Int] = [:]
  /// The actions that can be reached, by their place in the flow.
  public let reachable: [Bool]
  /// The ways that can be reached, in order of the flow.
  public let reachableWays: [Way]
  /// The ways of actions that are reached which their conditions never let be taken, in order of the flow.
  public let deadWays: [Way]

  /// Begins to count.
  ///
  /// - Parameter truths: by action, for each of its conditions whether it always holds or never does; nil where that
  ///   depends on the run.
  public init(_ program: FlowProgram, truths: [ActionID: [Bool?]] = [:]) {
    self.program = program
    let flow = program.flow
    actions = Array(repeating: 0, count: flow.actions.count)
    let dead = program.deadWays(truths)
    let reached = Dataflow(LiveReachability(program, dead), over: ControlFlow(flow))
    reachable = flow.actions.indices.map { reached[.action(ActionID(index: $0))] != nil }
    var ways: [Way] = []
    var deadWays: [Way] = []
    for index in flow.containers.indices {
      let id = ContainerID(index: index)
      guard flow[id].isMenu, reached[.entry(id)] != nil else { continue }
      ways += program.ways(ofMenu: id).map { Way(container: id, action: nil, name: $0) }
    }
    for index in flow.actions.indices where reachable[index] {
      let id = ActionID(index: index)
      let names = program.ways(of: id)
      guard names.count > 1 else { continue }
      for name in names {
        let way = Way(container: flow[id].container, action: id, name: name)
        if dead[id]?.contains(name) ?? false { deadWays.append(way) } else { ways.append(way) }
      }
    }
    reachableWays = ways
    self.deadWays = deadWays
  }

  /// Counts what a run did in the flow.
  public mutating func add(_ record: RunRecord) {
    for step in record.steps where record.flows[step.flow] === program {
      if let action = step.action, !step.isReturn { actions[action.index] += 1 }
      if let way = step.way { ways[Way(container: step.container, action: step.action, name: way), default: 0] += 1 }
    }
  }

  /// How many of the actions that can be reached were run.
  public var takenActions: Int { reachable.indices.count { reachable[$0] && actions[$0] > 0 } }
  /// How many actions can be reached.
  public var reachableActions: Int { reachable.count { $0 } }
  /// The actions that nothing leads to.
  public var deadActions: [ActionID] {
    reachable.indices.filter { !reachable[$0] }.map { ActionID(index: $0) }
  }
  /// How many of the ways that can be reached were taken.
  public var takenWays: Int { reachableWays.count { ways[$0, default: 0] > 0 } }
  /// The ways that can be reached and were not taken.
  public var notTaken: [Way] { reachableWays.filter { ways[$0, default: 0] == 0 } }

  /// The line of an action or a menu in its file; nil where the format has none.
  public func line(of way: Way) -> Int? {
    let flow = program.flow
    guard flow.document.hasPlaces else { return nil }
    let node = way.action.map { flow[$0].node } ?? flow[way.container].node
    return flow.document.file.place(at: Int(node.range.start)).line
  }

  /// The line of a container in its file; nil where the format has none.
  public func line(of container: ContainerID) -> Int? { line(of: Way(container: container, action: nil, name: "")) }

  /// The line of an action in its file; nil where the format has none.
  public func line(of action: ActionID) -> Int? {
    line(of: Way(container: program.flow[action].container, action: action, name: ""))
  }
}

extension FlowProgram {
  /// The ways that conditions never let be taken.
  fileprivate func deadWays(_ truths: [ActionID: [Bool?]]) -> [ActionID: Set<String>] {
    var dead: [ActionID: Set<String>] = [:]
    for (id, conditions) in truths {
      if flow[id].definition?.decidedBy == .cases {
        for (place, truth) in conditions.enumerated() where truth == false {
          dead[id, default: []].insert("case \(place + 1)")
        }
        // What stands behind a case that always holds is never asked for.
        if let first = conditions.firstIndex(of: true) {
          for place in conditions.indices where place > first { dead[id, default: []].insert("case \(place + 1)") }
          dead[id, default: []].insert("default")
        }
      } else if case .some(let truth)? = conditions.first {
        dead[id] = [truth ? "no" : "yes"]
      }
    }
    return dead
  }
}

/// Which points of a flow some way leads to that its conditions let be taken.
private struct LiveReachability: DataflowAnalysis {
  /// Where the ways begin that are never taken, by their actions.
  private var dead: [ControlFlow.Vertex: Set<ControlFlow.Vertex>] = [:]

  init(_ program: FlowProgram, _ ways: [ActionID: Set<String>]) {
    for (id, names) in ways {
      for (place, branch) in program.flow[id].branches.enumerated() {
        guard names.contains(program.name(ofBranch: place, of: id)), let first = branch.actions.first else { continue }
        dead[.action(id), default: []].insert(.action(first))
      }
    }
  }

  var initial: Bool { true }

  func join(_ left: Bool, _ right: Bool) -> Bool { true }

  func transfer(_ fact: Bool, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Bool? {
    dead[vertex]?.contains(edge.target) == true ? nil : true
  }
}
