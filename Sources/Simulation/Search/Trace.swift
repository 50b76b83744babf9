import Expressions
import Flows
import JSON

/// A run with what tells where the values came from that decided in it.
struct Trace {
  /// Where a value came from.
  enum Origin {
    /// An answer, or what the run began with.
    case answer(Draft.Path, ExpressionType)
    /// An expression, by the scope that it was evaluated in.
    case expression(SiteID, scope: Int)
    /// The flow itself.
    case flow
  }

  /// What was known at a moment of the run.
  struct Scope {
    /// By the names of variables in lower case.
    var variables: [String: Origin] = [:]
    /// By the names of attributes.
    var attributes: [String: Origin] = [:]
    /// The step of the run that is under way.
    var step = 0
    /// The values that the step gave to variables so far.
    var values: [(name: String, value: Value)] = []
  }

  /// Actions after which a run is broken off: it goes round in circles.
  static let longest = 400

  let draft: Draft
  let program: FlowProgram
  let record: RunRecord
  /// What each step began with.
  let environments: [RunEnvironment]
  private(set) var scopes: [Scope] = []
  /// The scope that each step began with; nil for steps of other flows.
  private(set) var scopeOfStep: [Int?] = []
  /// How many inputs were taken before each step.
  private(set) var inputsBefore: [Int] = []
  /// For each step, the how-manieth it is that asks for the answer that it asks for.
  private(set) var turns: [Int] = []

  /// Runs a flow; nil where the draft is none that a test file could hold.
  init?(_ draft: Draft, of program: FlowProgram, flows: [FlowProgram]) {
    guard var scenario = draft.test()?.scenario else { return nil }
    scenario.flows = flows
    var run = Run(program, scenario)
    run.observed = []
    run.limit = Self.longest
    self.draft = draft
    self.program = program
    record = run.result()
    environments = run.observed ?? []
    var reader = OriginReader(program, draft)
    for index in record.steps.indices.prefix(environments.count) { reader.read(record.steps[index], index, of: record) }
    scopes = reader.scopes
    scopeOfStep = reader.scopeOfStep
    inputsBefore = reader.inputsBefore
    turns = reader.turns
  }

  /// A run to its very end; nil where the draft is none that a test file could hold.
  static func wholeRecord(_ draft: Draft, of program: FlowProgram, flows: [FlowProgram]) -> RunRecord? {
    guard var scenario = draft.test()?.scenario else { return nil }
    scenario.flows = flows
    return program.run(scenario)
  }

  /// The steps that are looked into, of this flow: of each action the first times and the last.
  var steps: [Int] {
    var seen: [Coverage.Way: Int] = [:]
    var last: [Coverage.Way: Int] = [:]
    for index in scopeOfStep.indices where scopeOfStep[index] != nil { last[place(of: index)] = index }
    return scopeOfStep.indices.filter { index in
      guard scopeOfStep[index] != nil else { return false }
      let place = place(of: index)
      seen[place, default: 0] += 1
      return seen[place]! <= 3 || last[place] == index
    }
  }

  /// The action or menu of a step, without its way.
  func place(of step: Int) -> Coverage.Way {
    Coverage.Way(container: record.steps[step].container, action: record.steps[step].action, name: "")
  }

  /// How often the action or menu of a step has been run when the step is, of the steps that count.
  func visits(at step: Int, where counts: (Int) -> Bool = { _ in true }) -> Int {
    let own = place(of: step)
    return scopeOfStep.indices.prefix(step + 1).count { scopeOfStep[$0] != nil && place(of: $0) == own && counts($0) }
  }

  /// The ways that the run took.
  var ways: Set<Coverage.Way> {
    var ways: Set<Coverage.Way> = []
    for step in record.steps where record.flows[step.flow] === program {
      if let way = step.way { ways.insert(Coverage.Way(container: step.container, action: step.action, name: way)) }
    }
    return ways
  }

  /// Whether the run was broken off before the flow itself would have been.
  var isCut: Bool { record.steps.count >= Self.longest }

  /// Whether the flow came to an end of its own, so that a test can expect it.
  var isComplete: Bool { !isCut && record.isComplete }
}

