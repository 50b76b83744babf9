import Linting
import SourceText

/// Lints the files one after the other and prints what is found, in the order of their paths.
struct LintRun {
  /// What to do with fixes.
  enum Fixing {
    case none, show, write
  }

  /// The most bytes of one file.
  static let sizeLimit = 50 << 20

  let console: Console
  let errorStyle: TextStyle
  let outputStyle: TextStyle
  let fixing: Fixing
  let withUnsafeFixes: Bool
  private(set) var summary = LintSummary()
  private(set) var unreadable: [LintReport] = []
  private(set) var hasFailedFix = false

  init(console: Console, errorStyle: TextStyle, outputStyle: TextStyle, fixing: Fixing, withUnsafeFixes: Bool) {
    self.console = console
    self.errorStyle = errorStyle
    self.outputStyle = outputStyle
    self.fixing = fixing
    self.withUnsafeFixes = withUnsafeFixes
  }

  /// Lints the targets.
  mutating func lint(
    _ targets: LintTargets, with linter: Linter, named standardInput: String?, to output: inout any LintOutput
  ) {
    output.begin(on: console)
    for (path, problem) in targets.problems { refuse(path.display, problem.message) }
    for target in targets.files {
      let name = target.path == Path("-") ? standardInput ?? "-" : target.path.display
      lint(target, named: name, with: linter, to: &output)
    }
    if targets.areOnlyFolders && summary.flows == 0 && unreadable.isEmpty {
      console.complain(
        "plumb: no flow found in \(targets.files.count == 0 ? "the empty folder" : "\(targets.files.count) files")")
    }
    if fixing == .show {
      console.complain(summary.text)
    } else {
      output.end(summary, unreadable: unreadable, on: console)
    }
  }

  private mutating func lint(
    _ target: LintTargets.Target, named name: String, with linter: Linter, to output: inout any LintOutput
  ) {
    ExportInputs.read(target, named: name, limit: Self.sizeLimit, console: console) { input in
      CrashReport.reading(input.name)
      defer { CrashReport.reading("") }
      switch input.contents {
      case .success(let contents):
        return lint(contents, of: input, at: target.path, with: linter, to: &output)
      case .failure(let problem):
        refuse(input.name, problem.message)
        return true
      }
    }
  }

  /// Lints one file or entry.
  ///
  /// - Returns: whether it was an export, or was refused as one.
  private mutating func lint(
    _ contents: [UInt8], of input: ExportInput, at path: Path, with linter: Linter, to output: inout any LintOutput
  ) -> Bool {
    let name = input.name
    var report = linter.lint(contents, named: name)
    if let reason = report.unreadable {
      // In a folder or an archive there may be anything; a file that was named must be an export.
      guard input.isNamed || !reason.isForeign else { return false }
      refuse(report)
      return true
    }
    let isWritable = fixing == .show || !input.isArchived
    if isWritable, fixing != .none,
      let fixed = FixApplier(linter: linter, withUnsafeFixes: withUnsafeFixes).fixed(report)
    {
      switch fixing {
      case .write:
        do throws(InputProblem) {
          try FileReplacement.replace(path, with: fixed.contents)
          report = fixed.report
          console.complain("plumb: \(TerminalText.escaped(name)): \(fixed.count) fixed")
        } catch {
          hasFailedFix = true
          console.complain("plumb: \(TerminalText.escaped(name)): \(error.message)")
        }
      case .show:
        console.print(fixed.diff(style: outputStyle))
      case .none:
        break
      }
    }
    summary.add(report)
    if fixing != .show { output.file(report, on: console) }
    return true
  }

  private mutating func refuse(_ name: String, _ message: String) {
    var report = LintReport(name: name)
    report.unreadable = LintReport.Unreadable(message: message, place: nil)
    refuse(report)
  }

  private mutating func refuse(_ report: LintReport) {
    unreadable.append(report)
    guard let reason = report.unreadable else { return }
    let place = reason.place.map { ":\($0.line):\($0.column)" } ?? ""
    console.complain("plumb: \(TerminalText.escaped(report.name))\(place): \(TerminalText.escaped(reason.message))")
  }
}
