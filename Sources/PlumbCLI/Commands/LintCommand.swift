import ArgumentParser
import Linting
import SourceText

/// `plumb lint PATH…`
struct LintCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds mistakes in exported flows.",
    discussion: """
      Reads Archy YAML and flow XML; folders are searched for flows, by content and not by name.

      Examples:
        plumb lint flows/
        plumb lint --select from-attributes --format json flows/ > findings.json
        plumb lint --diff flow.yaml
        plumb lint --fix flow.yaml
        archy export … | plumb lint - --stdin-filename flow.yaml

      Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 a file could not be used.
      """)

  /// What findings make the command end with 1.
  enum Threshold: String, CaseIterable, ExpressibleByArgument {
    case error, warning, info, never

    func isReached(by summary: LintSummary) -> Bool {
      switch self {
      case .error: summary.errors > 0
      case .warning: summary.errors + summary.warnings > 0
      case .info: summary.errors + summary.warnings + summary.infos > 0
      case .never: false
      }
    }
  }

  /// How findings are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, jsonl
  }

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @Option(help: "How to print: text, json or jsonl.")
  var format: Format = .text

  @Option(help: ArgumentHelp("Exactly these rules, separated by commas.", valueName: "rules"))
  var select: String?

  @Option(help: ArgumentHelp("None of these rules, separated by commas.", valueName: "rules"))
  var ignore: String?

  @Option(help: "The least severity that ends with 1: error, warning, info or never.")
  var failOn: Threshold = .warning

  @Flag(help: "End with 0 also when a file could not be used.")
  var ignoreUnreadable = false

  @Flag(help: "Write the safe fixes into the files.")
  var fix = false

  @Flag(help: "With --fix or --diff: also the fixes that may change what a flow does.")
  var unsafeFixes = false

  @Flag(help: "Print the fixes as a diff; write nothing.")
  var diff = false

  @Option(help: ArgumentHelp("What to call standard input in the output.", valueName: "name"))
  var stdinFilename: String?

  @OptionGroup var project: ConfigurationOption
  @OptionGroup var colors: ColorOption

  func validate() throws {
    if fix && diff { throw ValidationError("--fix writes the fixes and --diff only shows them: take one of both") }
    if diff && format != .text { throw ValidationError("--diff prints a diff, so it goes with --format text only") }
    if fix && paths.contains("-") { throw ValidationError("--fix cannot write standard input; --diff shows the fixes") }
    if unsafeFixes && !fix && !diff { throw ValidationError("--unsafe-fixes goes with --fix or --diff") }
    if stdinFilename != nil && !paths.contains("-") {
      throw ValidationError("--stdin-filename names standard input, so it goes with the path -")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let linter = Linter(options: try options(console: console))
    let targets = LintTargets(paths)
    var run = LintRun(
      console: console, errorStyle: colors.errors(on: console), outputStyle: colors.output(on: console),
      fixing: fix ? .write : diff ? .show : .none, withUnsafeFixes: unsafeFixes)
    var output: any LintOutput =
      format == .text ? TextLintOutput(style: colors.output(on: console)) : JSONLintOutput(isLines: format == .jsonl)
    run.lint(targets, with: linter, named: stdinFilename, to: &output)

    var status = ExitStatus.done
    if failOn.isReached(by: run.summary) { status.raise(to: .no) }
    if run.hasFailedFix || (!run.unreadable.isEmpty && !ignoreUnreadable) { status.raise(to: .input) }
    return status
  }

  private func options(console: Console) throws -> LintOptions {
    var options = LintOptions()
    options.functions = try project.loaded(for: paths, console: console).functions
    if let select { options.select = try RuleNames.parsed(select, option: "--select", switchingOff: false) }
    if let ignore { options.ignore = try RuleNames.parsed(ignore, option: "--ignore", switchingOff: true) }
    return options
  }
}
