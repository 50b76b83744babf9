/// Which points of a flow are passed on every way to others: the dominator tree of its graph.
///
/// A task that is called is taken to come back to its caller, whatever it does. Every container counts as a place where
/// the flow may begin that no other way leads to.
public struct Dominators {
  private let graph: ControlFlow
  /// The number of each point in the order of a walk down the tree, and the last number below it; -1 for points that
  /// no way leads to.
  private var first: [Int]
  private var last: [Int]

  /// Works out the dominators, as Cooper, Harvey and Kennedy do: by intersecting those of the predecessors in reverse
  /// postorder until nothing changes.
  public init(of graph: ControlFlow) {
    self.graph = graph
    let count = graph.vertexCount
    let root = count
    var all = (0..<count).map { number -> [Int] in
      let edges = graph.successors(of: graph.vertex(number))
      var targets = edges.compactMap { edge -> Int? in
        if case .comesBack = edge.reason { nil } else { graph.number(of: edge.target) }
      }
      // Where a task is called, its caller goes on.
      if case .action(let id) = graph.vertex(number), edges.contains(where: { $0.reason == .call }) {
        targets.append(graph.number(of: .after(id)))
      }
      return targets
    }
    var order: [Int] = []
    var isSeen = Array(repeating: false, count: count + 1)
    all.append([])
    for start in 0..<count {
      let isStart = start == graph.number(of: .start)
      guard isStart || graph.isEntry(start), !isSeen[start] else { continue }
      all[root].append(start)
      Self.walk(all, from: start, &isSeen, leave: { order.append($0) })
    }
    order.append(root)
    (first, last) = Self.tree(all, postorder: order, root: root)
  }

  private static func tree(_ successors: [[Int]], postorder: [Int], root: Int) -> ([Int], [Int]) {
    var rank = Array(repeating: -1, count: successors.count)
    for (place, vertex) in postorder.enumerated() { rank[vertex] = place }
    var predecessors: [[Int]] = Array(repeating: [], count: successors.count)
    for vertex in postorder { for target in successors[vertex] { predecessors[target].append(vertex) } }
    var parent = Array(repeating: -1, count: successors.count)
    parent[root] = root
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for vertex in postorder.reversed() where vertex != root {
        var common = -1
        for other in predecessors[vertex] where parent[other] >= 0 {
          guard common >= 0 else {
            common = other
            continue
          }
          var left = common
          var right = other
          while left != right {
            while rank[left] < rank[right] { left = parent[left] }
            while rank[right] < rank[left] { right = parent[right] }
          }
          common = left
        }
        if common != parent[vertex] {
          parent[vertex] = common
          hasChanged = true
        }
      }
    }
    var children: [[Int]] = Array(repeating: [], count: successors.count)
    for vertex in postorder where vertex != root && parent[vertex] >= 0 { children[parent[vertex]].append(vertex) }
    var first = Array(repeating: -1, count: successors.count)
    var last = first
    var clock = -1
    var isSeen = Array(repeating: false, count: successors.count)
    walk(children, from: root, &isSeen) { vertex in
      clock += 1
      first[vertex] = clock
    } leave: { vertex in
      last[vertex] = clock
    }
    return (first, last)
  }

  /// Walks what follows a vertex, depth first, each once.
  private static func walk(
    _ successors: [[Int]], from start: Int, _ isSeen: inout [Bool], enter: (Int) -> Void = { _ in },
    leave: (Int) -> Void
  ) {
    var stack = [(vertex: start, next: 0)]
    isSeen[start] = true
    enter(start)
    while let (vertex, next) = stack.last {
      if next < successors[vertex].count {
        stack[stack.count - 1].next += 1
        let target = successors[vertex][next]
        if isSeen[target] { continue }
        isSeen[target] = true
        enter(target)
        stack.append((target, 0))
      } else {
        leave(vertex)
        stack.removeLast()
      }
    }
  }

  /// Whether one point is passed on every way to another one; true also for a point that no way leads to.
  public func dominates(_ vertex: ControlFlow.Vertex, _ other: ControlFlow.Vertex) -> Bool {
    let vertex = graph.number(of: vertex)
    let other = graph.number(of: other)
    guard first[other] >= 0 else { return true }
    return first[vertex] >= 0 && first[vertex] <= first[other] && last[other] <= last[vertex]
  }
}

extension ControlFlow {
  fileprivate func isEntry(_ number: Int) -> Bool { if case .entry = vertex(number) { true } else { false } }
}
