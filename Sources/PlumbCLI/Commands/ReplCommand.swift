import ArgumentParser
import Conversations
import Expressions
import SourceText
import Terminal
import Workspace

/// `plumb repl [FILE]`
struct ReplCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Evaluates expressions as they are typed.",
    discussion: """
      Each line is an expression, or a command: :load FILE, :set NAME=EXPRESSION, :type EXPRESSION, :trace EXPRESSION, \
      :help, :quit. The tabulator key completes functions, variables, members and keys of the loaded conversation's \
      attributes. Lines are kept in $XDG_STATE_HOME/plumb/history, but for those that give variables a value or begin \
      with a blank; values never are.

      Examples:
        plumb repl conversation.json
        echo 'participant.attributes.tier' | plumb repl conversation.json

      Exit codes: 0 done, 2 wrong usage, 3 a conversation that cannot be read, or, without a terminal, a line that fails.
      """)

  @Argument(help: "The conversation to begin with.")
  var file: String?

  @OptionGroup var choice: ParticipantOption
  @OptionGroup var variables: VariableOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var dialectOption: DialectOption
  @OptionGroup var project: ConfigurationOption
  @OptionGroup var colors: ColorOption

  func validate() throws {
    if file == "-" { throw ValidationError("standard input gives the lines; name the conversation's file") }
  }

  func run(on console: Console) throws -> ExitStatus {
    var environment = ConversationEnvironment(nil, preferences: try choice.parsed(), usesBuiltIns: !variables.noBind)
    environment.randomSeed = clock.randomSeed
    environment.now = clock.milliseconds
    environment.inventory = try variables.loadedInventory(console: console)
    let functions = try project.loaded(console: console).functions
    let bindings = try variables.parsed(functions: functions, console: console)
    bindings.bind(in: &environment)
    var session = ReplSession(
      console: console, style: colors.errors(on: console), environment: environment, bindings: bindings,
      dialect: dialectOption.dialect)
    if let file { session.load(file) }
    if session.hasFailed { return .input }

    let isInteractive = console.inputIsTerminal && console.outputIsTerminal
    let history = isInteractive ? ReplHistory(environment: console.environment) : nil
    var input = LineInput(console, prompt: "plumb> ", history: history?.lines ?? [])
    if isInteractive { console.print("plumb \(plumbVersion), :help lists the commands\n") }
    while let line = input.next(complete: { ReplCompletion(session: session).completion(of: $0) }) {
      if !line.trimmed.isEmpty, ReplHistory.keeps(line) {
        input.remember(line)
        history?.append(line)
      }
      guard session.run(line) else { break }
      // Whoever waits for the answer must get it before the next line is read.
      console.flush()
    }
    return session.hasFailed && !isInteractive ? .input : .done
  }
}
