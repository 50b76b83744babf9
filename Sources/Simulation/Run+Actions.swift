import Expressions
import Flows
import SourceText

extension Run {
  /// Runs an action, and gives what follows.
  mutating func perform(_ id: ActionID) throws(Stop) -> Vertex? {
    let action = flow[id]
    if let answer = answers.action(for: id, in: program) {
      if let vertex = try obey(answer, id) { return vertex }
    }
    guard let type = action.definition else {
      throw needed(id, "what an action of the type ‘\(action.type.oneLine)’ does", "actions", "{ way: … }")
    }
    if !type.namesConversation { try apply(action.effects) }
    switch type.decidedBy {
    case .condition: return try decide(id)
    case .cases: return try choose(id)
    case .count: return try loop(id)
    case nil: break
    }
    switch type.course {
    case .callsTask: return try call(id)
    case .callsFlow: return try callFlow(id)
    case .transfers: return try transfer(id, type)
    case .jumps, .opens: return try jump(id)
    case .endsTask:
      taskEnd = id
      if let frame = frames.last, frame.task == action.container { return .after(frame.caller) }
      return try finish(action.container)
    case .ends where type.need != nil: return try waitForInput(id, type)
    case .ends, .leaves:
      if let reason = try spokenReason(of: id) { record(.ends, "", reason) }
      try speak(id)
      return .exit(type.course == .ends ? .ended : .left)
    case .endsState: return try finish(action.container)
    case .returnsToMenu, .repeatsMenu: return try returnToMenu(id, type)
    case .nextPass, .leavesLoop:
      guard let loop = flow.loop(around: id) else { return .exit(.elsewhere) }
      if type.course == .nextPass { return .action(loop) }
      loops.removeAll { $0.action == loop }
      return program.follow(loop)
    case .loops: return try type.need == nil ? loopUntil(id) : loopAnythingElse(id)
    case .continues, .branches:
      if let need = type.need { return try ask(id, type, need) }
      try speak(id)
      try act(id, type)
      return leave(id, by: program.ways(of: id).count > 1 ? type.ways.first?.name : nil)
    }
  }

  /// Goes on by a way of an action, or with what follows it where no actions stand in that way.
  mutating func leave(_ id: ActionID, by way: String?) -> Vertex {
    if let way, !steps.isEmpty { steps[steps.count - 1].way = way }
    let branch = way.flatMap { program.branch(named: $0, of: id) }
    return branch.map { program.target(ofBranch: $0, of: id) } ?? program.follow(id)
  }

  /// What an action does that needs no answer: waiting, languages, slots, what it hands to others.
  private mutating func act(_ id: ActionID, _ type: ActionType) throws(Stop) {
    try recordCalls(of: id)
    if type.wait == .time { try wait(id, type) }
    if type.effects.contains(.language) {
      let given = try value(of: program.property("languageValue", of: id), as: .string)
      let value = given.isSet ? given : try self.value(of: program.property("language", of: id), as: .string)
      if let text = value.text { speakIn(text) }
      record(.variable, languageVariable, value)
    }
    if type.effects.contains(.callback), let target = try target(of: id, type) {
      record(.calls, "callback in \(target.name)")
    }
    if type.fills.contains(where: { $0.key == "Slot.*" }) {
      for slot in program.properties.slots(of: id) {
        give("Slot.\(slot)", .notSet)
        record(.variable, "Slot.\(slot)")
      }
    }
    if let intent = type.reads.first(where: { $0.key == "intent" }) {
      give("Session.ActiveIntent", try value(of: program.property(intent.key, of: id), as: .string))
    } else if type.name.hasSuffix("ActiveIntent") {
      give("Session.ActiveIntent", .notSet)
    }
  }

  /// Lets the clock go on.
  private mutating func wait(_ id: ActionID, _ type: ActionType) throws(Stop) {
    let duration = try value(of: program.property("duration", of: id), as: .duration)
    let isMusic = type.reads.contains { $0.key == "playForDuration" }
    if isMusic {
      let isTimed = try isTrue("playForDuration", of: id)
      if !isTimed { return }
    }
    guard case .duration(let span) = duration else { return }
    record(.variable, "waited", duration)
    waited += max(0, span.milliseconds)
    let hours: Int64 = flow.type == "surveyInvite" ? 1 : 72
    if !isMusic, waited > hours * 3_600_000 {
      let isTrimmed = try isTrue("trimDurationNearMaxRunningTime", of: id)
      if !isTrimmed { throw .failure("the flow would wait longer than the \(hours) h that it may run") }
    }
    if let now = environment.now {
      environment.now = now.addingReportingOverflow(max(0, span.milliseconds)).partialValue
    }
  }

  mutating func isTrue(_ key: String, of id: ActionID) throws(Stop) -> Bool {
    if case .boolean(true) = try value(of: program.property(key, of: id), as: .boolean) { return true }
    return false
  }

  private mutating func spokenReason(of id: ActionID) throws(Stop) -> Value? {
    let value = try value(of: program.property("exitReason", of: id), as: .string)
    return value.isSet ? value : nil
  }

  // MARK: What the flow decides itself

  private mutating func decide(_ id: ActionID) throws(Stop) -> Vertex? {
    guard let condition = flow[id].decision?.conditions.first else { return leave(id, by: "no") }
    return leave(id, by: try holds(condition) ? "yes" : "no")
  }

