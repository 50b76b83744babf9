import Conversations
import Expressions
import Flows
import JSON
import SourceText

extension FlowProgram {
  /// Runs the flow.
  public func run(_ scenario: Scenario) -> RunRecord {
    var run = Run(self, scenario)
    return run.result()
  }
}

/// One run of a flow, from where it begins to where it ends.
///
/// What is open (calls of tasks and flows, loops) is kept in lists, so that no flow is too deep for the machine's own
/// stack.
struct Run {
  typealias Vertex = ControlFlow.Vertex

  /// A call of a task that has not come back.
  struct Frame {
    let caller: ActionID
    let task: ContainerID
    /// The variables of the caller's container, which the task may have by the same names.
    let variables: [(name: String, binding: VariableBinding)]
    let loops: [Loop]
  }

  /// A loop that is under way.
  struct Loop {
    let action: ActionID
    /// How many passes it makes at most; nil where nothing says so.
    let count: Int64?
    var index: Int64
  }

  /// A flow that called another one which has not come back.
  struct Outer {
    let program: FlowProgram
    let number: Int
    /// How many calls were open in it, and round it.
    let depth: Int
    let caller: ActionID
    let environment: RunEnvironment
    let frames: [Frame]
    let loops: [Loop]
    let menus: [ContainerID]
    let container: ContainerID?
  }

  /// What ends a run before the flow does.
  enum Stop: Error {
    case end(RunRecord.End)
    /// A run-time error, which goes to the flow's error handling.
    case failure(String)
    /// The run goes on elsewhere, where its error handling leads.
    case jump(Vertex?)
  }

  /// The most actions of a run, which is Genesys' own limit; error handling has some more.
  static let actionLimit = 10_000
  static let handlingActions = 1_000

  var program: FlowProgram
  var flow: Flow { program.flow }
  let scenario: Scenario
  var flows: [FlowProgram]
  var number = 0
  var environment: RunEnvironment
  var answers: Answers
  var inputs: ArraySlice<Answers.Input>
  var attributes: [String: Value] = [:]
  var outers: [Outer] = []
  var frames: [Frame] = []
  var loops: [Loop] = []
  /// The menus that were played, the last one last.
  var menus: [ContainerID] = []
  /// The container that the run is in.
  var container: ContainerID?
  /// What the next container that is entered is given.
  var handedOver: [(name: String, value: Value)] = []
  /// The end of the task that has just ended.
  var taskEnd: ActionID?
  var steps: [RunRecord.Step] = []
  /// What is said before the first step.
  var pendingEffects: [RunRecord.Effect] = []
  var notes: [String] = []
  /// How long the flow has waited, in milliseconds.
  var waited: Int64 = 0
  private var actionCount = 0
  var limit = actionLimit
  /// The error that went to the flow's error handling, which is told at the end.
  var error: String?
  /// Whether error handling is under way: a second error ends the run.
  private var isHandling = false
  /// What the run looked like when its list began anew.
  private var lastPass: String?
  /// What each step began with, where somebody wants to know.
  var observed: [RunEnvironment]?
  /// How many calls are open.
  var depth: Int { frames.count + (outers.last.map { $0.depth + 1 } ?? 0) }

  init(_ program: FlowProgram, _ scenario: Scenario) {
    self.program = program
    self.scenario = scenario
    flows = [program]
    answers = scenario.answers
    inputs = scenario.answers.inputs[...]
    environment = Self.environment(scenario)
    let customer = scenario.conversation.flatMap { conversation in
      let preference = scenario.preferences.last { $0.purpose == "customer" }?.selector
      return conversation.choose("customer", by: preference ?? .auto)?.participant
    }
    if let members = customer?.attributes?.members {
      for (key, value) in members {
        if let name = key.string, let text = Value(value).text { attributes[name] = .string(text) }
      }
    }
    for (name, value) in scenario.attributes { attributes[name] = value.map { .string($0) } }
  }

  /// A new environment, in which nothing has a value.
  static func environment(_ scenario: Scenario) -> RunEnvironment {
    var base = ConversationEnvironment(scenario.conversation, preferences: scenario.preferences)
    base.now = scenario.now
    base.randomSeed = scenario.seed
    base.inventory = scenario.inventory
    base.explains = false
    return RunEnvironment(base: base, objects: scenario.answers.objects)
  }

