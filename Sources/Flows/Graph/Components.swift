/// The edges of a graph of numbered points, in one array, as points with a list each take an allocation each.
struct Adjacency {
  /// Where the targets of each point begin, and those of the last end.
  private var starts: [Int]
  private var targets: [Int]

  /// Takes edges between as many points; turned round where they are to be followed backward.
  init(_ count: Int, _ edges: [(from: Int, to: Int)], backward: Bool = false) {
    starts = Array(repeating: 0, count: count + 1)
    targets = Array(repeating: 0, count: edges.count)
    for edge in edges { starts[(backward ? edge.to : edge.from) + 1] += 1 }
    for point in 0..<count { starts[point + 1] += starts[point] }
    var places = starts
    for edge in edges {
      let (point, target) = backward ? (edge.to, edge.from) : (edge.from, edge.to)
      targets[places[point]] = target
      places[point] += 1
    }
  }

  /// How many points there are.
  var count: Int { starts.count - 1 }

  /// The points that edges of one lead to.
  subscript(_ point: Int) -> ArraySlice<Int> { targets[starts[point]..<starts[point + 1]] }
}

/// The strongly connected components of a graph: the points that lead to one another and back.
struct Components {
  /// The points of each component, in the order of their numbers. Those without an edge from one to another, or to
  /// itself, are left out.
  private(set) var cycles: [[Int]] = []

  /// Finds them as Tarjan does, with a stack of its own.
  init(_ successors: Adjacency) {
    let count = successors.count
    var order = Array(repeating: -1, count: count)
    var low = order
    var isOpen = Array(repeating: false, count: count)
    var open: [Int] = []
    var clock = 0
    var stack: [(vertex: Int, next: Int)] = []
    for start in 0..<count where order[start] < 0 {
      stack.append((start, 0))
      while let (vertex, next) = stack.last {
        if next == 0 {
          order[vertex] = clock
          low[vertex] = clock
          clock += 1
          open.append(vertex)
          isOpen[vertex] = true
        }
        if let target = successors[vertex].dropFirst(next).first {
          stack[stack.count - 1].next += 1
          if order[target] < 0 {
            stack.append((target, 0))
          } else if isOpen[target] {
            low[vertex] = min(low[vertex], order[target])
          }
          continue
        }
        stack.removeLast()
        if let parent = stack.last?.vertex { low[parent] = min(low[parent], low[vertex]) }
        guard low[vertex] == order[vertex] else { continue }
        var component: [Int] = []
        while let last = open.popLast() {
          isOpen[last] = false
          component.append(last)
          if last == vertex { break }
        }
        if component.count > 1 || successors[vertex].contains(vertex) { cycles.append(component.sorted()) }
      }
    }
    cycles.sort { $0[0] < $1[0] }
  }
}
