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

  /// Begins to count.
  public init(_ program: FlowProgram) {
    self.program = program
    let flow = program.flow
    actions = Array(repeating: 0, count: flow.actions.count)
    let reached = Dataflow(Reachability(), over: ControlFlow(flow))
    reachable = flow.actions.indices.map { reached.reaches(.action(ActionID(index: $0))) }
    var ways: [Way] = []
    for index in flow.containers.indices {
      let id = ContainerID(index: index)
      guard flow[id].isMenu, reached.reaches(.entry(id)) else { continue }
      ways += program.ways(ofMenu: id).map { Way(container: id, action: nil, name: $0) }
    }
    for index in flow.actions.indices where reachable[index] {
      let id = ActionID(index: index)
      let names = program.ways(of: id)
      guard names.count > 1 else { continue }
      ways += names.map { Way(container: flow[id].container, action: id, name: $0) }
    }
    reachableWays = ways
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