  private mutating func choose(_ id: ActionID) throws(Stop) -> Vertex? {
    guard let decision = flow[id].decision else { return leave(id, by: "default") }
    var subject: Value?
    if case .absent = decision.subject {
    } else {
      let value = try value(of: decision.subject)
      note(decision.subject, value)
      if let unknown = value.unknown { throw undecided(unknown) }
      subject = value
    }
    for (place, condition) in decision.conditions.enumerated() {
      let isTaken: Bool
      if let subject {
        let value = try value(of: condition, as: subject.isSet ? subject.type : .any)
        if let unknown = value.unknown { throw undecided(unknown) }
        isTaken = value.isSet && value.isSame(as: subject)
      } else {
        isTaken = try holds(condition)
      }
      guard isTaken else { continue }
      steps[steps.count - 1].way = "case \(place + 1)"
      let branch = decision.branches.indices.contains(place) ? decision.branches[place] : nil
      return branch.map { program.target(ofBranch: $0, of: id) } ?? program.follow(id)
    }
    return leave(id, by: "default")
  }

  private mutating func holds(_ condition: FlowValue) throws(Stop) -> Bool {
    let value = try value(of: condition, as: .boolean)
    note(condition, value)
    if let unknown = value.unknown { throw undecided(unknown) }
    guard case .boolean(let flag) = value.read(as: .boolean) ?? .notSet else { return false }
    return flag
  }

  // MARK: Loops

  private mutating func loop(_ id: ActionID) throws(Stop) -> Vertex? {
    if loops.last?.action == id {
      loops[loops.count - 1].index += 1
    } else {
      let property = flow[id].decision?.count ?? .absent
      let count = try value(of: property, as: .integer)
      note(property, count)
      if let unknown = count.unknown { throw undecided(unknown) }
      guard case .integer(let number) = count else { throw .failure("the number of passes is NOT_SET") }
      loops.append(Loop(action: id, count: number, index: 0))
    }
    return try pass(id)
  }

  private mutating func loopUntil(_ id: ActionID) throws(Stop) -> Vertex? {
    if loops.last?.action == id {
      loops[loops.count - 1].index += 1
      for (place, item) in program.properties.untilCases(of: id).enumerated() {
        let isMet = try holds(item.condition)
        guard isMet else { continue }
        loops.removeLast()
        steps[steps.count - 1].way = "case \(place + 1)"
        return item.branch.map { program.target(ofBranch: $0, of: id) } ?? program.follow(id)
      }
    } else {
      let count = try value(of: program.property("maxLoopCount", of: id), as: .integer)
      if case .integer(let number) = count {
        loops.append(Loop(action: id, count: number, index: 0))
      } else {
        loops.append(Loop(action: id, count: nil, index: 0))
      }
    }
    return try pass(id, done: "loopsMax")
  }

  private mutating func loopAnythingElse(_ id: ActionID) throws(Stop) -> Vertex? {
    if loops.last?.action == id {
      loops[loops.count - 1].index += 1
    } else {
      loops.append(Loop(action: id, count: nil, index: 0))
    }
    try speak(id)
    var isMore = false
    switch try takeInput("whether the customer wants anything else", "yes") {
    case .intent(let intent, let slots):
      try recognise(intent, slots)
      isMore = true
    case .keys(let text), .says(let text): isMore = Self.answer(text) ?? true
    case .noInput, .noMatch: isMore = false
    }
    if isMore { return try pass(id) }
    loops.removeLast()
    return leave(id, by: "done")
  }

  /// Begins the next pass of the innermost loop, or goes on after the last.
  private mutating func pass(_ id: ActionID, done: String = "done") throws(Stop) -> Vertex? {
    let loop = loops[loops.count - 1]
    for output in flow[id].effects.outputs where output.name == nil || output.name == "currentIndex" {
      try assign(output.target, .integer(max(0, loop.index)))
    }
    if loop.count.map({ loop.index < $0 }) ?? true {
      let body = flow[id].branches.firstIndex { $0.name == ActionType.loopBody && !$0.actions.isEmpty }
      if let body {
        steps[steps.count - 1].way = ActionType.loopBody
        return program.target(ofBranch: body, of: id)
      }
    }
    loops.removeLast()
    return leave(id, by: done)
  }

  // MARK: Tasks

  private mutating func call(_ id: ActionID) throws(Stop) -> Vertex? {
    guard let task = program.target(of: id) else { return .exit(.elsewhere) }
    let given = try handed(by: id)
    let own = flow[id].container
    frames.append(Frame(caller: id, task: task, variables: bound(in: own), loops: loops))
    loops = []
    handedOver = given
    return .entry(task)
  }

  private mutating func jump(_ id: ActionID) throws(Stop) -> Vertex? {
    guard let target = program.target(of: id) else { return .exit(.elsewhere) }
    handedOver = try handed(by: id)
    forget()
    return .entry(target)
  }

  /// What an action hands to the task that it goes to.
  private mutating func handed(by id: ActionID) throws(Stop) -> [(name: String, value: Value)] {
    var given: [(name: String, value: Value)] = []
    for input in flow[id].effects.calls.flatMap(\.inputs) {
      // An input that is not bound keeps its initial value.
      switch input.value {
      case .absent, .unset: continue
      default: given.append((input.name, try value(of: input.value)))
      }
    }
    return given
  }
}
