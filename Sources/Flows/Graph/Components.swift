/// The strongly connected components of a graph: the points that lead to one another and back.
struct Components {
  /// The points of each component, in the order of their numbers. Those without an edge from one to another, or to
  /// itself, are left out.
  private(set) var cycles: [[Int]] = []

  /// Finds them as Tarjan does, with a stack of its own.
  init(_ successors: [[Int]]) {
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
        if next < successors[vertex].count {
          stack[stack.count - 1].next += 1
          let target = successors[vertex][next]
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
