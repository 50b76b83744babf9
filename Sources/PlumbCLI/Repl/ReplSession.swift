import Conversations
import Expressions
import SourceText
import SystemPackage
import Terminal
import Workspace

/// What a session of `plumb repl` knows, and what its lines do.
struct ReplSession {
  private let console: Console
  private let style: TextStyle
  private(set) var environment: ConversationEnvironment
  private(set) var bindings: VariableBindings
  private let dialect: Dialect
  /// The conversation that was loaded; nil before the first.
  private(set) var item: ConversationSource.Item?
  /// Whether some line failed.
  private(set) var hasFailed = false

  init(
    console: Console, style: TextStyle, environment: ConversationEnvironment, bindings: VariableBindings,
    dialect: Dialect
  ) {
    self.console = console
    self.style = style
    self.environment = environment
    self.bindings = bindings
    self.dialect = dialect
  }

  /// Does what a line says.
  ///
  /// - Returns: whether the session goes on.
  mutating func run(_ line: String) -> Bool {
    let text = line.trimmed
    guard !text.isEmpty else { return true }
    guard text.hasPrefix(":") else {
      evaluate(text, isTraced: false)
      return true
    }
    let word = text.dropFirst().prefix { $0 != " " && $0 != "\t" }
    let rest = text.dropFirst(1 + word.count).trimmed
    guard let command = ReplCommandWord(rawValue: String(word)) else {
      let near = suggestion(nearestNames(to: String(word), among: ReplCommandWord.allCases.map(\.rawValue)))
      let hint = near.isEmpty ? "; :help lists the commands" : near
      fail("there is no command ‘\(word)’\(hint)")
      return true
    }
    if command.argument != nil, rest.isEmpty {
      fail("expected \(command.usage)")
      return true
    }
    switch command {
    case .load: load(rest)
    case .set: set(rest)
    case .type: showType(rest)
    case .trace: evaluate(rest, isTraced: true)
    case .help: console.print(ReplCommandWord.list)
    case .quit: return false
    }
    return true
  }

  private mutating func fail(_ message: String) {
    hasFailed = true
    console.complain("\(style.severity(.error)): \(TerminalText.escaped(message))")
  }

  // MARK: Commands

  private mutating func evaluate(_ text: String, isTraced: Bool) {
    let results = results(of: text, isTraced: isTraced)
    for result in results {
      if result.isFailure { hasFailed = true }
    }
    PlainEvaluationOutput(style: style).print(results, on: console)
  }

  private func results(of text: String, isTraced: Bool = false) -> [EvaluationResult] {
    var run = ExpressionRun(
      [Question(text, dialect: dialect)], bindings: bindings, environment: environment, isTraced: isTraced)
    return run.results(of: item)
  }

  /// Reads a conversation; one that cannot be read leaves the earlier one in place.
  mutating func load(_ file: String) {
    let items = ConversationSource(in: console.inputs).items(of: FilePath(file))
    CrashReport.reading("")
    guard let first = items.first else { return }
    switch first.conversation {
    case .failure(let problem): fail("\(file): \(problem.message)")
    case .success(let conversation):
      item = first
      environment.enter(conversation)
      bindings.bind(in: &environment)
      let id = conversation.id.map { " \($0)" } ?? ""
      let count = conversation.participants.count
      let others = items.count > 1 ? ", the first of \(items.count)" : ""
      console.complain(
        TerminalText.escaped("conversation\(id): \(count) participant\(count == 1 ? "" : "s")\(others)"))
    }
  }

  private mutating func set(_ text: String) {
    do {
      bindings.expressions.append(try VariableOptions.assignment(text, option: ":set", functions: bindings.functions))
      bindings.bind(in: &environment)
    } catch {
      fail("\(error)")
    }
  }

  private mutating func showType(_ text: String) {
    let expression = CompiledExpression(text)
    let typed = checked(expression)
    for diagnostic in typed.diagnostics { console.complain(expression.text.rendered(diagnostic, style: style)) }
    guard expression.tree.isValid else {
      hasFailed = true
      return
    }
    var type = typed.type
    // What the checker cannot know, such as what stands at a path, the value may tell.
    if type == .any {
      switch results(of: text).first?.outcome {
      case .value(_, let found, _)?, .unknown(_, let found)?: type = found
      case .failure?, nil: break
      }
    }
    let name = type.displayName
    console.print(name == type.code || type == .any ? "\(type.code)\n" : "\(name) (\(type.code))\n")
  }

  // MARK: What completion asks

  /// The tree of an expression with the types of the variables that have a value.
  func checked(_ expression: CompiledExpression) -> TypedTree {
    var symbols = SymbolTable()
    for (name, binding) in environment.variables { symbols.declare(name, binding.type ?? binding.value.type) }
    return expression.checked(symbols: symbols, functions: bindings.functions)
  }

  /// The value of an expression; NOT_SET where it fails.
  func value(of text: String) -> Value {
    if case .value(let value, _, _)? = results(of: text).first?.outcome { value } else { .notSet }
  }
}

/// The commands of `plumb repl`.
enum ReplCommandWord: String, CaseIterable {
  case load, set, type, trace, help, quit

  /// What the command wants after its word.
  var argument: String? {
    switch self {
    case .load: "FILE"
    case .set: "NAME=EXPRESSION"
    case .type, .trace: "EXPRESSION"
    case .help, .quit: nil
    }
  }

  var usage: String { ":\(rawValue)" + (argument.map { " \($0)" } ?? "") }

  private var summary: String {
    switch self {
    case .load: "read a conversation"
    case .set: "give a variable a value"
    case .type: "tell the type of an expression"
    case .trace: "evaluate, and tell how each part got its value"
    case .help: "list the commands"
    case .quit: "end, as Ctrl-D does"
    }
  }

  /// The list of all commands.
  static var list: String {
    let usages = allCases.map(\.usage) + ["EXPRESSION"]
    let width = usages.map(\.count).max() ?? 0
    let summaries = allCases.map(\.summary) + ["evaluate"]
    return zip(usages, summaries).map { usage, summary in
      usage + String(repeating: " ", count: width - usage.count) + "  \(summary)\n"
    }.joined()
  }
}
