import Expressions
import Flows
import SourceText

extension Run {
  /// Runs an action, and gives what follows.
  mutating func perform(_ id: ActionID) throws(Stop) -> Vertex? {
    let action = flow[id]
    let vertex = Vertex.action(id)
    if let answer = answer(for: id) { return try obey(answer, id) }
    guard let type = action.definition else {
      throw needed(id, "what an action of the type ‘\(action.type.oneLine)’ does", "actions", "{ way: … }")
    }
    try apply(action.effects)
    switch type.decidedBy {
    case .condition: return try decide(id)
    case .cases: return try choose(id)
    case .count: return try loop(id)
    case nil: break
    }
    switch type.course {
    case .callsTask: return try call(id)
    case .callsFlow: return try callFlow(id)
    case .transfers: return try transfer(id)
    case .jumps, .opens:
      forget()
      return program.graph.successors(of: vertex).first { $0.reason == .jump }?.target
    case .endsTask, .ends, .endsState, .leaves:
      if type.need != nil { throw .end(RunRecord.End(kind: .waits, container: container, action: id)) }
      if type.course == .endsTask, let frame = frames.last, frame.task == action.container {
        return .after(frame.caller)
      }
      return program.graph.successors(of: vertex).first { $0.reason == .next }?.target
    case .returnsToMenu, .repeatsMenu: return try returnToMenu(id, type)
    case .nextPass: return program.graph.successors(of: vertex).first { $0.reason == .back }?.target
    case .leavesLoop:
      _ = loops.popLast()
      return program.graph.successors(of: vertex).first { $0.reason == .next }?.target
    case .continues, .branches, .loops:
      if let need = type.need { return try ask(id, type, need) }
      try speak(id, type)
      return leave(id, by: nil, from: vertex)
    }
  }

  /// Goes on by a way of an action, or with what follows it where no actions stand in that way.
  mutating func leave(_ id: ActionID, by way: String?, from vertex: Vertex) -> Vertex? {
    if let way, !steps.isEmpty { steps[steps.count - 1].way = way }
    let branch = way.flatMap { way in flow[id].branches.firstIndex { $0.name == way && $0.isEnabled } }
    guard let branch else { return program.follow(vertex) ?? wayOfNothing(id, from: vertex) }
    return program.target(ofBranch: branch, from: vertex, of: id)
  }

  /// What follows an action all ways of which are in the file, by one of them that holds nothing.
  private func wayOfNothing(_ id: ActionID, from vertex: Vertex) -> Vertex? {
    let firsts = Set(flow[id].branches.compactMap { $0.actions.first.map { Vertex.action($0) } })
    return program.graph.successors(of: vertex).first { !firsts.contains($0.target) }?.target
  }

  // MARK: What the flow decides itself

  private mutating func decide(_ id: ActionID) throws(Stop) -> Vertex? {
    guard let condition = flow[id].decision?.conditions.first else { return leave(id, by: "no", from: .action(id)) }
    let isTrue = try holds(condition, of: id)
    return leave(id, by: isTrue ? "yes" : "no", from: .action(id))
  }

  private mutating func choose(_ id: ActionID) throws(Stop) -> Vertex? {
    guard let decision = flow[id].decision else { return leave(id, by: "default", from: .action(id)) }
    var subject: Value?
    if case .absent = decision.subject {
    } else {
      let value = try value(of: decision.subject)
      note(decision.subject, value)
      if let unknown = value.unknown { throw undecided(id, unknown) }
      subject = value
    }
    for (place, condition) in decision.conditions.enumerated() {
      let isTaken: Bool
      if let subject {
        let value = try value(of: condition, as: subject.isSet ? subject.type : .any)
        if let unknown = value.unknown { throw undecided(id, unknown) }
        isTaken = value.isSet && value.isSame(as: subject)
      } else {
        isTaken = try holds(condition, of: id)
      }
      guard isTaken else { continue }
      steps[steps.count - 1].way = "case \(place + 1)"
      let branch = decision.branches.indices.contains(place) ? decision.branches[place] : nil
      return branch.map { program.target(ofBranch: $0, from: .action(id), of: id) }
        ?? leave(id, by: nil, from: .action(id))
    }
    return leave(id, by: "default", from: .action(id))
  }

  private mutating func holds(_ condition: FlowValue, of id: ActionID) throws(Stop) -> Bool {
    let value = try value(of: condition, as: .boolean)
    note(condition, value)
    if let unknown = value.unknown { throw undecided(id, unknown) }
    guard case .boolean(let flag) = value.read(as: .boolean) ?? .notSet else { return false }
    return flag
  }