extension RunRecord {
  /// Whether nothing was lacking.
  var isComplete: Bool {
    switch end.kind {
    case .disconnect, .transfer, .exit, .error, .limit, .waits: end.wrongAnswer == nil
    case .mockNeeded, .undecided: false
    }
  }
}

/// Goes through a run and keeps where values come from.
private struct OriginReader {
  let program: FlowProgram
  let draft: Draft
  /// Whether any action does what is laid down for itself.
  private let isObeying: Bool
  var scopes: [Trace.Scope] = []
  var scopeOfStep: [Int?] = []
  var inputsBefore: [Int] = []
  var turns: [Int] = []
  private var scope = Trace.Scope()
  private var frames: [(caller: ActionID, task: ContainerID, variables: [String: Trace.Origin])] = []
  private var container: ContainerID?
  private var isEntering = false
  private var handedOver: [(name: String, origin: Trace.Origin)] = []
  private var inputCount = 0
  private var turnsTaken: [Draft.Path: Int] = [:]
  private var flow: Flow { program.flow }

  init(_ program: FlowProgram, _ draft: Draft) {
    self.program = program
    self.draft = draft
    isObeying = draft[[.key("actions")]] != nil
  }

  mutating func read(_ step: RunRecord.Step, _ index: Int, of record: RunRecord) {
    inputsBefore.append(inputCount)
    let asked = step.effects.count { $0.kind == .asks }
    defer { inputCount += asked }
    guard record.flows[step.flow] === program else {
      scopeOfStep.append(nil)
      turns.append(0)
      return
    }
    while frames.count > step.depth { leaveTask() }
    if isEntering || step.container != container { enter(step.container) }
    scope.step = index
    scope.values = []
    scopeOfStep.append(keep())
    let series = step.action.flatMap { program.answerPath(of: $0) } ?? []
    turns.append(turnsTaken[series, default: 0])
    guard let id = step.action, !step.isReturn else { return }
    if !series.isEmpty { turnsTaken[series, default: 0] += 1 }
    let obeyed: Draft.Path = isObeying ? [.key("actions"), .key(program.address(of: id))] : []
    if isObeying, let answers = draft[obeyed] {
      let answer = obeyed + [.index(max(0, min(turns[index], answers.items.count - 1))), .key("variables")]
      let targets = flow[id].effects.outputs.map(\.target) + flow[id].effects.reads.compactMap(\.target)
      for target in targets {
        let name = flow[target].variableName
        let type = program.type(of: name, in: flow[id].container)
        scope.variables[name.lowercased()] = .answer(answer + [.key(name)], type)
      }
    } else {
      var effects = step.effects[...]
      apply(flow[id].effects, &effects)
      fill(id, step, turns[index])
    }
    guard let course = flow[id].definition?.course else { return }
    switch course {
    case .callsTask, .jumps, .opens, .returnsToMenu, .repeatsMenu:
      isEntering = true
      handedOver = flow[id].effects.calls.flatMap(\.inputs).compactMap { input in
        switch input.value {
        case .absent, .unset: nil
        default: (input.name, origin(of: input.value))
        }
      }
      if course == .callsTask, let task = program.target(of: id) {
        let own = Set((program.declarations[flow[id].container] ?? []).map { $0.name.lowercased() })
        frames.append((id, task, scope.variables.filter { own.contains($0.key) }))
      } else if course != .callsTask {
        frames = []
      }
    default: break
    }
  }

  /// The place of the present scope among those that are kept.
  private mutating func keep() -> Int {
    scopes.append(scope)
    return scopes.count - 1
  }

  private mutating func enter(_ id: ContainerID) {
    for variable in program.declarations[id] ?? [] { scope.variables[variable.name.lowercased()] = nil }
    for (name, origin) in handedOver { scope.variables[name.lowercased()] = origin }
    handedOver = []
    container = id
    isEntering = false
  }

  private mutating func leaveTask() {
    guard let frame = frames.popLast() else { return }
    let bound = flow[frame.caller].effects.outputs.compactMap { output in output.name.map { ($0, output.target) } }
    let outputs = (bound + program.properties.taskOutputs(of: frame.caller)).map { name, target in
      (target, scope.variables[name.lowercased()] ?? .flow)
    }
    for variable in program.declarations[frame.task] ?? [] { scope.variables[variable.name.lowercased()] = nil }
    for (name, origin) in frame.variables { scope.variables[name] = origin }
    container = flow[frame.caller].container
    for (target, origin) in outputs { scope.variables[name(of: target)] = origin }
  }