  /// Runs to the end.
  mutating func result() -> RunRecord {
    var vertex: Vertex?
    var end: RunRecord.End?
    do throws(Stop) { vertex = try begin() } catch { (vertex, end) = take(error) }
    while end == nil {
      do throws(Stop) {
        let place = vertex ?? .exit(.elsewhere)
        if case .exit(let exit) = place { vertex = try leaveFlow(by: exit) } else { vertex = try next(after: place) }
      } catch {
        (vertex, end) = take(error)
      }
    }
    var record = RunRecord(flows: flows, steps: steps, end: end!, attributes: attributes)
    record.end.error = record.end.error ?? error
    record.variables = variablesInScope
    record.notes = notes
    record.unusedAnswers = answers.unused
    if !inputs.isEmpty, !scenario.answers.inputs.isEmpty { record.unusedAnswers.append("inputs: \(inputs.count) left") }
    return record
  }

  private mutating func begin() throws(Stop) -> Vertex {
    if let language = scenario.language { speakIn(language) }
    try declare(nil)
    try bindGiven()
    guard let start = scenario.start ?? program.start else {
      throw .end(ended(.undecided, needs: "the container that it begins in, which the export does not name (--from)"))
    }
    if case let greeting = program.properties.greeting, scenario.start == nil {
      if let value = try spoken(greeting) {
        pendingEffects.append(RunRecord.Effect(kind: .says, name: "", value: value))
      }
    }
    return .entry(start)
  }

  /// What a run-time error comes to, or the end.
  private mutating func take(_ stop: Stop) -> (Vertex?, RunRecord.End?) {
    switch stop {
    case .end(let end): return (nil, end)
    case .failure(let message): return handle(message, .error)
    case .jump(let vertex): return (vertex, nil)
    }
  }

  private mutating func next(after vertex: Vertex) throws(Stop) -> Vertex? {
    switch vertex {
    case .start, .exit: return nil
    case .entry(let id): return try enter(id)
    case .action(let id):
      try count()
      add(RunRecord.Step(flow: number, container: flow[id].container, action: id, depth: depth))
      return try perform(id)
    case .after(let id): return try comeBack(to: id)
    case .end(let id): return try finish(id)
    }
  }

  /// Counts an action, or a menu that is played.
  mutating func count() throws(Stop) {
    actionCount += 1
    guard actionCount > limit else { return }
    let (vertex, end) = handle("the run has \(limit) actions, which is the most that Genesys Cloud runs", .limit)
    if let end { throw .end(end) }
    throw .jump(vertex)
  }

  /// The step of a call that has come back.
  func step(comingBackTo caller: ActionID) -> RunRecord.Step {
    RunRecord.Step(flow: number, container: flow[caller].container, action: caller, depth: depth, isReturn: true)
  }

  mutating func add(_ step: RunRecord.Step) {
    var step = step
    step.effects = pendingEffects
    pendingEffects = []
    steps.append(step)
    if let count = observed?.count, count < Trace.longest { observed?.append(environment) }
  }

  // MARK: Errors

  /// What the flow does where something fails: where it goes on, or how it ends.
  mutating func handle(_ message: String, _ kind: RunRecord.End.Kind) -> (Vertex?, RunRecord.End?) {
    record(.error, "", .string(message))
    var end = ended(kind)
    end.error = message
    // The error of a module is handled by the flow that called it, a bot leaves with the reason.
    while flow.type == "commonModule", let outer = outers.popLast() { restore(outer) }
    if isHandling { return (nil, end) }
    error = message
    if !outers.isEmpty, kind == .error, case .exits? = program.errorHandling?.target {
      do throws(Stop) { return (try comeBackFromFlow(reason: "Error"), nil) } catch { return (nil, end) }
    }
    isHandling = true
    guard let handling = program.errorHandling else { return (nil, end) }
    if let value = try? spoken(handling.speech) { record(.says, "", value) }
    switch handling.target {
    case .disconnect, .endsWorkflow, .exits: return (nil, end)
    case .queue(let queue):
      end.kind = .transfer
      let name = (try? value(of: queue, as: .object("que")))?.text ?? ""
      end.target = ("queue", name)
      record(.transfers, name)
      return (nil, end)
    case .container(let id):
      limit = max(limit, actionCount + Self.handlingActions)
      forget()
      return (.entry(id), nil)
    }
  }

  // MARK: Containers

  private mutating func enter(_ id: ContainerID) throws(Stop) -> Vertex? {
    if let current = container { undeclare(current) }
    container = id
    try declare(id)
    for (name, value) in handedOver {
      give(name, value)
      record(.variable, name, value)
    }
    handedOver = []
    if flow[id].isMenu { return try play(id) }
    return program.first(of: id)
  }

  /// Leaves all that is open in this flow, as a jump does.
  mutating func forget() {
    frames.removeAll()
    loops.removeAll()
  }

