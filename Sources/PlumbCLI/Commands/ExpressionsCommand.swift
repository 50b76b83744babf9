import ArgumentParser
import Documents
import Expressions
import Flows
import JSON
import Linting
import SourceText
import Terminal
import Workspace

/// `plumb expressions PATH…`
struct ExpressionsCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "expressions",
    abstract: "Lists the expressions of exported flows.",
    discussion: """
      Examples:
        plumb expressions flow.yaml
        plumb expressions --format jsonl flows/ | jq -r .text | sort | uniq -c

      Exit codes: 0 done, 2 wrong usage, 3 a file could not be used.
      """)

  /// How expressions are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, jsonl
  }

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Option(help: "How to print.")
  var format: Format = .text

  @OptionGroup var project: ConfigurationOption

  func run(on console: Console) throws -> ExitStatus {
    let functions = try project.loaded(for: paths, console: console).functions
    return console.eachFlowFile(of: paths, needsExpressions: true) { file in
      for flow in file.flows {
        let symbols = FlowSymbols(flow)
        var comparisons = TypeChecker.comparisonLimit
        for site in flow.sites where site.kind == .expression {
          print(site, of: flow, symbols, functions, &comparisons, on: console)
        }
      }
    }
  }

  private func print(
    _ site: ExpressionSite, of flow: Flow, _ symbols: FlowSymbols, _ functions: FunctionCatalogue,
    _ comparisons: inout Int,
    on console: Console
  ) {
    let source = flow.document.file
    let places = flow.document.hasPlaces ? source.places(of: site.node.contentRange) : nil
    switch format {
    case .text:
      var place = TerminalText.escaped(source.name)
      if let places {
        place += ":\(places.start.line):\(places.start.column)"
      } else {
        place += ": " + TerminalText.escaped(flow.location(of: site).wholeDescription)
      }
      console.print("\(place): \(TerminalText.escaped(site.text))\n")
    case .jsonl:
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("file", source.name)
        writer.member("format", flow.formatName)
        writer.member("language", site.language.rawValue)
        writer.location(flow.location(of: site))
        writer.key("range")
        if let places { writer.range(places) } else { writer.null() }
        if site.language == .architect {
          let expression = CompiledExpression(site.text)
          let typed = TypeChecker(functions: functions, symbols: symbols.table(at: site)).check(
            expression.tree, target: site.expectedType, comparisons: &comparisons)
          writer.compiled(expression, as: typed)
        } else {
          writer.foreign(site.text)
        }
      }
      console.print(writer.bytes)
      console.print("\n")
    }
  }
}
