import ArgumentParser
import Conversations
import Expressions
import SourceText

/// `plumb why EXPRESSION [FILE]`, `plumb why --key KEY [FILE]`
struct WhyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explains why an attribute is missing from a conversation.",
    discussion: """
      With an expression, each attribute that it reads is explained; it is not evaluated.

      Examples:
        plumb why --key custom_order_id conversation.json
        plumb why --key tier --key language conversation.json
        plumb why 'participant.attributes.tier == "gold"' conversation.json

      The first line of each answer is the verdict. Values are never printed, only their lengths.

      Exit codes: 0 every key is present, 1 one is not, 2 wrong usage, 3 the input is no conversation.
      """)

  /// How answers are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(
    name: .customShort("e"), parsing: .unconditional,
    help: ArgumentHelp("The expression, whatever it begins with.", valueName: "expression"))
  var expression: String?

  @Option(
    name: .customLong("key"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An attribute's name.", valueName: "key"))
  var keys: [String] = []

  @Argument(
    help: ArgumentHelp(
      "The expression, unless --key or -e gives what is asked, and the conversation; - is standard input.",
      valueName: "expression> [<file"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Of a page with several conversations, the one with this id.", valueName: "id"))
  var id: String?

  @OptionGroup var choice: ParticipantOption

  @Option(help: ArgumentHelp("The moment taken as now, in ISO 8601.", valueName: "time"))
  var at: String?

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @OptionGroup var colors: ColorOption

  func validate() throws {
    let isAsked = expression != nil || !keys.isEmpty
    if words.count != (isAsked ? 1 : 2) {
      throw ValidationError(
        isAsked
          ? "one conversation is needed, as in: plumb why --key tier conversation.json"
          : "give a key or an expression, and a conversation: plumb why --key tier conversation.json")
    }
    if expression != nil && !keys.isEmpty { throw ValidationError("give either --key or an expression") }
    if let at, Timestamp(parsing: at) == nil {
      throw ValidationError("--at wants a time such as 2026-03-02T10:00:00Z, found ‘\(TerminalText.escaped(at))’")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let preferences = try choice.parsed()
    let style = colors.errors(on: console)
    guard let file = words.last else { return .usage }
    let text = keys.isEmpty ? expression ?? words[0] : nil
    let compiled = text.map { CompiledExpression($0) }
    if let compiled, !compiled.tree.isValid {
      for diagnostic in compiled.tree.diagnostics { console.complain(compiled.text.rendered(diagnostic, style: style)) }
      return .input
    }

    let items = ConversationSource(console: console, id: id).items(of: Path(file))
    if items.count > 1 {
      throw ValidationError("\(TerminalText.escaped(file)) holds \(items.count) conversations; pick one with --id")
    }
    guard let item = items.first else { return .input }
    let conversation: Conversation
    switch item.conversation {
    case .success(let found): conversation = found
    case .failure(let problem):
      console.complain("plumb: \(TerminalText.escaped(item.file)): \(TerminalText.escaped(problem.message))")
      return .input
    }

    let environment = ConversationEnvironment(conversation, preferences: preferences)
    let now = at.flatMap { Timestamp(parsing: $0) }
    let diagnoses =
      compiled.map { Self.paths(in: $0.tree).compactMap { environment.diagnose($0, now: now) } }
      ?? keys.map { conversation.diagnose($0, by: environment.selectors["customer"] ?? .auto, now: now) }
    if diagnoses.isEmpty { console.complain("plumb: the expression reads no attribute of a participant") }
    switch format {
    case .text:
      console.print(DiagnosisText(conversation: conversation, style: colors.output(on: console)).text(of: diagnoses))
    case .json: console.print(DiagnosisJSON.document(of: diagnoses, in: conversation))
    }
    return diagnoses.allSatisfy { $0.status == .present } ? .done : .no
  }

  /// The references of an expression, the whole of each.
  private static func paths(in tree: SyntaxTree) -> [AccessPath] {
    var paths: [AccessPath] = []
    var open = [tree.root]
    while let id = open.popLast() {
      if let path = tree.accessPath(of: id) { paths.append(path) }
      // Inside a path, only its index expressions may hold references of their own.
      let operands = tree.operands(of: id)
      switch tree[id].kind {
      case .member where tree.accessPath(of: id) != nil: open += indexes(below: id, in: tree)
      case .index where tree.accessPath(of: id) != nil: open += indexes(below: id, in: tree)
      default: open += operands.reversed()
      }
    }
    return paths
  }

  private static func indexes(below id: NodeID, in tree: SyntaxTree) -> [NodeID] {
    var indexes: [NodeID] = []
    var current = id
    while let base = tree.operands(of: current).first {
      if tree[current].kind == .index { indexes += tree.operands(of: current).dropFirst() }
      current = tree.unwrapped(base)
    }
    return indexes
  }
}
