import ArgumentParser
import Conversations
import Expressions
import JSON
import SourceText
import Terminal
import Workspace

/// `--set`, `--vars` and `--var-type`, which give variables values and types, and `--inventory`, which tells what the
/// organisation has.
struct VariableOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Give a variable the value of an expression.", valueName: "name=expression"))
  var assignments: [String] = []

  @Option(help: ArgumentHelp("Give variables the values of a flat JSON object: {\"Flow.n\": 3}.", valueName: "file"))
  var vars: String?

  @Option(
    help: ArgumentHelp("Give a variable a type: str, int, dec, bln, dtm, dur, int_coll, …", valueName: "name=type"))
  var varType: [String] = []

  @Flag(help: "Give no value to built-in variables such as Call.Ani from the conversation.")
  var noBind = false

  @Option(
    help: ArgumentHelp(
      "The organisation's queues, users, skills, … for FindQueue and the like: {\"queues\": [{\"id\", \"name\"}]}.",
      valueName: "file"))
  var inventory: String?

  /// The objects of the organisation; nil where no file was named.
  func loadedInventory(console: Console) throws -> Inventory? {
    try inventory.map { try JSONFile.inventory($0, in: console.inputs) }
  }

  /// The values, expressions and types, checked.
  ///
  /// - Parameter functions: the functions that the expressions may call.
  func parsed(functions: FunctionCatalogue, console: Console) throws -> VariableBindings {
    var bindings = VariableBindings(functions: functions)
    for text in varType { bindings.types.append(try Self.type(text)) }
    if let vars {
      let document = try JSONFile.document(vars, option: "--vars", in: console.inputs)
      for (key, value) in document.root.members {
        bindings.values.append((key.string ?? "", Value(value)))
      }
    }
    for (name, type) in bindings.types {
      for (given, value) in bindings.values where given.lowercased() == name.lowercased() {
        guard value.read(as: type) == nil else { continue }
        throw ValidationError(
          "--vars \(TerminalText.escaped(given)): expected a value that can be read as \(type.displayName)")
      }
    }
    for text in assignments { bindings.expressions.append(try Self.assignment(text, functions: functions)) }
    return bindings
  }

  /// A variable and the expression that gives its value.
  ///
  /// - Parameter option: what the message calls the place where it was written.
  static func assignment(
    _ text: String, option: String = "--set", functions: FunctionCatalogue
  ) throws(ValidationError) -> (name: String, plan: Plan) {
    guard let (name, rest) = parts(of: text) else {
      throw ValidationError(
        "\(option) wants NAME=EXPRESSION, as in Flow.tier='\"gold\"'; found ‘\(TerminalText.escaped(text))’")
    }
    let tree = SyntaxTree(parsing: rest)
    if let diagnostic = tree.diagnostics.first(where: { $0.severity == .error }) {
      throw ValidationError("\(option) \(TerminalText.escaped(name)): \(diagnostic.message)")
    }
    return (name, Plan(tree, functions: functions))
  }

  private static func type(_ text: String) throws -> (name: String, type: ExpressionType) {
    guard let (name, code) = parts(of: text), !code.isEmpty,
      code.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") })
    else {
      throw ValidationError(
        "--var-type wants NAME=TYPE with a type code, as in Flow.n=int; found ‘\(TerminalText.escaped(text))’")
    }
    return (name, ExpressionType(code: code))
  }

  /// What stands before and after the first `=`.
  private static func parts(of text: String) -> (name: String, rest: String)? {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    return (text[..<equals].filter { $0 != " " }, String(text[text.index(after: equals)...]))
  }
}
