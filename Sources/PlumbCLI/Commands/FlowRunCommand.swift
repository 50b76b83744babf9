import ArgumentParser
import Conversations
import Documents
import Expressions
import Flows
import JSON
import Simulation
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb flow run FLOW [FILE]`
struct FlowRunCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a flow offline and shows what it does.",
    discussion: """
      The flow runs on participant data, with answers for all that only the world knows: data actions, tables, what the \
      caller enters, schedules, transfers. Nothing is invented: where an answer is needed that is not given the run stops \
      and prints the lines to add to the file of --mocks. Transfers succeed unless that file says otherwise.

      Examples:
        plumb flow run flow.yaml
        plumb flow run flow.yaml conversation.json --mocks mocks.yaml
        plumb flow run flow.yaml --attribute tier=gold --input 1 --input 4711
        plumb flow run flow.yaml --set 'Flow.count=3' --format json
        plumb flow run flow.yaml --interactive --save-test test.json
        plumb flow run flow.yaml --conversation CONVERSATION

      With --interactive what is needed is asked for as the run comes to it: on standard error, a line of standard input \
      is the answer. What a caller does is typed as it is, or as { intent: … }; everything else as a file of mocks has it. \
      An answer counts for the rest of the run.

      Exit codes: 0 the flow ended, 1 it ended in an error or at the limit of actions, 2 wrong usage, 3 an answer was \
      needed, a value that is not known would have decided, or a file could not be used, 4 Genesys Cloud refused or could \
      not be reached.
      """)

  static let helpWords = "flow run"

  /// How runs are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, mermaid
  }

  @Argument(help: ArgumentHelp("The flow, and a conversation.", valueName: "flow> [<file"))
  var files: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An attribute of the flow's participant, over those of the conversation.", valueName: "key=value"))
  var attribute: [String] = []

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Give a variable, an input or a built-in the value of an expression.", valueName: "name=expression"))
  var assignments: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("What the caller presses or says next; no-input and no-match are silence and nonsense."))
  var input: [String] = []

  @Option(help: ArgumentHelp("What the world answers, in YAML or JSON.", valueName: "file"))
  var mocks: String?

  @Flag(help: "Ask for answers that are needed.")
  var interactive = false

  @Option(help: ArgumentHelp("Fetch the conversation from Genesys Cloud, through plumb-cloud.", valueName: "id"))
  var conversation: String?

  @Option(help: ArgumentHelp("With --conversation: the time for fetching.", valueName: "seconds"))
  var timeout: Int?

  @OptionGroup var connection: ConnectionFlags

  @Option(help: ArgumentHelp("Begin in this container.", valueName: "name"))
  var from: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Files and folders of modules and bots that it calls, beside those of its own folder.", valueName: "path"))
  var flows: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Exports of data actions, and folders of them, whose contracts mocks are held against, beside those of the flow's folder.",
      valueName: "path"))
  var contracts: [String] = []

  @Option(help: ArgumentHelp("The language that the flow begins in.", valueName: "language"))
  var language: String?

  @Option(help: ArgumentHelp("The organisation's queues, users, skills …", valueName: "file"))
  var inventory: String?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var project: ConfigurationOption

  @Flag(help: "Show values that came from the conversation.")
  var showValues = false

  @Option(help: ArgumentHelp("Write the run as a test, values in full.", valueName: "file"))
  var saveTest: String?

  @Option(help: "How to print.")
  var format: Format = .text

  var startsPrograms: Bool { conversation != nil }

  func validate() throws {
    if files.isEmpty { throw ValidationError("a flow is missing, as in: plumb flow run flow.yaml") }
    if files.count > 2 {
      throw ValidationError("expected a flow and a conversation, found ‘\(TerminalText.escaped(files[2]))’ too")
    }
    if conversation == nil {
      if timeout != nil || connection.areGiven {
        throw ValidationError("--timeout, --base-url, --profile and --env-file go with --conversation")
      }
    } else {
      if files.count > 1 { throw ValidationError("give either a file or --conversation") }
      if saveTest != nil {
        throw ValidationError("--save-test needs the conversation in a file: plumb cloud conversation get ID > FILE")
      }
      if let timeout, !(1...86_400).contains(timeout) { throw ValidationError("--timeout wants 1 to 86400 seconds") }
    }
    if interactive, files.contains("-") {
      throw ValidationError("with --interactive standard input has the answers; name files")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    var found: Flow?
    let status = console.eachFlowFile(of: [files[0]]) { file in found = found ?? file.flows.first }
    guard let flow = found else { return status == .done ? .input : status }
    if flow.isForeign {
      throw ValidationError("‘\(flow.formatName)’ is no format of Architect's; its flows cannot be run")
    }
    let functions = try project.loaded(for: [files[0]], console: console).functions
    var scenario = Scenario()
    do throws(CloudReader.Failure) {
      switch try conversationItem(on: console) {
      case (_, .success(let conversation))?: scenario.conversation = conversation
      case (let name, .failure(let problem))?:
        console.complain(of: name, problem.message)
        return .input
      case nil: break
      }
    } catch {
      return error.status
    }
    console.confine()
    for text in attribute {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw ValidationError("--attribute wants KEY=VALUE, as in tier=gold; found ‘\(TerminalText.escaped(text))’")
      }
      scenario.attributes[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    scenario.variables = try assignments.map { try VariableOptions.assignment($0, functions: functions) }
    let hand = FlowsAtHand(in: console.inputs, functions: functions)
    if let mocks {
      scenario.answers = try PersonalFile.answers(
        of: mocks, contracts: { contractsAtHand(hand) }, in: console.inputs)
    }
    scenario.answers.inputs = input.map(Answers.Input.init(typed:)) + scenario.answers.inputs
    scenario.now = clock.milliseconds
    scenario.seed = clock.seed ?? 0
    scenario.language = language
    scenario.flows = hand.programs(for: flow, at: files[0], others: flows)
    scenario.inventory = try inventory.map { try JSONFile.inventory($0, in: console.inputs) }
    if let from { scenario.start = try container(named: from, of: flow) }
    let program = FlowProgram(flow, functions: functions)
    var record = program.run(scenario)
    var mask = SecretMask()
    _ = flow.learnSecrets(of: &mask)
    let hidesValues = scenario.conversation != nil && !showValues
    var shown = 0
    var asked = interactive ? try AskedAnswers(world(console), contracts: contractsAtHand(hand), in: console) : nil
    while asked != nil, let missing = record.end.missing {
      let view = RunView(record, file: files[0], hidesValues: hidesValues)
      let done = max(shown, record.steps.count - 1)
      if format == .text { console.print(mask.masked(view.lines(of: shown..<done, goesOn: true))) }
      shown = done
      let said = view.lastEffects.map { mask.masked($0) }
      guard asked?.ask(for: missing, record.end.needs ?? "", after: said) == true else { break }
      let before = (scenario.answers, record)
      scenario.answers = asked?.answers ?? scenario.answers
      record = program.run(scenario)
      if record.end.wrongAnswer != nil {
        console.complain(TerminalText.escaped("  expected \(record.end.needs ?? "another answer")"))
        asked?.takeBack()
        (scenario.answers, record) = before
      }
    }
    if let problem = try PersonalFile.problem(with: record, in: mocks, console.inputs) { throw UsageProblem(problem) }
    let view = RunView(record, file: files[0], hidesValues: hidesValues)
    switch format {
    case .text: console.print(mask.masked(view.text(after: shown)))
    // A program reads it.
    case .json: console.print(RunView(record, file: files[0], hidesValues: false).json)
    case .mermaid: console.print(mask.masked(view.mermaid))
    }
    if let saveTest {
      let world = try asked?.world ?? world(console)
      do throws(InputProblem) {
        try FileReplacement.write(savedTest(of: record, at: FilePath(saveTest), world), to: FilePath(saveTest))
      } catch {
        console.complain(of: saveTest, error.message)
        return .input
      }
    }
    switch record.end.kind {
    case .disconnect, .transfer, .exit, .waits: return status
    case .error, .limit: return .no
    case .mockNeeded, .undecided: return .input
    }
  }

  /// The conversation that the run begins with, and how it is named; nil where none is given.
  private func conversationItem(
    on console: Console
  ) throws(CloudReader.Failure) -> (name: String, conversation: Result<Conversation, InputProblem>)? {
    let source = ConversationSource(in: console.inputs)
    if let conversation {
      let contents = try CloudReader(console: console, flags: connection, timeout: timeout).conversation(conversation)
      let name = CloudConversationOption.name(of: conversation)
      return source.items(named: name, contents: contents).first.map { (name, $0.conversation) }
    }
    guard files.count > 1 else { return nil }
    return (files[1], source.items(of: FilePath(files[1]))[0].conversation)
  }

  private func contractsAtHand(_ hand: FlowsAtHand) -> DataActionContracts {
    hand.contracts(besideFlowAt: files[0], others: contracts)
  }

  /// What the world answers, as the file and the command line say.
  private func world(_ console: Console) throws -> JSONValue {
    let root = try mocks.flatMap { try PersonalFile.root(of: FilePath($0), in: console.inputs)?.root }
    var world = root.flatMap { JSONValue(parsing: Array(($0["mocks"] ?? $0).plainJSON.utf8)) } ?? .object([])
    if !world.isObject { world = .object([]) }
    let inputs = input.map { JSONValue.string($0) } + world.items("inputs")
    if !inputs.isEmpty { world["inputs"] = .array(inputs) }
    return world
  }

  /// The run as a test file, which JSON and YAML both are.
  private func savedTest(of record: RunRecord, at file: FilePath, _ world: JSONValue) -> [UInt8] {
    var given = JSONValue.object([])
    if files.count > 1 { given["conversation"] = .string(FilePath(files[1]).relative(to: file.folder)) }
    if !attribute.isEmpty {
      given["attributes"] = .object(
        attribute.compactMap { text in
          text.firstIndex(of: "=").map { equals in
            JSONMember(key: String(text[..<equals]), value: .string(String(text[text.index(after: equals)...])))
          }
        })
    }
    if !assignments.isEmpty {
      given["variables"] = .object(
        assignments.compactMap { text in
          text.firstIndex(of: "=").map { equals in
            JSONMember(key: String(text[..<equals]), value: .string(String(text[text.index(after: equals)...])))
          }
        })
    }
    if let now = clock.now { given["now"] = .string(now) }
    if let seed = clock.seed { given["seed"] = .number(String(seed)) }
    if let language { given["language"] = .string(language) }
    let end = record.end
    let name = "\(record.flows[0].flow.name ?? "the flow") ends with \(end.target?.name ?? end.kind.rawValue)"
    let test = JSONValue.object([
      JSONMember(key: "name", value: .string(name)), JSONMember(key: "given", value: given),
      JSONMember(key: "mocks", value: world), JSONMember(key: "expect", value: record.expectations),
    ])
    var writer = JSONWriter()
    writer.value(
      .object([
        JSONMember(key: "plumb", value: .string("test/1")),
        JSONMember(key: "flow", value: .string(FilePath(files[0]).relative(to: file.folder))),
        JSONMember(key: "tests", value: .array([test])),
      ]))
    return writer.take() + [UInt8(ascii: "\n")]
  }

  private func container(named name: String, of flow: Flow) throws -> ContainerID {
    let names = flow.containers.map { $0.name ?? "" }
    guard let index = names.firstIndex(of: name) else {
      throw ValidationError(
        "--from ‘\(TerminalText.escaped(name))’: the flow has no such container\(suggestion(nearestNames(to: name, among: names)))"
      )
    }
    return ContainerID(index: index)
  }
}

extension Answers.Input {
  /// What was typed for `--input`.
  fileprivate init(typed text: String) {
    switch text {
    case "no-input": self = .noInput
    case "no-match": self = .noMatch
    default: self = .keys(text)
    }
  }
}

extension FilePath {
  /// The path as a file in a folder names it.
  func relative(to folder: FilePath) -> String {
    let own = Array(FileSystem.absolute(self).lexicallyNormalized().components)
    let other = Array(FileSystem.absolute(folder).lexicallyNormalized().components)
    let common = zip(own, other).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: other.count - common) + own.dropFirst(common).map(\.string)
    return steps.joined(separator: "/")
  }
}
