import ArgumentParser
import Conversations
import Expressions
import JSON
import SourceText

/// `--set` and `--vars`, which give variables a value.
struct VariableOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Give a variable the value of an expression.", valueName: "name=expression"))
  var assignments: [String] = []

  @Option(help: ArgumentHelp("Give variables the values of a flat JSON object: {\"Flow.n\": 3}.", valueName: "file"))
  var vars: String?

  @Flag(help: "Give no value to built-in variables such as Call.Ani from the conversation.")
  var noBind = false

  /// The values and expressions, checked.
  func parsed(console: Console) throws -> VariableBindings {
    var bindings = VariableBindings(bindsBuiltIns: !noBind)
    if let vars {
      let document = try JSONFile.document(vars, option: "--vars", console: console)
      for (key, value) in document.root.members {
        bindings.values.append((key.string ?? "", Value(value)))
      }
    }
    for text in assignments {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw ValidationError(
          "--set wants NAME=EXPRESSION, as in Flow.tier='\"gold\"'; found ‘\(TerminalText.escaped(text))’")
      }
      let name = text[..<equals].filter { $0 != " " }
      let expression = CompiledExpression(String(text[text.index(after: equals)...]))
      if let diagnostic = expression.tree.diagnostics.first(where: { $0.severity == .error }) {
        throw ValidationError("--set \(TerminalText.escaped(name)): \(diagnostic.message)")
      }
      bindings.expressions.append((name, expression))
    }
    return bindings
  }
}

/// The values that variables are given on the command line; later ones win.
struct VariableBindings {
  let bindsBuiltIns: Bool
  var values: [(name: String, value: Value)] = []
  var expressions: [(name: String, expression: CompiledExpression)] = []

  init(bindsBuiltIns: Bool) {
    self.bindsBuiltIns = bindsBuiltIns
  }

  /// The environment of a conversation with these values; an expression that fails leaves its variable without one.
  func environment(of conversation: Conversation?, preferences: [ParticipantPreference]) -> ConversationEnvironment {
    var environment = ConversationEnvironment(conversation, preferences: preferences, usesBuiltIns: bindsBuiltIns)
    for (name, value) in values { environment.bindings[name.lowercased()] = value }
    for (name, expression) in expressions {
      if let evaluation = try? Evaluator.evaluate(tree: expression.tree, in: &environment) {
        environment.bindings[name.lowercased()] = evaluation.value
      }
    }
    return environment
  }
}
