import ArgumentParser
import Comparison
import Documents
import Flows
import JSON
import SourceText
import Terminal

/// `plumb flow show|diff|graph|attributes|run`
struct FlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow",
    abstract: "Shows what exported flows consist of, compares and runs them.",
    discussion: """
      Examples:
        plumb flow show flow.yaml
        plumb flow diff old.yaml new.yaml
        plumb flow graph --format svg flow.yaml > flow.svg
        plumb flow attributes flows/
        plumb flow run flow.yaml conversation.json

      Exit codes: 0 done, 1 a run ended in an error, 2 wrong usage, 3 a file could not be used.
      """,
    subcommands: [
      FlowShowCommand.self, FlowDiffCommand.self, FlowGraphCommand.self, FlowAttributesCommand.self,
      FlowRunCommand.self,
    ])
}

/// `plumb flow show FILE`
struct FlowShowCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints the outline of a flow: containers, actions, branches.",
    discussion: """
      With --full every expression, property, variable and name is printed, in an order of its own: the same text whatever \
      format the flow was exported in, so that git can compare exports by it.

      Examples:
        plumb flow show flow.yaml
        plumb flow show --full flow.i3InboundFlow
        git config diff.plumb.textconv 'plumb flow show --full'
        plumb flow show backup.zip

      Exit codes: 0 done, 2 wrong usage, 3 a file could not be used.
      """)

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Flag(help: "Print all of the flow, in its normal form.")
  var full = false

  @OptionGroup var colors: ColorOption

  func run(on console: Console) throws -> ExitStatus {
    let outline = FlowOutline(style: colors.output(on: console))
    return console.eachFlowFile(of: paths) { file in
      for flow in file.flows {
        var mask = SecretMask()
        _ = flow.learnSecrets(of: &mask)
        console.print(mask.masked(full ? NormalFlow(flow).text : outline.text(of: flow)))
      }
    }
  }
}

/// `plumb flow graph FILE`
struct FlowGraphCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Prints which action may run after which.",
    discussion: """
      Examples:
        plumb flow graph --format svg flow.yaml > flow.svg
        plumb flow graph --format dot flow.yaml | dot -Tpdf > flow.pdf
        plumb flow graph --format mermaid flow.yaml
        plumb flow graph --format json flow.yaml | jq '.edges | length'
        plumb flow graph --format mermaid --coverage coverage.json flow.yaml

      Exit codes: 0 done, 2 wrong usage, 3 a file could not be used.
      """)

  /// How graphs are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case dot, mermaid, svg, json
  }

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "Colour what tests ran, as 'plumb test --coverage-output json=FILE' has written it.", valueName: "file"))
  var coverage: String?

  @Option(help: "How to print.")
  var format: Format = .dot

  func run(on console: Console) throws -> ExitStatus {
    let document = try coverage.map { try DrawnCoverage.document($0, in: console.inputs) }
    return console.eachFlowFile(of: paths) { file in
      for flow in file.flows {
        let drawn = document.flatMap { DrawnCoverage(of: flow, file: file.source.name, in: $0) }
        if drawn == nil, let coverage {
          let name = flow.name.map { "‘\($0)’" } ?? "of no name"
          console.complain(of: coverage, "it has no flow \(name), which is drawn without colours")
        }
        let drawing = FlowDrawing(flow, file: file.source.name, coverage: drawn)
        switch format {
        case .dot: console.print(drawing.dot)
        case .mermaid: console.print(drawing.mermaid)
        case .svg: console.print(drawing.svg)
        case .json:
          console.print(drawing.json)
          console.print("\n")
        }
      }
    }
  }
}

/// `plumb flow attributes PATH…`
struct FlowAttributesCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Lists who reads and who writes which participant attribute.",
    discussion: """
      Examples:
        plumb flow attributes flows/
        plumb flow attributes --format jsonl flows/ | jq -r .attribute | sort -u

      Exit codes: 0 done, 2 wrong usage, 3 a file could not be used.
      """)

  /// How uses are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, jsonl
  }

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Option(help: "How to print.")
  var format: Format = .text

  func run(on console: Console) throws -> ExitStatus {
    var list = AttributeUseList()
    let status = console.eachFlowFile(of: paths) { file in
      for flow in file.flows { list.add(flow, file: file.source.name) }
    }
    switch format {
    case .text: console.print(list.text)
    case .json: console.print(list.json)
    case .jsonl: console.print(list.jsonLines)
    }
    return status
  }
}