  /// Goes on where a list is done.
  mutating func finish(_ id: ContainerID) throws(Stop) -> Vertex? {
    if let frame = frames.last, frame.task == id { return .after(frame.caller) }
    loops.removeAll()
    if !outers.isEmpty { return .exit(.left) }
    guard flow.type == FlowType.waitingCall || FlowType.recurring.contains(flow.type) else {
      throw .end(ended(FlowType.leaving.contains(flow.type) ? .exit : .disconnect, isListDone: true))
    }
    // Somebody waits: the list begins anew, until nothing changes any more.
    let again = flow.type == FlowType.waitingCall ? id : program.properties.recurringState ?? id
    let pass = snapshot
    if pass == lastPass {
      throw .end(ended(.waits, isListDone: true, needs: "what ends the waiting: every pass from here on does the same"))
    }
    lastPass = pass
    return .entry(again)
  }

  /// All that decides what a further pass does.
  private var snapshot: String {
    var text = "\(inputs.count) \(answers.remaining)\n"
    for (name, value) in variablesInScope where VariableName(name).isFlowWide {
      text += "\(name)=\(value.text ?? "")\n"
    }
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) { text += "\(name)=\(value.text ?? "")\n" }
    return text
  }

  private mutating func comeBack(to caller: ActionID) throws(Stop) -> Vertex? {
    let named = taskEnd.flatMap { program.properties.way(of: caller, endedBy: $0) }
    taskEnd = nil
    let way = named ?? (program.branch(named: "default", of: caller) == nil ? nil : "default")
    if let frame = frames.popLast() {
      // What the task gives back is taken before its variables are gone.
      let bound = flow[caller].effects.outputs.compactMap { output in output.name.map { ($0, output.target) } }
      let outputs = (bound + program.properties.taskOutputs(of: caller)).map { name, target in
        (target, environment.base.variables[name.lowercased()]?.value ?? .notSet)
      }
      undeclare(frame.task)
      for (name, binding) in frame.variables { environment.base.bind(name, binding) }
      loops = frame.loops
      container = flow[caller].container
      if !outputs.isEmpty { add(step(comingBackTo: caller)) }
      for (target, value) in outputs { try assign(target, value) }
    }
    guard way != nil || program.ways(of: caller).count > 1 else { return leave(caller, by: nil) }
    if steps.last?.isReturn != true { add(step(comingBackTo: caller)) }
    return leave(caller, by: way ?? "default")
  }

  // MARK: Ends

  /// Leaves the flow: back to the one that called it, or for good.
  private mutating func leaveFlow(by exit: ControlFlow.Exit) throws(Stop) -> Vertex? {
    let action = steps.last?.action
    let type = action.flatMap { flow[$0].definition }
    let isDisconnect =
      type?.effects.contains(.disconnect) == true
      || exit == .ended && type?.course != .ends && !FlowType.leaving.contains(flow.type)
    switch exit {
    case .transferred: throw .end(ended(.transfer))
    case .elsewhere:
      throw .end(ended(.undecided, needs: "what the flow does where the export names nothing that it goes to"))
    case .ended, .left:
      if isDisconnect { throw .end(ended(.disconnect)) }
      guard !outers.isEmpty else { throw .end(ended(.exit)) }
      return try comeBackFromFlow(reason: "TriggeredByFlow")
    }
  }

  /// How the run is over where it stands.
  func ended(_ kind: RunRecord.End.Kind, isListDone: Bool = false, needs: String? = nil) -> RunRecord.End {
    let step = steps.last
    let isHere = step?.flow == number
    return RunRecord.End(
      kind: kind, flow: number, container: container ?? (isHere ? step?.container : nil),
      action: isListDone || !isHere ? nil : step?.action, needs: needs)
  }

  func undecided(_ unknown: Unknown) -> Stop {
    var end = ended(.undecided, needs: unknown.message)
    if let member = unknown.member, let list = Inventory.kinds.first(where: { $0.code == member.typeCode })?.list {
      let example = "{ \(StringLiteral.quoted(member.object)): { \(Self.key(member.name)): \"…\" } }"
      end.missing = RunRecord.Missing(kind: FlowTestMocksKey.objects.rawValue, name: list, example: example)
      end.missingMember = (list, member)
    }
    return .end(end)
  }

  /// That an answer is needed, with the line of a file of mocks that gives it.
  func needed(_ id: ActionID, _ what: String, _ kind: String, _ answer: String, name: String? = nil) -> Stop {
    var end = ended(.mockNeeded, needs: what)
    end.missing = RunRecord.Missing(kind: kind, name: name ?? program.address(of: id), example: answer)
    return .end(end)
  }

  /// That an answer of the scenario cannot be taken.
  ///
  /// - Parameter path: the keys of a test file that lead to it.
  func wrongAnswer(_ message: String, at path: [String]) -> Stop {
    var end = ended(.mockNeeded, needs: message)
    end.wrongAnswer = path
    return .end(end)
  }
}