  private mutating func loop(_ id: ActionID) throws(Stop) -> Vertex? {
    if loops.last?.action == id {
      loops[loops.count - 1].index += 1
    } else {
      let property = flow[id].decision?.count ?? .absent
      let count = try value(of: property, as: .integer)
      note(property, count)
      if let unknown = count.unknown { throw undecided(id, unknown) }
      guard case .integer(let number) = count else { throw .failure("the number of passes is NOT_SET") }
      loops.append(Loop(action: id, count: number, index: 0))
    }
    let loop = loops[loops.count - 1]
    for output in flow[id].effects.outputs { try assign(output.target, .integer(max(0, loop.index))) }
    let body = flow[id].branches.firstIndex { $0.name == "loop" && !$0.actions.isEmpty }
    if loop.index < loop.count, let body {
      steps[steps.count - 1].way = "loop"
      return program.target(ofBranch: body, from: .action(id), of: id)
    }
    loops.removeLast()
    steps[steps.count - 1].way = "done"
    return program.follow(.action(id))
  }

  // MARK: Tasks and menus

  private mutating func call(_ id: ActionID) throws(Stop) -> Vertex? {
    let edge = program.graph.successors(of: .action(id)).first { $0.reason == .call }
    guard case .entry(let task)? = edge?.target else { return program.follow(.action(id)) ?? .after(id) }
    var given: [(name: String, value: Value)] = []
    for input in flow[id].effects.calls.flatMap(\.inputs) {
      given.append((input.name, try value(of: input.value)))
    }
    let own = flow[id].container
    frames.append(Frame(caller: id, task: task, variables: bound(in: own), loops: loops))
    loops = []
    undeclare(own)
    container = task
    declare(task)
    for (name, value) in given {
      bind(name, value.read(as: program.type(of: name, in: task)) ?? value)
      record(.variable, name, value)
    }
    return program.graph.successors(of: .entry(task)).first { $0.reason == .next }?.target
  }

  private mutating func returnToMenu(_ id: ActionID, _ type: ActionType) throws(Stop) -> Vertex? {
    let isInMenu = flow[flow[id].container].isMenu
    let menu = isInMenu && type.course == .returnsToMenu ? menus.dropLast().last ?? menus.last : menus.last
    guard let menu else {
      throw .end(
        RunRecord.End(kind: .undecided, container: container, action: id, needs: "a menu that was played before"))
    }
    forget()
    return .entry(menu)
  }

  /// Plays a menu until something is chosen.
  mutating func play(_ id: ContainerID) throws(Stop) -> Vertex? {
    menus.append(id)
    steps.append(RunRecord.Step(container: id, action: nil, depth: frames.count))
    let edges = program.graph.successors(of: .entry(id))
    for _ in 0...flow.repeatCount(of: id) {
      let input = try takeInput(nil)
      let chosen = edges.first { edge in
        guard case .choice = edge.reason, case .action(let choice) = edge.target else { return false }
        switch input {
        case .keys(let keys): return flow[choice].menuKey?.name == keys
        case .says(let text), .intent(let text, _): return flow[choice].name?.lowercased() == text.lowercased()
        case .noInput, .noMatch: return false
        }
      }
      if let chosen {
        if case .action(let choice) = chosen.target { steps[steps.count - 1].way = flow[choice].name ?? "" }
        return chosen.target
      }
    }
    if let choice = flow.defaultChoice(of: id) {
      steps[steps.count - 1].way = flow[choice].name ?? "default"
      return .action(choice)
    }
    steps[steps.count - 1].way = "no-input"
    throw .end(RunRecord.End(kind: .disconnect, container: id))
  }

  // MARK: Ends

  func undecided(_ id: ActionID, _ unknown: Unknown) -> Stop {
    .end(RunRecord.End(kind: .undecided, container: container, action: id, needs: unknown.message))
  }

  /// That an answer is needed, with the line of a file of mocks that gives it.
  func needed(_ id: ActionID, _ what: String, _ kind: String, _ answer: String, name: String? = nil) -> Stop {
    let action = flow[id]
    let holder = flow[action.container].name ?? ""
    let key = name ?? "\(holder) › \(action.name ?? action.type)"
    var end = RunRecord.End(kind: .mockNeeded, container: container, action: id, needs: what)
    end.lines = ["mocks:", "  \(kind):", "    \(StringLiteral.quoted(key)): \(answer)"]
    return .end(end)
  }
}
