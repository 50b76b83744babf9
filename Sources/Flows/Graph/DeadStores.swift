public import SourceText

extension VariableUses {
  /// The assignments and outputs of a flow whose value is overwritten on every way before anything reads it, in the order
  /// of the actions.
  ///
  /// Followed are the variables that the flow reads somewhere, and no caller. What events lead to may come at any time,
  /// so that what it reads is always read; so are settings. An action of an unknown type may go anywhere.
  ///
  /// - Parameter limit: how many facts may be kept; beyond it nothing is followed.
  public func deadStores(
    in flow: Flow, over graph: ControlFlow, limit: Int = Limits().dataflowFacts
  ) -> [(action: ActionID, variable: VariableID, use: VariableUse)] {
    let followed = followed(in: flow, over: graph)
    guard !followed.isEmpty, followed.count <= limit / max(1, graph.vertexCount) else { return [] }
    let liveness = Liveness(flow, self, following: followed)
    let live = Dataflow(liveness, over: graph, from: (0..<graph.vertexCount).map { graph.vertex($0) })
    var found: [(action: ActionID, variable: VariableID, use: VariableUse)] = []
    for index in flow.actions.indices {
      let action = ActionID(index: index)
      for fill in liveness.filled[action] ?? [] {
        // A way that is not in the file goes on with the next action.
        let edges = graph.successors(of: .action(action)).filter { edge in
          if case .way(let name) = edge.reason { fill.ways.contains(name) } else { true }
        }
        let isRead = edges.contains { liveness.fact(at: $0.target, live[$0.target]).contains(fill.number) }
        if !isRead, !edges.isEmpty { found.append((action, followed[fill.number], fill.use)) }
      }
      guard let steps = liveness.steps[action] else { continue }
      var after = BitSet()
      for edge in graph.successors(of: .action(action)) {
        after = after.union(liveness.fact(at: edge.target, live[edge.target]))
      }
      var dead: [(action: ActionID, variable: VariableID, use: VariableUse)] = []
      for step in steps.reversed() {
        if let written = step.written {
          if !after.contains(written.number) { dead.append((action, followed[written.number], written.use)) }
          after.remove(written.number)
        }
        after = after.union(step.read)
      }
      found += dead.reversed()
    }
    return found
  }

  /// The variables that actions assign, and that nothing reads which may happen at any time.
  private func followed(in flow: Flow, over graph: ControlFlow) -> [VariableID] {
    let events = graph.eventTargets
    let atAnyTime = Dataflow(Reachability(), over: graph, from: events)
    return flow.variables.indices.map { VariableID(index: $0) }.filter { variable in
      guard !flow.variables[variable.index].isOutput else { return false }
      var isAssigned = false
      for use in self[variable] {
        if case .assignment? = use.source { isAssigned = true }
        if !use.isWrite, use.action.map({ atAnyTime.reaches(.action($0)) }) ?? true { return false }
      }
      return isAssigned && self[variable].contains { !$0.isWrite }
    }
  }
}

/// Which variables are read from a point on, on some way on which nothing gives them a value before.
private struct Liveness: DataflowAnalysis {
  static let direction = DataflowDirection.backward

  /// What an action does one after the other.
  struct Step {
    /// What it reads first.
    var read = BitSet()
    /// What it writes then.
    var written: (number: Int, use: VariableUse)?
  }

  /// What actions that use followed variables do.
  private(set) var steps: [ActionID: [Step]] = [:]
  /// What outputs fill on some ways only.
  private(set) var filled: [ActionID: [(number: Int, ways: Set<String>, use: VariableUse)]] = [:]
  private var all = BitSet()
  private let flow: Flow

  init(_ flow: Flow, _ uses: VariableUses, following variables: [VariableID]) {
    self.flow = flow
    var valueReads: [SiteID: BitSet] = [:]
    var otherReads: [ActionID: BitSet] = [:]
    var assigned: [SiteID: (number: Int, use: VariableUse)] = [:]
    var values: Set<SiteID> = []
    for action in flow.actions {
      for assignment in action.effects.assignments {
        if case .expression(let value) = assignment.value { values.insert(value) }
      }
    }
    for (number, variable) in variables.enumerated() {
      all.insert(number)
      for use in uses[variable] {
        guard let action = use.action else { continue }
        switch use.source {
        case nil:
          if values.contains(use.site) {
            valueReads[use.site, default: BitSet()].insert(number)
          } else {
            otherReads[action, default: BitSet()].insert(number)
          }
        case .assignment: assigned[use.site] = (number, use)
        case .output(_, let ways) where !ways.isEmpty: filled[action, default: []].append((number, ways, use))
        case .output, .attribute, .loopIndex, .other: break
        }
      }
    }
    for (index, action) in flow.actions.enumerated() {
      let id = ActionID(index: index)
      var steps: [Step] = []
      if let read = otherReads[id] { steps.append(Step(read: read)) }
      for assignment in action.effects.assignments {
        var step = Step()
        if case .expression(let value) = assignment.value { step.read = valueReads[value] ?? BitSet() }
        step.written = assigned[assignment.target]
        if step.written != nil || !step.read.isEmpty { steps.append(step) }
      }
      if !steps.isEmpty { self.steps[id] = steps }
    }
  }

  var initial: BitSet { BitSet() }

  func join(_ left: BitSet, _ right: BitSet) -> BitSet { left.union(right) }

  /// What is read from a point on; where the flow goes on that the export does not tell, that is anything.
  func fact(at vertex: ControlFlow.Vertex, _ fact: BitSet?) -> BitSet {
    vertex == .exit(.elsewhere) ? all : fact ?? BitSet()
  }

  func transfer(_ fact: BitSet, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> BitSet? {
    var fact = self.fact(at: edge.target, fact)
    guard case .action(let action) = vertex else { return fact }
    if flow[action].definition == nil { return all }
    if case .way(let name) = edge.reason {
      for fill in filled[action] ?? [] where fill.ways.contains(name) { fact.remove(fill.number) }
    }
    for step in (steps[action] ?? []).reversed() {
      if let written = step.written { fact.remove(written.number) }
      fact = fact.union(step.read)
    }
    return fact
  }
}

extension ControlFlow {
  /// What may be entered at any time.
  fileprivate var eventTargets: [Vertex] {
    var targets: [Vertex] = []
    for number in 0..<vertexCount {
      for edge in successors(of: vertex(number)) where edge.reason == .event { targets.append(edge.target) }
    }
    return targets
  }
}
