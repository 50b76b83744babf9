import SourceText

extension Flow {
  /// Which of the flow's uses of attributes write one that may have been written on a way to them, by their places.
  ///
  /// Conditions are not evaluated: every way counts as possible.
  ///
  /// - Parameters:
  ///   - uses: the uses of attributes of the flow.
  ///   - limit: how many facts may be kept; beyond it nothing is followed.
  package func overwrites(
    among uses: [AttributeUse], over graph: ControlFlow, limit: Int = Limits().dataflowFacts
  ) -> Set<Int> {
    var writers: [String: [(use: Int, action: ActionID)]] = [:]
    for (place, use) in uses.enumerated() where use.isWrite {
      if let name = use.name, let action = use.action { writers[name, default: []].append((place, action)) }
    }
    let followed = writers.values.filter { $0.count > 1 }
    guard !followed.isEmpty, followed.count <= limit / max(1, graph.vertexCount) else { return [] }
    var written: [ActionID: BitSet] = [:]
    for (number, own) in followed.enumerated() {
      for writer in own { written[writer.action, default: BitSet()].insert(number) }
    }
    let states = Dataflow(WrittenAttributes(written: written), over: graph)
    var found: Set<Int> = []
    for (number, own) in followed.enumerated() {
      for writer in own where states[.action(writer.action)]?.contains(number) == true { found.insert(writer.use) }
    }
    return found
  }
}

/// Which attributes have been written before a point, on some way that leads there.
private struct WrittenAttributes: DataflowAnalysis {
  /// What actions write.
  let written: [ActionID: BitSet]

  var initial: BitSet { BitSet() }

  func join(_ left: BitSet, _ right: BitSet) -> BitSet { left.union(right) }

  /// What was written before the call is so after it, too.
  func comeBack(_ fact: BitSet, toCaller before: BitSet) -> BitSet { fact.union(before) }

  func transfer(_ fact: BitSet, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> BitSet? {
    guard case .action(let action) = vertex, let own = written[action] else { return fact }
    return fact.union(own)
  }
}
