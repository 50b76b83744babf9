import ArgumentParser
import Expressions
import SourceText

/// What tells results of many conversations from each other, and their shape: `--key`, `--with-key`, `--columns`.
struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The field of a conversation that each result of jsonl has as ‘key’ where there are many; its id unless given.",
      valueName: "field"))
  var key: String?

  @Flag(help: "In text: the key as first field.")
  var withKey = false

  @Flag(
    help: ArgumentHelp(
      "With --format jsonl: an object a conversation, a member an expression, which -e NAME=EXPRESSION gives a name."))
  var columns = false

  func validate() throws { _ = try plan }

  /// Refuses what does not go together.
  func validate(format: EvalCommand.Format, histogram: Bool, sites: Bool) throws {
    if columns, format != .jsonl { throw ValidationError("--columns prints an object a line: add --format jsonl") }
    if columns, histogram || sites {
      throw ValidationError("--columns prints results of -e; leave --histogram, --all-sites and --site out")
    }
    if withKey, format != .text || histogram || sites {
      throw ValidationError("--with-key is about lines of text; jsonl has the key anyway")
    }
  }

  /// What gives the key; nil for the conversation's id.
  var plan: Plan? {
    get throws {
      guard let key else { return nil }
      for text in ["conversation.\(key)", "conversation[\(StringLiteral.quoted(key))]"] {
        let tree = SyntaxTree(parsing: text)
        if tree.isValid, tree.accessPath(of: tree.root)?.isConversationPath ?? false { return Plan(tree) }
      }
      throw ValidationError(
        "--key wants a field of a conversation, as in externalTag; found ‘\(TerminalText.escaped(key))’")
    }
  }

  /// A name for a column and its expression: what stands before and after the first `=`; what is an expression as it
  /// stands is its own name.
  static func column(_ text: String) -> (name: String, expression: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex, !SyntaxTree(parsing: text).isValid,
      text[text.index(after: equals)...].first != "="
    else { return (text, text) }
    let name = text[..<equals].drop { $0 == " " }
    return (String(name.reversed().drop { $0 == " " }.reversed()), String(text[text.index(after: equals)...]))
  }

  /// Refuses names that two members would have.
  static func validate(columns: [String]) throws {
    var members: Set = ["key", "error"]
    for name in columns.flatMap({ [$0, ColumnsOutput.cause(of: $0)] }) where !members.insert(name).inserted {
      throw ValidationError("two columns would have the name ‘\(TerminalText.escaped(name))’; give one of them another")
    }
  }
}