  private func name(of target: SiteID) -> String { flow[target].variableName.lowercased() }

  private mutating func origin(of value: FlowValue) -> Trace.Origin {
    switch value {
    case .expression(let site), .binding(let site): .expression(site, scope: keep())
    case .other(let node):
      switch program.properties.value(node) {
      case .expression(let site): .expression(site, scope: keep())
      default: .flow
      }
    case .absent, .unset, .literal: .flow
    }
  }

  /// What an action does to variables and attributes whatever the world answers.
  private mutating func apply(_ all: FlowEffects, _ effects: inout ArraySlice<RunRecord.Effect>) {
    for assignment in all.assignments {
      guard let value = take(.variable, &effects) else { return }
      let origin = origin(of: assignment.value)
      scope.variables[name(of: assignment.target)] = origin
      scope.values.append((name(of: assignment.target), value.value ?? .notSet))
    }
    for read in all.reads {
      guard let target = read.target else { continue }
      guard let effect = take(.attribute, &effects) else { return }
      scope.variables[name(of: target)] =
        scope.attributes[effect.name] ?? .answer([.key("attributes"), .key(effect.name)], .string)
      scope.values.append((name(of: target), effect.value ?? .notSet))
    }
    for write in all.writes {
      guard let effect = take(.attribute, &effects) else { return }
      if effect.value != nil { scope.attributes[effect.name] = origin(of: write.value) }
    }
  }

  private func take(
    _ kind: RunRecord.Effect.Kind, _ effects: inout ArraySlice<RunRecord.Effect>
  ) -> RunRecord.Effect? {
    guard let place = effects.firstIndex(where: { $0.kind == kind }) else { return nil }
    defer { effects = effects[(place + 1)...] }
    return effects[place]
  }

  /// The variables that the answer of the world fills.
  private mutating func fill(_ id: ActionID, _ step: RunRecord.Step, _ turn: Int) {
    let way = step.way
    let inputs = step.effects.count { $0.kind == .asks }
    let input: Draft.Path = [.key("inputs"), .index(inputCount + max(0, inputs - 1))]
    let answered = program.answerPath(of: id) ?? []
    for output in flow[id].effects.outputs {
      let target = name(of: output.target)
      let type = program.type(of: target, in: flow[id].container)
      let outcome = output.kind == .dataActionFailure || output.ways.contains("failure") ? "failure" : "success"
      let name = output.name ?? ""
      switch program.demand(of: id) {
      case .dataAction:
        guard way == outcome else { continue }
        scope.variables[target] = .answer(answered + [.index(turn), .key(outcome), .key(name)], type)
      case .table:
        let key = step.effects.first { $0.kind == .calls }?.value?.text
        guard way == "found", let key else { continue }
        scope.variables[target] = .answer(answered + [.key(key), .key(name)], type)
      case .module:
        let key = name == "exitReason" ? "exit-reason" : name
        scope.variables[target] = .answer(answered + [.index(turn), .key(key)], type)
      case .inputs, .bot:
        guard inputs > 0 else { continue }
        scope.variables[target] = .answer(name == "detectedIntent" ? input + [.key("intent")] : input, type)
      case .schedule, .transfer, .object, .other, nil: scope.variables[target] = .flow
      }
    }
    guard inputs > 0, case .bot? = program.demand(of: id) else { return }
    if let slot = program.slot(of: id) {
      let type = program.type(of: slot, in: nil)
      let isFilled = step.effects.contains { $0.kind == .variable && $0.name.lowercased() == slot.lowercased() }
      if isFilled, scope.variables[slot.lowercased()] == nil {
        scope.variables[slot.lowercased()] = .answer(input, type)
      }
    } else {
      for effect in step.effects where effect.kind == .variable && effect.name.hasPrefix("Slot.") {
        let type = program.type(of: effect.name, in: nil)
        scope.variables[effect.name.lowercased()] = .answer(input + [.key("slots"), .key(effect.name)], type)
      }
    }
  }
}
