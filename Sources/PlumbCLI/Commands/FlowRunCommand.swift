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

      Exit codes: 0 the flow ended, 1 it ended in an error or at the limit of actions, 2 wrong usage, 3 an answer was \
      needed, a value that is not known would have decided, or a file could not be used.
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

  @Option(help: ArgumentHelp("Begin in this container.", valueName: "name"))
  var from: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Files and folders of modules and bots that it calls, beside those of its own folder.", valueName: "path"))
  var flows: [String] = []

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

  func validate() throws {
    if files.isEmpty { throw ValidationError("a flow is missing, as in: plumb flow run flow.yaml") }
    if files.count > 2 {
      throw ValidationError("expected a flow and a conversation, found ‘\(TerminalText.escaped(files[2]))’ too")
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
    if files.count > 1 {
      switch ConversationSource(in: console.inputs).items(of: FilePath(files[1]))[0].conversation {
      case .success(let conversation): scenario.conversation = conversation
      case .failure(let problem):
        console.complain(of: files[1], problem.message)
        return .input
      }
    }
    for text in attribute {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw ValidationError("--attribute wants KEY=VALUE, as in tier=gold; found ‘\(TerminalText.escaped(text))’")
      }
      scenario.attributes[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    scenario.variables = try assignments.map { try VariableOptions.assignment($0, functions: functions) }
    if let mocks { scenario.answers = try PersonalFile.answers(of: mocks, in: console.inputs) }
    scenario.answers.inputs = input.map(Answers.Input.init(typed:)) + scenario.answers.inputs
    scenario.now = clock.milliseconds
    scenario.seed = clock.seed ?? 0
    scenario.language = language
    scenario.flows = FlowsAtHand(in: console.inputs, functions: functions).programs(
      for: flow, at: files[0], others: flows)
    scenario.inventory = try inventory.map { try JSONFile.inventory($0, in: console.inputs) }
    if let from { scenario.start = try container(named: from, of: flow) }
    let record = FlowProgram(flow, functions: functions).run(scenario)
    if record.end.isWrongAnswer { throw UsageProblem("expected \(record.end.needs ?? "another answer")") }
    var mask = SecretMask()
    _ = flow.learnSecrets(of: &mask)
    let view = RunView(record, file: files[0], hidesValues: files.count > 1 && !showValues)
    switch format {
    case .text: console.print(mask.masked(view.text))
    // A program reads it.
    case .json: console.print(RunView(record, file: files[0], hidesValues: false).json)
    case .mermaid: console.print(mask.masked(view.mermaid))
    }
    if let saveTest {
      do throws(InputProblem) {
        try FileReplacement.write(try savedTest(of: record, at: FilePath(saveTest), console), to: FilePath(saveTest))
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

  /// The run as a test file, which JSON and YAML both are.
  private func savedTest(of record: RunRecord, at file: FilePath, _ console: Console) throws(InputProblem) -> [UInt8] {
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
    var answers = JSONValue.object([])
    if let mocks, let root = try? PersonalFile.root(of: FilePath(mocks), in: console.inputs)?.root {
      answers = JSONValue(parsing: Array((root["mocks"] ?? root).plainJSON.utf8)) ?? answers
    }
    let inputs = input.map { JSONValue.string($0) } + answers.items("inputs")
    if !inputs.isEmpty { answers["inputs"] = .array(inputs) }
    let end = record.end
    let name = "\(record.flows[0].flow.name ?? "the flow") ends with \(end.target?.name ?? end.kind.rawValue)"
    let test = JSONValue.object([
      JSONMember(key: "name", value: .string(name)), JSONMember(key: "given", value: given),
      JSONMember(key: "mocks", value: answers), JSONMember(key: "expect", value: record.expectations),
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
