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
        plumb eval participant.attributes.tier --ndjson --histogram all.ndjson
        plumb eval participant.attributes.tier --conversation CONVERSATION
        plumb eval participant.attributes.tier --conversation CONVERSATION --watch --for 600

      The value goes to standard output; why there is none, and notes, go to standard error. Several inputs or \
      expressions give a line an input, its fields parted by tabs: NOT_SET is an empty field, the empty text \\e, and \\! \
      what could not be used or is not known. Errors of one kind are told three times, then counted.

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
    let isSingle = questions.count == 1 && !ndjson && files.count <= 1 && items.count <= 1
    var output = self.output(on: console, isSingle: isSingle)

    let explains = isSingle || trace || !(output is TableEvaluationOutput)
    var evaluation = ExpressionRun(
      questions, bindings: bindings, environment: try environment(preferences, explains: explains, on: console),
      isTraced: trace)

    var status = ExitStatus.done
    output.begin()
    func print(_ item: ConversationSource.Item?) {
      let results = evaluation.results(of: item)
      for result in results {
        if result.isFailure { status.raise(to: .input) }
        if require, !result.isSet { status.raise(to: .no) }
      }
      output.input(results)
    }
    if files.isEmpty, items.isEmpty { print(nil) }
    for item in items { print(item) }
    if items.isEmpty {
      for file in files {
        if ndjson {
          input.eachLine(of: FilePath(file)) { print($0) }
        } else {
          for item in input.items(of: FilePath(file)) { print(item) }
        }
      }
    }
    output.end()
    return status
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
    return texts.map { Question($0, dialect: dialectOption.dialect) }
  }

  private func output(on console: Console, isSingle: Bool) -> any EvaluationOutput {
    let style = colors.errors(on: console)
    if histogram { return HistogramOutput(console: console, isJSON: format != .text) }
    switch format {
    case .text where flowOptions.asksForSites: return SiteEvaluationOutput(console: console, style: style)
    case .text where isSingle: return PlainEvaluationOutput(console: console, style: style)
    case .text: return TableEvaluationOutput(console: console, style: style)
    case .json, .jsonl: return JSONEvaluationOutput(console: console, isLines: format == .jsonl)
    }
  }
}
