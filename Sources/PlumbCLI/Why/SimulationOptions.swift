import ArgumentParser
import Conversations
import Diagnosis
import Expressions
import Flows
import Simulation
import SourceText
import Terminal
import Workspace

/// `--simulate` of `why`: runs the flow on the conversation's data.
struct SimulationOptions: ParsableArguments {
  @Flag(help: "Run the flow on the conversation's data, and tell where the run sets the key or passes by.")
  var simulate = false

  @Option(help: ArgumentHelp("With --simulate: what the world answers, in YAML or JSON.", valueName: "file"))
  var mocks: String?

  /// Refuses what does not go together.
  func validate(isPlain: Bool, hasFlows: Bool, hasConversation: Bool) throws {
    guard simulate else {
      if mocks != nil { throw ValidationError("--mocks goes with --simulate") }
      return
    }
    if !hasFlows { throw ValidationError("--simulate runs a flow: give --flow FILE") }
    if !hasConversation { throw ValidationError("--simulate runs on a conversation: give its file or --conversation") }
    if !isPlain { throw ValidationError("--simulate is about one reading; leave --ndjson, --watch and --timeline out") }
  }

  /// The run; nil where none is asked for. What it needs is told.
  func run(
    on conversation: Conversation, _ preferences: [ParticipantPreference], _ evidence: Evidence, _ console: Console
  ) throws -> WhyRun? {
    guard simulate else { return nil }
    let flows = evidence.flows.filter { !$0.flow.isForeign }
    guard flows.count == 1 else {
      throw ValidationError("--simulate runs one flow, found \(flows.isEmpty ? "none" : String(flows.count))")
    }
    let hand = FlowsAtHand(in: console.inputs, functions: .standard)
    var scenario = Scenario()
    scenario.conversation = conversation
    scenario.preferences = preferences
    scenario.now = (evidence.now ?? .now).milliseconds
    scenario.inventory = evidence.inventory
    if let mocks {
      scenario.answers = try PersonalFile.answers(
        of: mocks, contracts: { hand.contracts(besideFlowAt: flows[0].file, others: []) }, in: console.inputs)
    }
    scenario.flows = hand.programs(for: flows[0].flow, at: flows[0].file, others: [])
    let record = FlowProgram(flows[0].flow).run(scenario)
    if let problem = try PersonalFile.problem(with: record, in: mocks, console.inputs) { throw UsageProblem(problem) }
    let run = WhyRun(record, of: flows[0], hidesValues: true)
    if let needs = run.needs {
      console.complain(TerminalText.escaped("plumb: the run of ‘\(flows[0].name)’ needs \(needs)"))
      for line in run.lines { console.complain(TerminalText.escaped(line)) }
    }
    return run
  }
}
