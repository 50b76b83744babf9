import ArgumentParser
import Expressions
import JSON
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb parse EXPRESSION`
struct ParseCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Shows how an expression is read.",
    discussion: """
      Examples:
        plumb parse 'a + b * 2'
        plumb parse --format canonical 'contains(Flow.ani,"x") or Flow.n==1'
        plumb parse --types types.json --target str 'Flow.n + 1'

      Exit codes: 0 done, also with warnings; 2 wrong usage; 3 the expression has errors.
      """)

  /// What is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case tree, json, canonical, tokens
  }

  @Option(
    name: .customShort("e"), parsing: .unconditional,
    help: ArgumentHelp("The expression, whatever it begins with.", valueName: "expression"))
  var option: String?

  @Argument(help: "The expression; - is standard input.")
  var expression: String?

  @Option(
    help: ArgumentHelp("A flat JSON object of variables and type codes: {\"Flow.n\": \"int\"}.", valueName: "file"))
  var types: String?

  @Option(help: ArgumentHelp("The type code that the expression's place wants, such as str.", valueName: "type"))
  var target: String?

  @Option(help: "What to print: tree, json, canonical or tokens.")
  var format: Format = .tree

  @OptionGroup var dialectOption: DialectOption
  @OptionGroup var project: ConfigurationOption
  @OptionGroup var colors: ColorOption

  func validate() throws {
    if (option == nil) == (expression == nil) {
      throw ValidationError("give one expression, as in: plumb parse 'a + b * 2'")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let compiled = CompiledExpression(try text(console: console))
    let symbols = try VariableTypes.parsed(file: types, console: console)
    let typed = compiled.checked(
      symbols: symbols, target: target.map { ExpressionType(code: $0) },
      functions: try project.loaded(console: console).functions)
    var diagnostics = typed.diagnostics
    if let refusal = dialectOption.dialect.refusal(of: compiled.tree) {
      diagnostics.append(Diagnostic(refusal.code, .error, refusal.message, at: refusal.range))
    }
    switch format {
    case .tree:
      console.print(SyntaxTreeText.text(of: compiled.tree))
    case .tokens:
      console.print(SyntaxTreeText.tokens(of: compiled))
    case .canonical:
      if let canonical = typed.canonicalText { console.print(canonical + "\n") }
    case .json:
      var writer = JSONWriter()
      writer.object { writer in
        writer.compiled(compiled, as: typed, diagnostics)
        writer.key("facts")
        writer.facts(ExpressionFacts(of: compiled.tree, symbols: symbols))
      }
      console.print(writer.bytes)
      console.print("\n")
    }
    if format != .json {
      for diagnostic in diagnostics {
        console.complain(compiled.text.rendered(diagnostic, style: colors.errors(on: console)))
      }
    }
    return diagnostics.contains { $0.severity == .error } ? .input : .done
  }

  private func text(console: Console) throws -> String {
    guard let text = option ?? expression else { return "" }
    guard text == "-", option == nil else { return text }
    let bytes: [UInt8]
    do throws(InputProblem) {
      bytes = try InputFile.contents(of: .standardInput, limit: 1 << 20, in: console.inputs)
    } catch {
      throw ValidationError("the expression \(error.message)")
    }
    let read = String(decoding: bytes, as: UTF8.self)
    return read.hasSuffix("\n") ? String(read.dropLast()) : read
  }
}
