import Expressions
public import SourceText

/// Where the counter of a loop that has made all of its passes still holds how many they were.
///
/// Followed are the counters of loops that nothing leaves before the last pass. A counter is shown to hold the number only
/// where it does so on every way.
public struct LoopCounters: Sendable {
  private let analysis: Analysis
  private let states: Dataflow<Analysis>

  /// Follows the counters of a flow.
  ///
  /// - Parameter limit: how many facts may be kept; beyond it nothing is followed.
  public init(_ flow: Flow, over graph: ControlFlow, limit: Int = Limits().dataflowFacts) {
    analysis = Analysis(flow, limit: limit / max(1, graph.vertexCount))
    states = Dataflow(analysis, over: graph)
  }

  /// The loop whose number of passes a variable holds before an action runs; nil where it may hold something else.
  public func finishedLoop(countedBy name: VariableName, before action: ActionID, in container: ContainerID?)
    -> ActionID?
  {
    guard let numbers = analysis.numbers[VariableKey(name, in: container)], let fact = states[.action(action)] else {
      return nil
    }
    return numbers.first { fact.contains($0) }.map { analysis.loops[$0] }
  }

  struct Analysis: DataflowAnalysis, Sendable {
    /// The followed loops, and their numbers by the variables that count them.
    private(set) var loops: [ActionID] = []
    private(set) var numbers: [VariableKey: [Int]] = [:]
    private var loopNumbers: [ActionID: Int] = [:]
    /// The numbers of the loops whose counters an action gives other values, and a container its own first ones.
    private var overwritten: [ActionID: BitSet] = [:]
    private var own: [ContainerID: BitSet] = [:]

    init(_ flow: Flow, limit: Int) {
      let ids = flow.actions.indices.map { ActionID(index: $0) }
      let left = Set(ids.filter { flow[$0].definition?.course == .leavesLoop }.compactMap { flow.loop(around: $0) })
      var counted: [VariableKey: BitSet] = [:]
      for id in ids where flow[id].definition?.decidedBy == .count && !left.contains(id) {
        guard let counter = flow[id].effects.outputs.first(where: { $0.ways == [ActionType.loopBody] }) else {
          continue
        }
        let key = VariableKey(flow[counter.target])
        guard loops.count < limit else { break }
        // What counts more loops than anybody writes is looked at in part.
        guard numbers[key]?.count ?? 0 < 100 else { continue }
        loopNumbers[id] = loops.count
        numbers[key, default: []].append(loops.count)
        counted[key, default: BitSet()].insert(loops.count)
        if let container = key.container { own[container, default: BitSet()].insert(loops.count) }
        loops.append(id)
      }
      for site in flow.sites where site.kind == .target || site.kind == .binding {
        guard let action = site.action, let numbers = counted[VariableKey(site)] else { continue }
        overwritten[action] = overwritten[action].map { $0.union(numbers) } ?? numbers
      }
    }

    var initial: BitSet { BitSet() }

    func join(_ left: BitSet, _ right: BitSet) -> BitSet { left.intersection(right) }

    func transfer(_ fact: BitSet, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> BitSet? {
      // An event may come at any time, and a task that is not known may do anything.
      if edge.reason == .event { return BitSet() }
      if case .action = vertex, case .after = edge.target { return BitSet() }
      var fact = fact
      if case .action(let action) = vertex {
        if let numbers = overwritten[action] { fact = fact.subtracting(numbers) }
        if let number = loopNumbers[action], edge.reason == .otherwise { fact.insert(number) }
      }
      if case .entry(let container) = edge.target, let numbers = own[container] { fact = fact.subtracting(numbers) }
      return fact
    }
  }
}
