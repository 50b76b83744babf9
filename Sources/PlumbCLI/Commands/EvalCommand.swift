import ArgumentParser
import Conversations
import Expressions
import SourceText

/// `plumb eval EXPRESSION [FILE…]`
struct EvalCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluates an expression against the JSON of a conversation.",
    discussion: """
      EXPRESSION is any Architect expression, any path into the conversation, or both mixed. Conversations are read in
      every shape the API gives them: REST, media view, analytics, events, listings, job and search results.

      Examples:
        plumb eval conversation.participants.customer.attributes.tier conversation.json
        plumb eval 'Append("Hello ", participant.attributes["first name"])' conversation.json
        plumb eval 'participant.attributes.tier' --ndjson conversations.ndjson
        plumb eval -e conversation.id -e participant.id a.json b.json
        plumb eval '3 + 4 * 5'

      The value goes to standard output; why there is none, and notes, go to standard error.

      Exit codes: 0 done, 1 NOT_SET with --require, 2 wrong usage, 3 an error in the expression or an input that is no
      conversation.
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

  @OptionGroup var choice: ParticipantOption
  @OptionGroup var variables: VariableOptions

  @Flag(help: "End with 1 when a value is NOT_SET.")
  var require = false

  @Option(help: "How to print: text, json or jsonl.")
  var format: Format = .text

  @OptionGroup var colors: ColorOption

  func validate() throws {
    if expressions.isEmpty && words.isEmpty {
      throw ValidationError("an expression is missing, as in: plumb eval conversation.id conversation.json")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    var files = words
    var texts = expressions
    if texts.isEmpty { texts = [files.removeFirst()] }
    let evaluation = ExpressionRun(
      expressions: texts.map { CompiledExpression($0) }, preferences: try choice.parsed(),
      variables: try variables.parsed(console: console))
    let input = ConversationSource(console: console, id: id)
    let style = colors.errors(on: console)

    // What a text looks like depends on how many results there are, so single documents are read first.
    let items = ndjson || files.count != 1 ? [] : input.items(of: Path(files[0]))
    let isSingle = texts.count == 1 && !ndjson && files.count <= 1 && items.count <= 1
    var output: any EvaluationOutput =
      switch format {
      case .text where isSingle: PlainEvaluationOutput(console: console, style: style)
      case .text: TableEvaluationOutput(console: console, style: style)
      case .json, .jsonl: JSONEvaluationOutput(console: console, isLines: format == .jsonl)
      }

    var status = ExitStatus.done
    output.begin()
    func print(_ results: [EvaluationResult]) {
      for result in results {
        if case .failure = result.outcome { status.raise(to: .input) }
        if require, !result.isSet { status.raise(to: .no) }
      }
      output.input(results)
    }
    if files.isEmpty { print(evaluation.results(of: nil)) }
    for item in items { print(evaluation.results(of: item)) }
    if items.isEmpty {
      for file in files {
        if ndjson {
          input.eachLine(of: Path(file)) { print(evaluation.results(of: $0)) }
        } else {
          for item in input.items(of: Path(file)) { print(evaluation.results(of: item)) }
        }
      }
    }
    output.end()
    return status
  }
}
