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
/// The run walks the points of the graph; what is open (calls of tasks, loops) is kept in lists, so that no flow is too
/// deep for the machine's own stack.
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
    /// How many passes it makes.
    let count: Int64
    var index: Int64
  }

  /// What ends a run before the flow does.
  enum Stop: Error {
    case end(RunRecord.End)
    /// A run-time error, which goes to the flow's error handling.
    case failure(String)
  }

  /// The most actions of a run, which is Genesys' own limit.
  static let actionLimit = 10_000

  let program: FlowProgram
  var flow: Flow { program.flow }
  var environment: ConversationEnvironment
  var answers: Answers
  var inputs: ArraySlice<Answers.Input>
  var attributes: [String: String] = [:]
  var frames: [Frame] = []
  var loops: [Loop] = []
  /// The menus that were played, the last one last.
  var menus: [ContainerID] = []
  /// The container that the run is in.
  var container: ContainerID?
  /// The way that the end of a task named.
  var taskWay: String?
  var steps: [RunRecord.Step] = []
  private var actionCount = 0
  private let start: ContainerID?

  init(_ program: FlowProgram, _ scenario: Scenario) {
    self.program = program
    answers = scenario.answers
    inputs = scenario.answers.inputs[...]
    start = scenario.start
    environment = ConversationEnvironment(scenario.conversation)
    environment.now = scenario.now
    environment.randomSeed = scenario.seed
    environment.inventory = scenario.inventory
    environment.explains = false
    let customer = scenario.conversation?.choose("customer")?.participant
    if let members = customer?.attributes?.members {
      for (key, value) in members {
        if let name = key.string, let text = Value(value).text { attributes[name] = text }
      }
    }
    for (name, value) in scenario.attributes { attributes[name] = value }
    declare(nil)
    for (name, plan) in scenario.variables {
      let value = (try? Evaluator.evaluate(plan, in: &environment))?.value ?? .notSet
      bind(name, value)
    }
  }

  /// Runs to the end.
  mutating func result() -> RunRecord {
    var vertex =
      start.map { Vertex.entry($0) } ?? program.graph.successors(of: .start).first { $0.reason == .next }?.target
    var end = RunRecord.End(kind: .exit)
    do throws(Stop) {
      while let place = vertex {
        if case .exit(let exit) = place {
          end = self.end(at: exit)
          break
        }
        vertex = try next(after: place)
      }
    } catch {
      switch error {
      case .end(let stop): end = stop
      case .failure(let message):
        record(.error, "", .string(message))
        end = RunRecord.End(kind: .error, container: container, action: steps.last?.action, error: message)
      }
    }
    var record = RunRecord(steps: steps, end: end, attributes: attributes)
    record.variables = variablesInScope
    return record
  }

  private mutating func next(after vertex: Vertex) throws(Stop) -> Vertex? {
    switch vertex {
    case .start, .exit: return nil
    case .entry(let id): return try enter(id)
    case .action(let id):
      actionCount += 1
      guard actionCount <= Self.actionLimit else {
        throw .end(
          RunRecord.End(
            kind: .limit, container: container, action: id, error: "the run has \(Self.actionLimit) actions"))
      }
      steps.append(RunRecord.Step(container: flow[id].container, action: id, depth: frames.count))
      return try perform(id)
    case .after(let id): return try comeBack(to: id)
    case .end(let id): return finish(id)
    }
  }

  // MARK: Containers

  private mutating func enter(_ id: ContainerID) throws(Stop) -> Vertex? {
    container = id
    declare(id)
    if flow[id].isMenu { return try play(id) }
    return program.graph.successors(of: .entry(id)).first { $0.reason == .next }?.target
  }

  /// Leaves all that is open, as a jump does.
  mutating func forget() {
    frames.removeAll()
    loops.removeAll()
  }

  private mutating func finish(_ id: ContainerID) -> Vertex? {
    if let frame = frames.last, frame.task == id { return .after(frame.caller) }
    loops.removeAll()
    return program.graph.successors(of: .end(id)).first { edge in
      switch edge.reason {
      case .back, .next: true
      default: false
      }
    }?.target
  }

  private mutating func comeBack(to caller: ActionID) throws(Stop) -> Vertex? {
    if let frame = frames.popLast() {
      // What the task gives back is taken before its variables are gone.
      let outputs = flow[caller].effects.outputs.map { output in
        (output, output.name.flatMap { environment.variables[$0.lowercased()]?.value } ?? .notSet)
      }
      undeclare(frame.task)
      for (name, binding) in frame.variables { environment.bind(name, binding) }
      loops = frame.loops
      container = flow[caller].container
      steps.append(RunRecord.Step(container: flow[caller].container, action: caller, depth: frames.count))
      for (output, value) in outputs { try assign(output.target, value) }
    }
    let way = taskWay ?? "default"
    taskWay = nil
    return leave(caller, by: way, from: .after(caller))
  }

  /// How a run is over where its graph ends.
  private func end(at exit: ControlFlow.Exit) -> RunRecord.End {
    let action = steps.last?.action
    let kind: RunRecord.End.Kind =
      switch exit {
      case .transferred: .transfer
      case .left: .exit
      case .elsewhere: .undecided
      case .ended: isDisconnect(action) ? .disconnect : .exit
      }
    var end = RunRecord.End(kind: kind, container: container, action: action)
    if exit == .transferred, let action { end.target = target(of: action) }
    if exit == .elsewhere { end.needs = "what the flow does where the export names nothing that it goes to" }
    return end
  }

  /// Whether a flow that ends with an action, or with the end of its list, takes the interaction with it.
  private func isDisconnect(_ action: ActionID?) -> Bool {
    guard let type = action.flatMap({ flow[$0].definition }) else { return !FlowType.leaving.contains(flow.type) }
    if type.effects.contains(.disconnect) { return true }
    return type.course != .ends && !FlowType.leaving.contains(flow.type)
  }
}
