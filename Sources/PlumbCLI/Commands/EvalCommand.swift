import ArgumentParser
import Conversations
import Expressions
import Flows
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb eval EXPRESSION [FILE…]`
struct EvalCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluates an expression against the JSON of a conversation.",
    discussion: """
      EXPRESSION is any Architect expression, any path into the conversation, or both mixed. Conversations are read in \
      every shape the API gives them: REST, media view, analytics, events, listings, job and search results.

      Examples:
        plumb eval conversation.participants.customer.attributes.tier conv.json
        plumb eval 'Append("Hello ", participant.attributes["first name"])' conv.json
        plumb eval 'participant.attributes.tier' --ndjson conversations.ndjson
        plumb eval -e conversation.id -e participant.id a.json b.json
        plumb eval '3 + 4 * 5'
        plumb eval --trace 'If(IsSet(Flow.n), Flow.n * 2, 0)' --set Flow.n=21
        plumb eval --flow flow.yaml --all-sites conv.json
        plumb eval participant.attributes.tier --ndjson --with-key all.ndjson
        plumb eval -e tier=participant.attributes.tier --columns --format jsonl --ndjson all.ndjson
        plumb eval participant.attributes.tier --ndjson --histogram all.ndjson
        plumb eval participant.attributes.tier --conversation CONVERSATION
        plumb eval participant.attributes.tier --conversation CONVERSATION --watch --for 600

      The value goes to standard output; why there is none, and notes, go to standard error. Several inputs or \
      expressions give a line an input, its fields parted by tabs: NOT_SET is an empty field, the empty text \\e, and \\! \
      what could not be used or is not known. Errors of one kind are told three times, then counted.

      With --ndjson lines are answered in their order, and those that have come before the next is awaited. Of many \
      conversations each result of jsonl has the conversation’s key; --columns gives {"key":…,"tier":…}, with "tier_cause" where there is no value: \
      a cause, UNKNOWN or the code of an error. --bad-lines is about lines that hold no conversation; an expression that \
      fails on one ends with 3 anyway.

      --watch prints a line at once and whenever a result changes: the time, the conversation where there are several, and \
      the fields; as jsonl an object {"at":…,"expression":…,"isSet":…,"value":…,"cause":…,"changed":[…],"via":…}. It ends \
      with the conversation.

      Exit codes: 0 done, 1 NOT_SET with --require, 2 wrong usage, 3 an error in the expression, a value that is not \
      known or an input that is no conversation, 4 the conversation could not be fetched.
      """)

  /// How results are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, jsonl
  }

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An expression; may be given several times.", valueName: "expression"))
  var expressions: [String] = []

  @Argument(
    help: ArgumentHelp(
      "The expression, unless -e gives it, and files; - is standard input.", valueName: "expression> [<file"))
  var words: [String] = []

  @Flag(help: "Each line of the input is a conversation.")
  var ndjson = false

  @Option(help: ArgumentHelp("Of a page with several conversations, the one with this id.", valueName: "id"))
  var id: String?

  @OptionGroup var lines: LineOptions
  @OptionGroup var keys: KeyOptions
  @OptionGroup var cloud: CloudConversationOption
  @OptionGroup var choice: ParticipantOption
  @OptionGroup var variables: VariableOptions
  @OptionGroup var flowOptions: FlowOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var dialectOption: DialectOption

  @Flag(help: "End with 1 when a value is NOT_SET.")
  var require = false

  @Flag(help: "Show how each part of an expression got its value, and what was not evaluated.")
  var trace = false

  @Flag(help: "Print, in place of results, how often there is a value and which causes there are.")
  var histogram = false

  @Option(help: "How to print.")
  var format: Format = .text

  @OptionGroup var project: ConfigurationOption
  @OptionGroup var colors: ColorOption

  var startsPrograms: Bool { cloud.conversation != nil }

  func validate() throws {
    if flowOptions.asksForSites {
      guard expressions.isEmpty else {
        throw ValidationError("--all-sites and --site take the expressions from the flow; leave -e out")
      }
    } else if expressions.isEmpty && words.isEmpty {
      throw ValidationError("an expression is missing, as in: plumb eval conversation.id conversation.json")
    }
    let files = words.count - (expressions.isEmpty && !flowOptions.asksForSites ? 1 : 0)
    try cloud.validate(files: files, ndjson: ndjson)
    try lines.validate(ndjson: ndjson)
    try keys.validate(format: format, histogram: histogram, sites: flowOptions.asksForSites)
    if cloud.watch, keys.columns || keys.withKey || keys.key != nil {
      throw ValidationError("--watch names conversations by their ids; leave --key, --with-key and --columns out")
    }
    if cloud.watch, histogram || trace {
      throw ValidationError("--watch shows results; leave --histogram and --trace out")
    }
    if cloud.watch, format == .json { throw ValidationError("--watch prints text or jsonl: a line at each change") }
    if histogram, trace { throw ValidationError("--histogram counts results and shows none; leave --trace out") }
  }

  func run(on console: Console) throws -> ExitStatus {
    var files = words
    let flow = try flowOptions.parsed(console: console)
    let questions = try self.questions(flow, &files)
    if questions.isEmpty { console.complain("plumb: the flow holds no expression of Architect’s language") }
    let functions = try project.loaded(for: flowOptions.flow.map { [$0] } ?? [], console: console).functions
    var bindings = try variables.parsed(functions: functions, console: console)
    bindings.flow = flow.map { FlowBindings($0) }
    let preferences = try choice.parsed()
    let input = ConversationSource(in: console.inputs, id: id)

    if cloud.watch {
      var evaluation = ExpressionRun(
        questions, bindings: bindings, environment: try environment(preferences, explains: true, on: console))
      return watch(&evaluation, input, on: console)
    }

    // What a text looks like depends on how many results there are, so single documents are read first.
    let items: [ConversationSource.Item]
    do throws(CloudReader.Failure) {
      items =
        try cloud.items(from: input, console) ?? (ndjson || files.count != 1 ? [] : input.items(of: FilePath(files[0])))
    } catch {
      return error.status
    }
    console.confine()
    let isSingle = questions.count == 1 && !ndjson && files.count <= 1 && items.count <= 1 && !keys.withKey
    let isBatch = ndjson || files.count > 1 || items.count > 1 || keys.key != nil
    let output = self.output(on: console, names: questions.map(\.name), isSingle: isSingle, isBatch: isBatch)
    let explains = isSingle || trace || !(output is TableEvaluationOutput)
    let run = ExpressionRun(
      questions, bindings: bindings, environment: try environment(preferences, explains: explains, on: console),
      key: try keys.plan, isTraced: trace)
    var work = EvaluationWork(run, output, badLines: lines.badLines ?? .fail, isRequired: require)
    var transcript = Transcript()
    var tally = ErrorTally()
    func print(_ item: ConversationSource.Item?) {
      work.work(onEither: item, &transcript)
      transcript.flush(to: console, &tally)
    }
    work.begin(&transcript)
    if files.isEmpty, items.isEmpty { print(nil) }
    for item in items { print(item) }
    if items.isEmpty {
      for file in files {
        guard ndjson else {
          for item in input.items(of: FilePath(file)) { print(item) }
          continue
        }
        do throws(InputProblem) {
          let source = try input.lines(of: FilePath(file))
          transcript.flush(to: console, &tally)
          // A document is one text, of which each part has to know whether it is the first.
          let batch = format == .json && !histogram ? LineBatch(console: console, jobs: 1) : lines.batch(on: console)
          batch.run(source, &work, &tally)
          if let problem = source.problem { throw problem }
        } catch {
          print(ConversationSource.Item(file: file, line: nil, conversation: .failure(error)))
        }
      }
    }
    work.end(&transcript)
    transcript.flush(to: console, &tally)
    tally.end(on: console)
    LineOptions.tell(skipped: work.summary.skipped, on: console)
    return work.summary.status
  }

  private func environment(
    _ preferences: [ParticipantPreference], explains: Bool, on console: Console
  ) throws -> ConversationEnvironment {
    var environment = ConversationEnvironment(nil, preferences: preferences, usesBuiltIns: !variables.noBind)
    environment.inventory = try variables.loadedInventory(console: console)
    environment.now = clock.milliseconds
    environment.randomSeed = clock.randomSeed
    environment.explains = explains
    return environment
  }

  /// The expressions, of the flow or of the command line; takes the first word where it is one.
  private func questions(_ flow: Flow?, _ files: inout [String]) throws -> [Question] {
    if flowOptions.asksForSites, let flow {
      return try flowOptions.sites(of: flow).map { Question($0.text, site: $0, dialect: dialectOption.dialect) }
    }
    let texts = expressions.isEmpty ? [files.removeFirst()] : expressions
    guard keys.columns else { return texts.map { Question($0, dialect: dialectOption.dialect) } }
    let columns = texts.map(KeyOptions.column)
    try KeyOptions.validate(columns: columns.map(\.name))
    return columns.map { Question($0.expression, name: $0.name, dialect: dialectOption.dialect) }
  }

  private func output(
    on console: Console, names: [String], isSingle: Bool, isBatch: Bool
  ) -> any EvaluationOutput {
    let style = colors.errors(on: console)
    if histogram { return HistogramOutput(isJSON: format != .text) }
    if keys.columns { return ColumnsOutput(names: names, style: style) }
    switch format {
    case .text where flowOptions.asksForSites: return SiteEvaluationOutput(style: style)
    case .text where isSingle: return PlainEvaluationOutput(style: style)
    case .text: return TableEvaluationOutput(showsKey: keys.withKey, style: style)
    case .json, .jsonl: return JSONEvaluationOutput(isLines: format == .jsonl, hasKeys: format == .jsonl && isBatch)
    }
  }
}
