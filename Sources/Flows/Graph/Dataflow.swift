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
  /// Which way facts go: with the edges, or against them.
  static var direction: DataflowDirection { get }
  /// What is known after a point is passed, on the way along an edge; nil where it cannot be taken. Backward, what is
  /// known before the point by what is known where the edge leads to.
  func transfer(_ fact: Fact, through vertex: ControlFlow.Vertex, along edge: ControlFlow.Edge) -> Fact?
  /// What is known after a call: `fact` holds where the task ended, for all of its callers together, and `before` where
  /// this one called it.
  func comeBack(_ fact: Fact, toCaller before: Fact) -> Fact
}

/// Which way facts go.
public enum DataflowDirection: Sendable {
  /// What is known of a point is what has been on the ways to it.
  case forward
  /// What is known of a point is what comes on the ways from it.
  case backward
}

extension DataflowAnalysis {
  /// Forward.
  public static var direction: DataflowDirection { .forward }

  /// What holds where the task ended.
  public func comeBack(_ fact: Fact, toCaller before: Fact) -> Fact { fact }
}

/// What an analysis found, for each point of a flow.
public struct Dataflow<Analysis: DataflowAnalysis> {
  private let graph: ControlFlow
  private var facts: [Analysis.Fact?]

  /// Solves an analysis by a worklist.
  ///
  /// - Parameter starts: where it begins.
  ///
  /// A task that several actions call is looked at once for all of them. Forward, it comes back only to those that are
  /// reached; backward, what comes after any of the calls counts for all.
  public init(_ analysis: Analysis, over graph: ControlFlow, from starts: [ControlFlow.Vertex] = [.start]) {
    self.graph = graph
    facts = Array(repeating: nil, count: graph.vertexCount)
    let starts = starts.map { graph.number(of: $0) }
    var worklist = Worklist(graph, from: starts)
    for start in starts {
      facts[start] = analysis.initial
      worklist.add(start)
    }
    while let number = worklist.next() {
      guard let fact = facts[number] else { continue }
      let vertex = graph.vertex(number)
      switch Analysis.direction {
      case .forward:
        for edge in graph.successors(of: vertex) {
          guard var after = analysis.transfer(fact, through: vertex, along: edge) else { continue }
          if case .comesBack(let caller) = edge.reason {
            guard let before = facts[graph.number(of: .action(caller))] else { continue }
            after = analysis.comeBack(after, toCaller: before)
          }
          guard join(after, into: edge.target, analysis, &worklist) else { continue }
          for end in ends(ofTasksCalledAt: edge.target) where facts[end] != nil { worklist.add(end) }
        }
      case .backward:
        for (source, edge) in graph.edges(leadingTo: vertex) {
          guard let before = analysis.transfer(fact, through: source, along: edge) else { continue }
          join(before, into: source, analysis, &worklist)
        }
      }
    }
  }

  /// Notes what is known of a point on one more way, and tells whether that is anything new.
  @discardableResult
  private mutating func join(
    _ fact: Analysis.Fact, into vertex: ControlFlow.Vertex, _ analysis: Analysis, _ worklist: inout Worklist
  ) -> Bool {
    let number = graph.number(of: vertex)
    let joined = facts[number].map { analysis.join($0, fact) } ?? fact
    guard joined != facts[number] else { return false }
    facts[number] = joined
    worklist.add(number)
    return true
  }

  /// The points that are still to be looked at, each once, and each behind those that come before it on the way, so
  /// that only what leads back is looked at again.
  private struct Worklist {
    /// The points in that order, and the place of each; those that are not reached have none.
    private var order: [Int] = []
    private var places: [Int]
    private var isWaiting: [Bool]
    /// No point before this place is waiting.
    private var first = 0

    init(_ graph: ControlFlow, from starts: [Int]) {
      places = Array(repeating: -1, count: graph.vertexCount)
      isWaiting = []
      var isSeen = Array(repeating: false, count: graph.vertexCount)
      var stack: [(vertex: Int, next: Int)] = []
      for start in starts where !isSeen[start] {
        isSeen[start] = true
        stack.append((start, 0))
        while let top = stack.last {
          if let follower = graph.follower(top.next, of: top.vertex, Analysis.direction) {
            stack[stack.count - 1].next += 1
            if isSeen[follower] { continue }
            isSeen[follower] = true
            stack.append((follower, 0))
          } else {
            order.append(top.vertex)
            stack.removeLast()
          }
        }
      }
      order.reverse()
      for (place, vertex) in order.enumerated() { places[vertex] = place }
      isWaiting = Array(repeating: false, count: order.count)
    }

    mutating func add(_ number: Int) {
      isWaiting[places[number]] = true
      first = min(first, places[number])
    }

    mutating func next() -> Int? {
      while first < order.count, !isWaiting[first] { first += 1 }
      guard first < order.count else { return nil }
      isWaiting[first] = false
      return order[first]
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
