import ArgumentParser
import Documents
import Expressions
import Flows
import JSON
import Linting
import SourceText

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

  @Option(help: "How to print: text or jsonl.")
  var format: Format = .text

  func run(on console: Console) throws -> ExitStatus {
    var status = ExitStatus.done
    func refuse(_ name: String, _ message: String) {
      status.raise(to: .input)
      console.complain("plumb: \(TerminalText.escaped(name)): \(TerminalText.escaped(message))")
    }
    let targets = LintTargets(paths)
    for (path, problem) in targets.problems { refuse(path.display, problem.message) }
    for target in targets.files {
      let name = target.path.display
      CrashReport.reading(name)
      defer { CrashReport.reading("") }
      do {
        let contents = try InputFile.contents(of: target.path, limit: LintRun.sizeLimit, console: console)
        let file = try FlowFile.read(try SourceFile(name: name, contents: contents))
        for flow in file.flows {
          let symbols = FlowSymbols(flow)
          for site in flow.sites where site.kind == .expression { print(site, of: flow, symbols, on: console) }
        }
      } catch let problem as InputProblem {
        refuse(name, problem.message)
      } catch let failure as SourceFile.Failure {
        if target.isNamed { refuse(name, "\(failure.message) (byte \(failure.offset))") }
      } catch let failure as FlowFile.Unreadable {
        if target.isNamed || !failure.isForeign { refuse(name, failure.message) }
      }
    }
    return status
  }

  private func print(_ site: ExpressionSite, of flow: Flow, _ symbols: FlowSymbols, on console: Console) {
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
        writer.member("format", flow.document.format.rawValue)
        writer.member("language", "architect")
        writer.location(flow.location(of: site))
        writer.key("range")
        if let places { writer.range(places) } else { writer.null() }
        let expression = CompiledExpression(site.text)
        let typed = expression.checked(symbols: symbols.table(at: site), target: site.expectedType)
        writer.compiled(expression, as: typed)
      }
      console.print(writer.bytes)
      console.print("\n")
    }
  }
}
