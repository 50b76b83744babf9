import Flows

/// How far each point of a flow is from an end, in points of its graph: what a run is brought to its end by.
struct EndDistances {
  private let program: FlowProgram
  private let distances: [Int]

  init(_ program: FlowProgram) {
    self.program = program
    let graph = program.graph
    var distances = Array(repeating: Int.max, count: graph.vertexCount)
    var pending = ControlFlow.Exit.allCases.filter { $0 != .elsewhere }.map { graph.number(of: .exit($0)) }
    for number in pending { distances[number] = 0 }
    var next = 0
    while next < pending.count {
      let number = pending[next]
      next += 1
      for vertex in graph.predecessors(of: graph.vertex(number)) {
        let source = graph.number(of: vertex)
        guard distances[source] == .max else { continue }
        distances[source] = distances[number] + 1
        pending.append(source)
      }
    }
    self.distances = distances
  }

  /// How far it is from a way out of an action or a menu.
  func distance(after way: Coverage.Way) -> Int { distances[program.graph.number(of: target(of: way))] }

  private func target(of way: Coverage.Way) -> ControlFlow.Vertex {
    guard let action = way.action else {
      let menu = program.flow[way.container]
      let choice = menu.actions.first { program.name(ofChoice: $0) == way.name } ?? menu.defaultAction
      return choice.map { .action($0) } ?? .exit(.ended)
    }
    return program.branch(named: way.name, of: action).map { program.target(ofBranch: $0, of: action) }
      ?? program.follow(action)
  }
}
