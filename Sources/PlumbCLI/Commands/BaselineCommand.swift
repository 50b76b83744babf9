import ArgumentParser
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb baseline prune|report`
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Looks after the findings that a project started with.",
    discussion: """
      A baseline is written by 'plumb lint --baseline FILE --write-baseline PATH…'. It holds hashes only. What is listed \
      does not count; what is listed but fixed makes 'plumb lint' end with 1, so that a baseline only shrinks.

      Examples:
        plumb baseline report --baseline plumb-baseline.json flows/
        plumb baseline prune --baseline plumb-baseline.json flows/
      """,
    subcommands: [PruneBaselineCommand.self, ReportBaselineCommand.self])
}

/// What both commands have in common.
struct BaselineOptions: ParsableArguments {
  @Argument(help: "The files and folders that the baseline was written for.")
  var paths: [String]

  @Option(help: ArgumentHelp("The baseline; default: the one that plumb.yaml names.", valueName: "file"))
  var baseline: String?

  @OptionGroup var project: ConfigurationOption

  /// Lints the paths and holds the baseline against what is found.
  func comparison(
    on console: Console
  ) throws -> (path: FilePath, baseline: Baseline, comparison: BaselineComparison, run: LintRun) {
    let file = try project.loaded(for: paths, console: console)
    let setup = LintSetup(file)
    guard let path = baseline.map({ FilePath($0) }) ?? file.baseline else {
      throw ValidationError("--baseline FILE is missing, and plumb.yaml names no ‘baseline’")
    }
    let read = try LintSetup.baseline(path, in: console.inputs)
    var plan = LintPlan(options: setup.options(), settings: setup.settings, configuration: file.path)
    var run = LintRun(console: console, outputStyle: .plain)
    run.jobs = ParallelMap.processorCount
    run.ignores = try LintSetup.ignores(for: paths, in: console.inputs)
    run.baseline = BaselineComparison(with: read)
    run.lint(FileSelection(paths), with: &plan, named: nil)
    return (path, read, run.baseline ?? BaselineComparison(with: read), run)
  }
}

/// `plumb baseline prune PATH…`
struct PruneBaselineCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Takes out of the baseline what is fixed.")

  static let helpWords = "baseline prune"

  @OptionGroup var options: BaselineOptions

  @Flag(help: "Also what was not found because its flow or rule is not there any more.")
  var all = false

  func run(on console: Console) throws -> ExitStatus {
    let (path, baseline, comparison, run) = try options.comparison(on: console)
    let pruned = comparison.pruned(all: all)
    let name = TerminalText.escaped(path.string)
    if !run.unreadable.isEmpty {
      console.complain("plumb: \(name) is left as it is: a file could not be used")
      return .input
    }
    let count = baseline.count - pruned.count
    if count > 0 {
      do throws(InputProblem) {
        try FileReplacement.write(Array(pruned.text.utf8), to: path)
      } catch {
        console.complain("plumb: \(name): \(error.message)")
        return .input
      }
    }
    console.print("\(name): \(count) taken out, \(pruned.count) left\n")
    return .done
  }
}

/// `plumb baseline report PATH…`
struct ReportBaselineCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Says what of the baseline is still there, by rule.")

  static let helpWords = "baseline report"

  @OptionGroup var options: BaselineOptions

  func run(on console: Console) throws -> ExitStatus {
    let (path, baseline, comparison, run) = try options.comparison(on: console)
    var rules: [String: Int] = [:]
    for (_, finding) in run.suppressed where finding.suppression?.source == .baseline {
      rules[finding.rule, default: 0] += 1
    }
    let fixed = comparison.fixed.count
    let rest = baseline.count - comparison.foundCount - fixed
    console.print("\(TerminalText.escaped(path.string)): \(baseline.count) listed, ")
    console.print("\(comparison.foundCount) still there, \(fixed) fixed")
    console.print(rest > 0 ? ", \(rest) of other flows or rules\n" : "\n")
    for (rule, count) in rules.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      console.print("  \(rule) \(count)\n")
    }
    return run.unreadable.isEmpty ? .done : .input
  }
}
