import ArgumentParser
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb lint PATH…`
struct LintCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds mistakes in exported flows.",
    discussion: """
      Reads Archy YAML, flow XML, .i3* exports and configurations in JSON; folders are searched for flows, \
      by content and not by name.

      Examples:
        plumb lint flows/
        plumb lint --select from-attributes --format json flows/ > findings.json
        plumb lint --output sarif=plumb.sarif --output junit=plumb.xml flows/
        plumb lint --baseline plumb-baseline.json --write-baseline flows/
        plumb lint --add-ignore from-attributes@1f0c2a9b --reason "on purpose" flows/
        plumb lint --diff flow.yaml
        plumb lint --fix flow.yaml
        archy export … | plumb lint - --stdin-filename flow.yaml

      What does not count: in YAML kept by hand, comments: '# plumb: ignore[rule] reason' on the line or the line before, \
      'ignore-begin[rule]' to 'ignore-end', 'ignore-file[rule]'. For all formats the nearest plumb.ignore.yaml upwards: \
      a list of entries with rule, flow, reason and, if wanted, container, action, fingerprint and expires. And what is \
      listed in the baseline.

      Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 a file could not be used.
      """)

  /// What findings make the command end with 1.
  enum Threshold: String, CaseIterable, ExpressibleByArgument {
    case error, warning, info, never

    func isReached(by summary: LintSummary, maxWarnings: Int?) -> Bool {
      guard self != .never else { return false }
      if let maxWarnings, summary.warnings > maxWarnings { return true }
      // A number of warnings that is allowed fails nothing.
      let warnings = maxWarnings == nil ? summary.warnings : 0
      return switch self {
      case .error: summary.errors > 0
      case .warning: summary.errors + warnings > 0
      case .info: summary.errors + warnings + summary.infos > 0
      case .never: false
      }
    }
  }

  @Argument(help: "Files and folders; - is standard input.")
  var paths: [String]

  @OptionGroup var report: ReportOptions
  @OptionGroup var selection: SelectionOptions

  @Option(help: "The least severity that ends with 1. Default: warning.")
  var failOn: Threshold?

  @Option(help: ArgumentHelp("End with 1 when there are more warnings, and not for fewer.", valueName: "n"))
  var maxWarnings: Int?

  @Flag(help: "End with 0 also when a file could not be used.")
  var ignoreUnreadable = false

  @Flag(help: "Write the safe fixes into the files.")
  var fix = false

  @Flag(help: "With --fix or --diff: also the fixes that may change what a flow does.")
  var unsafeFixes = false

  @Flag(help: "Print the fixes as a diff; write nothing.")
  var diff = false

  @Option(help: ArgumentHelp("The findings that do not count, by fingerprint.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Write the baseline: all that is found now.")
  var writeBaseline = false

  @Option(help: ArgumentHelp("Add a finding to plumb.ignore.yaml.", valueName: "rule@fingerprint"))
  var addIgnore: String?

  @Option(help: ArgumentHelp("Why the finding of --add-ignore does not count.", valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp("What to call standard input in the output.", valueName: "name"))
  var stdinFilename: String?

  @OptionGroup var project: ConfigurationOption
  @OptionGroup var colors: ColorOption

  func validate() throws {
    if fix && diff { throw ValidationError("--fix writes the fixes and --diff only shows them: take one of both") }
    if diff && report.format != .text {
      throw ValidationError("--diff prints a diff, so it goes with --format text only")
    }
    if fix && paths.contains("-") { throw ValidationError("--fix cannot write standard input; --diff shows the fixes") }
    if unsafeFixes && !fix && !diff { throw ValidationError("--unsafe-fixes goes with --fix or --diff") }
    if stdinFilename != nil && !paths.contains("-") {
      throw ValidationError("--stdin-filename names standard input, so it goes with the path -")
    }
    if let maxWarnings, maxWarnings < 0 { throw ValidationError("--max-warnings wants a number from 0") }
    if (addIgnore == nil) != (reason == nil) { throw ValidationError("--add-ignore and --reason go together") }
    if let reason, reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs a text") }
    if addIgnore != nil && (fix || diff || writeBaseline) {
      throw ValidationError("--add-ignore goes without --fix, --diff and --write-baseline")
    }
    if writeBaseline && (fix || diff) { throw ValidationError("--write-baseline goes without --fix and --diff") }
    try report.check()
  }

  func run(on console: Console) throws -> ExitStatus {
    let file = try project.loaded(for: paths, console: console)
    let setup = LintSetup(file)
    var options = try selection.options(upon: setup.options(), measuresTime: report.timings)
    if let file = selection.substitutions {
      options.substitutions = try LintSetup.substitutions(FilePath(file), in: console.inputs)
    }
    options.inventory = try selection.inventory.map {
      InventoryIndex(try JSONFile.inventory($0, in: console.inputs))
    }
    for rule in RuleCatalogue.rules where rule.needsInventory && options.inventory == nil {
      guard options.select?.contains(rule.id) ?? false else { continue }
      throw ValidationError("the rule ‘\(rule.id)’ needs --inventory FILE")
    }
    let target = try addIgnore.map { try IgnoreWriter.Target($0) }
    let baselinePath = baseline.map { FilePath($0) } ?? file.baseline
    if writeBaseline && baselinePath == nil {
      throw ValidationError("--write-baseline needs --baseline FILE, or ‘baseline’ in plumb.yaml")
    }
    var plan = LintPlan(options: options, settings: setup.settings, configuration: file.path)
    var run = LintRun(console: console, outputStyle: colors.output(on: console))
    run.fixing = fix ? .write : diff ? .show : .none
    run.withUnsafeFixes = unsafeFixes
    run.isVerbose = report.verbose
    run.jobs = report.jobs ?? ParallelMap.processorCount
    run.collects = writeBaseline || target != nil
    if !selection.noIgnores { run.ignores = try LintSetup.ignores(for: paths, in: console.inputs) }
    if let baselinePath, !writeBaseline || InputFile.exists(baselinePath) {
      run.baseline = BaselineComparison(with: try LintSetup.baseline(baselinePath, in: console.inputs))
    }
    if !diff && target == nil {
      run.printed = report.format.output(style: colors.output(on: console), version: plumbVersion)
    }
    run.written = target == nil ? try report.written() : []
    if report.verbose { tell(file, baselinePath, on: console) }
    if writeBaseline, let baselinePath {
      return try write(baselinePath, &run, &plan, on: console)
    }

    let start = ContinuousClock.now
    run.lint(FileSelection(paths), with: &plan, named: stdinFilename)
    report.finish(run, took: ContinuousClock.now - start, on: console)
    if let target { return try add(target, of: run, on: console) }
    var status = ExitStatus.done
    let threshold = failOn ?? setup.settings.failOn.flatMap { Threshold(rawValue: $0) } ?? .warning
    if threshold.isReached(by: run.summary, maxWarnings: maxWarnings ?? setup.settings.maxWarnings) {
      status.raise(to: .no)
    }
    if let baselinePath, let fixed = run.baseline?.fixed.count, fixed > 0 {
      console.complain(
        "plumb: \(TerminalText.escaped(baselinePath.string)) lists \(fixed) finding\(fixed == 1 ? "" : "s") that "
          + "\(fixed == 1 ? "is" : "are") fixed: 'plumb baseline prune' takes \(fixed == 1 ? "it" : "them") out")
      if threshold != .never { status.raise(to: .no) }
    }
    if run.hasFailed || (!run.unreadable.isEmpty && !ignoreUnreadable) { status.raise(to: .input) }
    return status
  }

  private func tell(_ file: ConfigurationFile, _ baseline: FilePath?, on console: Console) {
    let configuration = file.path.map { TerminalText.escaped($0.string) } ?? "none"
    console.complain("plumb: configuration: \(configuration)")
    for path in selection.noIgnores ? [] : LintSetup.ignorePaths(for: paths) {
      console.complain("plumb: side file: \(TerminalText.escaped(path.string))")
    }
    if let baseline { console.complain("plumb: baseline: \(TerminalText.escaped(baseline.string))") }
  }

  private func write(
    _ path: FilePath, _ run: inout LintRun, _ plan: inout LintPlan, on console: Console
  ) throws -> ExitStatus {
    run.printed = nil
    run.lint(FileSelection(paths), with: &plan, named: stdinFilename)
    // What this run cannot tell anything of, such as flows that were not given, stays as it was.
    var written = run.baseline?.pruned() ?? Baseline()
    for finding in run.collected where RuleCatalogue.rule(named: finding.rule)?.isOptional ?? true {
      written.insert(finding)
    }
    let name = TerminalText.escaped(path.string)
    do throws(InputProblem) {
      try FileReplacement.write(Array(written.text.utf8), to: path)
    } catch {
      console.complain("plumb: \(name): \(error.message)")
      return .input
    }
    console.print("\(name): \(written.count) finding\(written.count == 1 ? "" : "s")\n")
    return run.unreadable.isEmpty || ignoreUnreadable ? .done : .input
  }

  private func add(_ target: IgnoreWriter.Target, of run: LintRun, on console: Console) throws -> ExitStatus {
    let found = run.collected.first { $0.rule == target.rule && $0.fingerprint.hasPrefix(target.fingerprint) }
    guard let found, let reason else {
      throw ValidationError("--add-ignore: no finding of ‘\(target.rule)’ has the fingerprint ‘\(target.fingerprint)’")
    }
    let above = LintSetup.ignorePaths(for: paths).first
    let beside = try project.loaded(for: paths, console: console).path?.folder
    let path = above ?? (beside ?? FilePath(".")).entry(LintSetup.ignoreName)
    let entry = IgnoreEntry(for: found, reason: reason)
    if let problem = try IgnoreWriter(path: path, in: console.inputs).add(entry) {
      console.complain(of: path.string, problem.message)
      return .input
    }
    console.print(
      "\(TerminalText.escaped(path.string)): ignores \(target.rule) in "
        + "\(TerminalText.escaped(SecretMask().masked(entry.flow)))\n")
    return .done
  }
}
