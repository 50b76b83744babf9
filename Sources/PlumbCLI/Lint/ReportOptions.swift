public import ArgumentParser
public import Linting
import SourceText
import SystemPackage
import Terminal

extension LintFormat: ExpressibleByArgument {}

/// How `plumb lint` reports.
struct ReportOptions: ParsableArguments {
  @Option(help: "How to print.")
  var format: LintFormat = .text

  @Option(help: ArgumentHelp("Also write a report into a file; any number of times.", valueName: "format=file"))
  var output: [String] = []

  @Flag(help: "Say what is read, and what does not count and why, on standard error.")
  var verbose = false

  @Flag(help: "Say what reading and each rule took, on standard error.")
  var timings = false

  @Option(help: ArgumentHelp("How many files to work on at once. Default: the number of processors.", valueName: "n"))
  var jobs: Int?

  /// Throws for what is wrong usage.
  func check() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1") }
    _ = try written()
  }

  /// The reports for `--output`.
  func written() throws -> [LintRun.Written] {
    try output.map { text in
      guard let equals = text.firstIndex(of: "="), text.index(after: equals) < text.endIndex else {
        throw ValidationError("--output wants FORMAT=FILE, found ‘\(TerminalText.escaped(text))’")
      }
      let name = String(text[..<equals])
      guard let format = LintFormat(rawValue: name) else {
        let near = suggestion(nearestNames(to: name, among: LintFormat.allCases.map(\.rawValue)))
        throw ValidationError("--output: there is no format ‘\(TerminalText.escaped(name))’\(near)")
      }
      return LintRun.Written(
        path: FilePath(String(text[text.index(after: equals)...])),
        output: format.output(style: .plain, version: plumbVersion))
    }
  }

  /// Tells what `--verbose` and `--timings` ask for.
  func finish(_ run: LintRun, took duration: Duration, on console: Console) {
    if verbose {
      for (name, finding) in run.suppressed {
        let suppression = finding.suppression
        let reason = suppression?.reason ?? ""
        console.complain(
          TerminalText.escaped(
            "plumb: \(name): \(finding.rule)@\(finding.fingerprint.prefix(12)) does not count "
              + "(\(suppression?.source.rawValue ?? ""))\(reason.isEmpty ? "" : ": \(reason)")"))
      }
    }
    guard timings else { return }
    console.complain("plumb: \(duration.milliseconds) ms in all, \(run.jobs) at once")
    console.complain("plumb: \(run.timings.reading.milliseconds) ms reading")
    for (rule, duration) in run.timings.rules.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      console.complain("plumb: \(duration.milliseconds) ms \(rule)")
    }
  }
}

/// Which rules run.
struct SelectionOptions: ParsableArguments {
  /// The presets as an argument.
  enum Preset: String, CaseIterable, ExpressibleByArgument {
    case `default`, strict, pedantic
  }

  @Option(help: "Which rules run.")
  var preset: Preset?

  @Option(help: ArgumentHelp("Exactly these rules, separated by commas.", valueName: "rules"))
  var select: [CommaList] = []

  @Option(help: ArgumentHelp("None of these rules, separated by commas.", valueName: "rules"))
  var ignore: [CommaList] = []

  @Option(
    help: ArgumentHelp(
      "The names that get a value when flows are published, as Archy's options file has them: name: value.",
      valueName: "file"))
  var substitutions: String?

  @Option(
    help: ArgumentHelp(
      "The organisation's queues, skills, data actions, …, as 'plumb cloud inventory' writes them.", valueName: "file"))
  var inventory: String?

  @Flag(help: "Count also what comments and plumb.ignore.yaml take out.")
  var noIgnores = false

  /// The options of a configuration with what the command line says over them.
  func options(upon configured: LintOptions, measuresTime: Bool = false) throws -> LintOptions {
    var options = configured
    options.measuresTime = measuresTime
    options.readsComments = !noIgnores
    if let preset { options.preset = RuleMetadata.Preset(rawValue: preset.rawValue) ?? options.preset }
    if !select.isEmpty {
      options.select = try RuleNames.parsed(select, option: "--select", switchingOff: false)
      options.ignore = []
    }
    if !ignore.isEmpty {
      options.ignore.formUnion(try RuleNames.parsed(ignore, option: "--ignore", switchingOff: true))
    }
    return options
  }
}
