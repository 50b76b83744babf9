import ArgumentParser
import Conversations
import Diagnosis
import Expressions
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb why EXPRESSION [FILE]`, `plumb why --key KEY [FILE]`
struct WhyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explains why an attribute is missing from a conversation.",
    discussion: """
      With an expression, each attribute that it reads is explained; it is not evaluated. Flows, a second reading and \
      events tell more than the conversation alone; with flows, the conversation may be left out.

      Examples:
        plumb why --key custom_order_id conversation.json
        plumb why --key tier --key language conversation.json
        plumb why 'participant.attributes.tier == "gold"' conversation.json
        plumb why --key tier conversation.json --flow flows/
        plumb why --all conversation.json --flow order-tracking.yaml
        plumb why --key tier first.json --second later.json
        plumb why --key tier conversation.json --flow flow.yaml --simulate --mocks mocks.yaml
        plumb why --key tier conversation.json --events events.ndjson --timeline
        plumb why --key tier --ndjson conversations.ndjson --histogram
        plumb why --key tier --ndjson conversations.ndjson --format json --bad-lines report
        plumb why --key tier --conversation CONVERSATION --flow auto --wait 10
        plumb why --key tier --conversation CONVERSATION --watch

      --simulate runs the flow on the conversation's data, as 'plumb flow run' does, and tells where the run sets the key \
      or passes by; what the run needs is told, and the answer stands without it.

      The first line of each answer is the verdict. Values are never printed, only their lengths. --watch prints the \
      verdict, with the time before it, at once and whenever the answer changes; as jsonl the answer itself. It ends with \
      the conversation, and with the exit code of the last answer.

      Exit codes: 0 every key is present, 1 one is not, 2 wrong usage, 3 an input could not be used, 4 Genesys \
      Cloud refused or could not be reached.
      """)

  /// How answers are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, jsonl, markdown, svg
  }

  @Option(
    name: .customShort("e"), parsing: .unconditional,
    help: ArgumentHelp("The expression, whatever it begins with.", valueName: "expression"))
  var expression: String?

  @Option(
    name: .customLong("key"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An attribute's name.", valueName: "key"))
  var keys: [String] = []

  @Flag(help: "Ask for every key that the given flows read.")
  var all = false

  @Argument(
    help: ArgumentHelp(
      "The expression, unless --key, --all or -e gives what is asked, and the conversation; - is standard input.",
      valueName: "expression> [<file"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Of a page with several conversations, the one with this id.", valueName: "id"))
  var id: String?

  @OptionGroup var cloud: CloudConversationOption
  @OptionGroup var choice: ParticipantOption
  @OptionGroup var evidence: EvidenceOptions

  @OptionGroup var simulation: SimulationOptions

  @Flag(help: "Each line of the input is a conversation.")
  var ndjson = false

  @OptionGroup var lines: LineOptions

  @Flag(help: "With --ndjson: instead of answers, how many conversations have which status and which first cause.")
  var histogram = false

  @Flag(help: "Show the participants along time, with what happened on them.")
  var timeline = false

  @Option(help: "How to print; svg goes with --timeline, jsonl with --watch.")
  var format: Format = .text

  @OptionGroup var colors: ColorOption

  private var isAskedByOption: Bool { expression != nil || !keys.isEmpty || all }

  var startsPrograms: Bool { cloud.conversation != nil || evidence.asksForFlows }

  func validate() throws {
    let wordsAsked = isAskedByOption ? 0 : 1
    // A shell's pattern after --flow leaves all but its first file here.
    let mostFiles = evidence.flows.isEmpty ? 1 : Int.max
    let files = words.count - wordsAsked
    try cloud.validate(files: evidence.flows.isEmpty ? files : 0, ndjson: ndjson, talks: evidence.asksForFlows)
    if evidence.asksForFlows {
      if ndjson { throw ValidationError("--flow auto is about one conversation; leave --ndjson out") }
      if files == 0, cloud.conversation == nil {
        throw ValidationError("--flow auto fetches the flows of a conversation: give a file or --conversation")
      }
    }
    let fewestFiles = cloud.conversation != nil ? 0 : evidence.flows.isEmpty || ndjson || timeline ? 1 : 0
    if files < fewestFiles || files > mostFiles {
      throw ValidationError(
        isAskedByOption
          ? "one conversation is needed, as in: plumb why --key tier conversation.json"
          : "give a key or an expression, and a conversation: plumb why --key tier conversation.json")
    }
    if (expression != nil ? 1 : 0) + (keys.isEmpty ? 0 : 1) + (all ? 1 : 0) > 1 {
      throw ValidationError("give one of an expression, --key and --all")
    }
    if cloud.watch {
      if timeline || evidence.second != nil || evidence.wait != nil {
        throw ValidationError("--watch reads again by itself; leave --second, --wait and --timeline out")
      }
      if format != .text, format != .jsonl {
        throw ValidationError("--watch prints text or jsonl: a line at each change")
      }
    } else if format == .jsonl {
      throw ValidationError("--format jsonl needs --watch")
    }
    try simulation.validate(
      isPlain: !ndjson && !cloud.watch && !timeline, hasFlows: !evidence.flowWords.isEmpty,
      hasConversation: files > 0 || cloud.conversation != nil)
    if evidence.wait != nil, cloud.conversation == nil { throw ValidationError("--wait needs --conversation") }
    if all, evidence.flowWords.isEmpty {
      throw ValidationError("--all needs --flow: it asks for every key that flows read")
    }
    try lines.validate(ndjson: ndjson)
    if histogram, !ndjson { throw ValidationError("--histogram needs --ndjson") }
    if ndjson, timeline || evidence.second != nil || evidence.events != nil {
      throw ValidationError("--second, --events and --timeline are about one conversation; leave --ndjson out")
    }
    if format == .svg, !timeline { throw ValidationError("--format svg needs --timeline") }
    if timeline, format == .json || format == .markdown {
      throw ValidationError("--timeline is printed as text or svg")
    }
    if ndjson, format == .markdown { throw ValidationError("--ndjson is printed as text or json") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let preferences = try choice.parsed()
    var asked: WhyQuestion?
    if !keys.isEmpty {
      asked = WhyQuestion(keys: keys, preferences: preferences)
    } else if !all {
      let compiled = CompiledExpression(expression ?? words[0])
      guard compiled.tree.isValid else {
        let style = colors.errors(on: console)
        for diagnostic in compiled.tree.diagnostics {
          console.complain(compiled.text.rendered(diagnostic, style: style))
        }
        return .input
      }
      asked = WhyQuestion(compiled.tree, preferences: preferences)
    }
    var reader = EvidenceReader(in: console.inputs, refuses: console.complain(of:_:))
    var files = Array(words.dropFirst(isAskedByOption ? 0 : 1))
    // A shell's pattern after --flow leaves all but its first file here.
    let file = files.isEmpty || cloud.conversation != nil ? nil : files.removeFirst()
    try evidence.read(by: &reader, moreFlows: files, on: console)
    var status = ExitStatus.done
    let source = WhySource(
      file: file, cloud: cloud, source: ConversationSource(in: console.inputs, id: id), console: console)
    var refusal: (any Error)?
    do throws(CloudReader.Failure) {
      if cloud.watch {
        if evidence.asksForFlows {
          for id in cloud.conversations {
            status.raise(to: try fetchFlows(ofConversation: id, by: &reader, on: console))
          }
        }
        if reader.hasFailed { status.raise(to: .input) }
        let question = asked ?? WhyQuestion(keys: keysRead(by: reader.evidence), preferences: preferences)
        return try watch(question, reader.evidence, source.source, status, on: console)
      }
      var items = ndjson ? nil : try source.items()
      let found = items?.filter { (try? $0.conversation.get()) != nil } ?? []
      if found.count > 1 { return refuse(found, on: console) }
      if found.count == 1, let all = items, all.count > 1 {
        for case (let file, .failure(let problem)) in all.map({ ($0.file, $0.conversation) }) {
          console.complain(of: file, problem.message)
        }
        status.raise(to: .input)
        items = found
      }
      if evidence.asksForFlows, case .success(let conversation)? = items?.first?.conversation {
        status.raise(to: try fetchFlows(of: conversation, by: &reader, on: console))
      }
      if reader.hasFailed { status.raise(to: .input) }
      let question = asked ?? WhyQuestion(keys: keysRead(by: reader.evidence), preferences: preferences)
      if ndjson, let file {
        return explainLines(of: file, source.source, question, reader.evidence, status, on: console)
      }
      guard let item = items?.first else {
        let explanations = question.keys.map { Explanation(of: $0, evidence: reader.evidence) }
        print(
          WhyReport(conversation: nil, line: nil, explanations: explanations, evidence: reader.evidence), on: console)
        status.raise(to: explanations.isEmpty ? .done : .no)
        return status
      }
      switch item.conversation {
      case .success(let conversation):
        if let seconds = evidence.wait {
          reader.evidence.second = try source.secondReading(after: seconds)
          reader.evidence.secondDelay = seconds
        } else if let second = evidence.second {
          reader.readSecond(FilePath(second), after: conversation, of: FilePath(item.file))
        }
        if reader.hasFailed { status.raise(to: .input) }
        console.confine()
        switch Result(catching: { try simulation.run(on: conversation, preferences, reader.evidence, console) }) {
        case .success(let run): status.raise(to: explain(conversation, question, reader.evidence, run, on: console))
        case .failure(let error): refusal = error
        }
      case .failure(let problem):
        console.complain(of: item.file, problem.message)
        status.raise(to: .input)
      }
    } catch {
      return max(status, error.status)
    }
    if let refusal { throw refusal }
    return status
  }

  private func refuse(_ items: [ConversationSource.Item], on console: Console) -> ExitStatus {
    let file = TerminalText.escaped(items[0].file)
    console.complain(
      """
      Error: \(file) holds \(items.count) conversations; pick one with --id
        See 'plumb help why' for more information.
      """)
    return .usage
  }

  /// Every key that the flows read, once.
  private func keysRead(by evidence: Evidence) -> [String] {
    var keys: [String] = []
    for key in evidence.flows.flatMap(\.keysRead) where !keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
      keys.append(key)
    }
    return keys
  }

  private func fetchFlows(
    of conversation: Conversation, by reader: inout EvidenceReader, on console: Console
  ) throws(CloudReader.Failure) -> ExitStatus {
    guard let id = cloud.conversation ?? conversation.id else { return .input }
    return try fetchFlows(ofConversation: id, by: &reader, on: console)
  }

  private func fetchFlows(
    ofConversation id: String, by reader: inout EvidenceReader, on console: Console
  ) throws(CloudReader.Failure) -> ExitStatus {
    let (flows, status) = try cloud.reader(console).flows(of: id)
    for flow in flows { reader.readFlow(flow.contents, named: flow.name) }
    if flows.isEmpty, status == .done {
      console.complain("plumb: the conversation \(TerminalText.escaped(id)) names no flow that ran")
    }
    return status
  }

  private func explain(
    _ conversation: Conversation, _ question: WhyQuestion, _ evidence: Evidence, _ run: WhyRun?, on console: Console
  ) -> ExitStatus {
    var report = WhyReport(on: conversation, line: nil, question, evidence)
    report.run = run
    if report.explanations.isEmpty {
      console.complain(
        all ? "plumb: the flows read no attribute" : "plumb: the expression reads no attribute of a participant")
    }
    print(report, on: console)
    return report.explanations.contains { $0.status != .present } ? .no : .done
  }
}
