/// What an analysis knows at a point of a flow, and how it changes on the way.
///
/// The facts are a join semilattice: ``join(_:_:)`` is what holds where two ways meet, and what is known of a point can
/// only move up a finite number of times.
public protocol DataflowAnalysis {
  /// What is known at a point.
  associatedtype Fact: Equatable
  /// What is known where the flow begins.
  var initial: Fact { get }
  /// What is known where two ways meet.
  func join(_ left: Fact, _ right: Fact) -> Fact
  /// What is known after a point is passed, on the way along an edge; nil where it cannot be taken.
  func transfer(_ fact: Fact, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Fact?
  /// What is known after a call: `fact` holds where the task ended, for all of its callers together, and `before` where
  /// this one called it.
  func comeBack(_ fact: Fact, toCaller before: Fact) -> Fact
}

extension DataflowAnalysis {
  /// What holds where the task ended.
  public func comeBack(_ fact: Fact, toCaller before: Fact) -> Fact { fact }
}

/// What an analysis found, for each point of a flow.
public struct Dataflow<Analysis: DataflowAnalysis> {
  private let graph: ControlFlow
  private var facts: [Analysis.Fact?]

  /// Solves an analysis forward, by a worklist.
  ///
  /// - Parameter starts: where it begins.
  ///
  /// A task that several actions call is looked at once for all of them; it comes back only to those that are reached.
  public init(_ analysis: Analysis, over graph: ControlFlow, from starts: [ControlFlow.Vertex] = [.start]) {
    self.graph = graph
    facts = Array(repeating: nil, count: graph.vertexCount)
    var worklist = starts.map { graph.number(of: $0) }
    var isWaiting = Array(repeating: false, count: graph.vertexCount)
    for number in worklist { facts[number] = analysis.initial }
    while let number = worklist.popLast() {
      isWaiting[number] = false
      guard let fact = facts[number] else { continue }
      let vertex = graph.vertex(number)
      for edge in graph.successors(of: vertex) {
        guard var after = analysis.transfer(fact, through: vertex, along: edge) else { continue }
        if case .comesBack(let caller) = edge.reason {
          guard let before = facts[graph.number(of: .action(caller))] else { continue }
          after = analysis.comeBack(after, toCaller: before)
        }
        let target = graph.number(of: edge.target)
        let joined = facts[target].map { analysis.join($0, after) } ?? after
        guard joined != facts[target] else { continue }
        facts[target] = joined
        for number in [target] + ends(ofTasksCalledAt: edge.target) where !isWaiting[number] && facts[number] != nil {
          isWaiting[number] = true
          worklist.append(number)
        }
      }
    }
  }

  /// The ends of the tasks that an action calls: what comes back to it depends on what is known before it too.
  private func ends(ofTasksCalledAt vertex: ControlFlow.Vertex) -> [Int] {
    guard case .action = vertex else { return [] }
    return graph.successors(of: vertex).compactMap { edge in
      guard edge.reason == .call, case .entry(let task) = edge.target else { return nil }
      return graph.number(of: .end(task))
    }
  }

  /// What is known at a point; nil where no way leads to it.
  public subscript(_ vertex: ControlFlow.Vertex) -> Analysis.Fact? { facts[graph.number(of: vertex)] }

  /// What is known where the run is over, however it is; nil where it never is.
  public func atExit(_ analysis: Analysis) -> Analysis.Fact? {
    ControlFlow.Exit.allCases.compactMap { self[.exit($0)] }.reduce(nil) { joined, fact in
      joined.map { analysis.join($0, fact) } ?? fact
    }
  }
}

extension Dataflow: Sendable where Analysis.Fact: Sendable {}
