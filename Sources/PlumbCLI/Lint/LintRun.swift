import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// Lints files and prints what is found, in the order of their paths.
struct LintRun {
  /// What to do with fixes.
  enum Fixing: Sendable {
    case none, show, write
  }

  /// A report that goes into a file.
  struct Written {
    let path: FilePath
    var output: any LintOutput
    var bytes: [UInt8] = []
  }

  let console: Console
  let outputStyle: TextStyle
  var fixing = Fixing.none
  var withUnsafeFixes = false
  /// Whether to tell why a rule is silent.
  var isVerbose = false
  var jobs = 1
  /// Entries of the side files that lie above the paths.
  var ignores: [IgnoreEntries] = []
  var baseline: BaselineComparison?
  /// What is printed on standard output; nil for nothing.
  var printed: (any LintOutput)?
  var written: [Written] = []
  /// Whether ``collected`` is wanted.
  var collects = false
  /// Makes what ``flows`` holds; nil where neither they nor ``findings`` are wanted.
  var showing: ReportedFlow.Maker?

  private(set) var summary = LintSummary()
  private(set) var unreadable: [LintReport] = []
  private(set) var hasFailed = false
  /// What is known of all files.
  private var project = Project()
  /// The reports that wait for what is to be said of side files, or for others that do.
  private var held: [LintReport] = []
  /// Whether all files were read.
  private var areAllRead = false
  private(set) var timings = LintTimings()
  /// What is shown of the flows, in the order of their files.
  private(set) var flows: [ReportedFlow] = []
  /// What is shown of the findings that count, likewise.
  private(set) var findings: [ReportedFinding] = []
  /// The findings that count before the baseline is applied.
  private(set) var collected: [Finding] = []
  /// The findings that do not count, with the names of their files.
  private(set) var suppressed: [(name: String, finding: Finding)] = []

  init(console: Console, outputStyle: TextStyle) {
    self.console = console
    self.outputStyle = outputStyle
  }

  /// Lints the targets.
  mutating func lint(_ targets: FileSelection, with plan: inout LintPlan, named standardInput: String?) {
    begin()
    for (path, problem) in targets.problems { refuse(path.string, problem.message) }
    let items = targets.files.compactMap { item(for: $0, with: &plan, named: standardInput) }
    let work = LintWork(
      items: items, jobs: jobs, fixing: fixing, withUnsafeFixes: withUnsafeFixes, showing: showing)
    // What other files of the run have a say in waits for them, and so does what comes after it.
    var waiting: [LintWork.Outcome] = []
    work.forEach { outcomes in
      for outcome in outcomes {
        if let report = outcome.report { project.add(report) }
        flows += outcome.flows
        if waiting.isEmpty, outcome.report?.isOpen != true { take(outcome) } else { waiting.append(outcome) }
      }
    }
    for silence in isVerbose ? project.silences(in: waiting.compactMap(\.report)) : [] {
      console.complain("plumb: \(TerminalText.escaped(silence))")
    }
    areAllRead = true
    for outcome in waiting { take(outcome) }
    for entries in ignores {
      guard let report = entries.unused(with: plan.standard) else { continue }
      held.insert(report, at: held.firstIndex { Self.stands(entries, before: $0) } ?? held.endIndex)
      summary.files -= 1
    }
    // What takes long is done by as many threads as the linting; here it is put in order.
    let (reports, outputs) = (held, outputs)
    ParallelMap.forEach(count: reports.count, jobs: jobs, { Shown(reports[$0], by: outputs) }) { tell($0) }
    if targets.areOnlyFolders && summary.flows == 0 && unreadable.isEmpty {
      console.complain(
        "plumb: no flow found in \(targets.files.count == 0 ? "the empty folder" : "\(targets.files.count) files")")
    }
    end()
    console.keep(waiting)
    console.keep(held)
  }

  private mutating func item(
    for target: FileSelection.File, with plan: inout LintPlan, named standardInput: String?
  ) -> LintWork.Item? {
    let isInput = target.path == FilePath("-")
    let name = isInput ? standardInput ?? "-" : target.path.string
    var item = LintWork.Item(
      target: target, name: name, linter: plan.linter(for: isInput ? FilePath(name) : target.path), contents: nil)
    guard isInput else { return item }
    do throws(InputProblem) {
      item.contents = try InputFile.contents(of: target.path, in: console.inputs)
      return item
    } catch {
      refuse(name, error.message)
      return nil
    }
  }

  /// Whether what is to be said of a side file, which is known only at the end, belongs before a report.
  private static func stands(_ entries: IgnoreEntries, before report: LintReport) -> Bool {
    Array(entries.name.utf8).lexicographicallyPrecedes(Array(report.name.utf8))
  }

  private mutating func take(_ outcome: LintWork.Outcome) {
    guard var report = outcome.report else { return refuse(outcome.name, outcome.message) }
    timings.merge(report.timings)
    if report.unreadable != nil { return refuse(report) }
    if let fixed = outcome.fixed {
      switch fixing {
      case .write:
        do throws(InputProblem) {
          try FileReplacement.replace(outcome.path, read: fixed.original, with: fixed.contents)
          report = fixed.report
          console.complain("plumb: \(TerminalText.escaped(outcome.name)): \(fixed.count) fixed")
        } catch {
          hasFailed = true
          console.complain(of: outcome.name, error.message)
        }
      case .show:
        console.print(fixed.diff(style: outputStyle))
      case .none:
        break
      }
    }
    project.settle(&report)
    for index in ignores.indices { ignores[index].apply(to: &report) }
    if collects { collected += report.findings }
    baseline?.apply(to: &report, active: outcome.active)
    if !areAllRead, held.isEmpty, !ignores.contains(where: { Self.stands($0, before: report) }) {
      return tell(Shown(report, by: outputs))
    }
    held.append(report)
  }

  /// A report as it may be shown, and what each output writes of it.
  private struct Shown: Sendable {
    let report: LintReport
    let parts: [[UInt8]]

    init(_ report: LintReport, by outputs: [any LintOutput]) {
      // All that is shown goes through here, so that no format need think of secrets.
      let report = report.masked()
      self.report = report
      parts = outputs.map { $0.part(report) }
    }
  }

  /// What is printed, then what goes into files.
  private var outputs: [any LintOutput] { (printed.map { [$0] } ?? []) + written.map(\.output) }

  /// Counts a report and hands it to the outputs.
  private mutating func tell(_ shown: Shown) {
    let report = shown.report
    var parts = shown.parts[...]
    summary.add(report)
    suppressed += report.suppressed.map { (report.name, $0) }
    if showing != nil { findings += ReportedFinding.all(in: report) }
    if var output = printed {
      console.print(output.file(report, part: parts.removeFirst()))
      printed = output
    }
    for (index, part) in zip(written.indices, parts) {
      written[index].bytes += written[index].output.file(report, part: part)
    }
  }

  private mutating func begin() {
    if var output = printed {
      console.print(output.beginning())
      printed = output
    }
    for index in written.indices { written[index].bytes += written[index].output.beginning() }
  }

  private mutating func end() {
    if var output = printed { console.print(output.end(summary, unreadable: unreadable)) }
    for index in written.indices {
      written[index].bytes += written[index].output.end(summary, unreadable: unreadable)
      do throws(InputProblem) {
        try FileReplacement.write(written[index].bytes, to: written[index].path)
      } catch {
        hasFailed = true
        console.complain(of: written[index].path.string, error.message)
      }
    }
    if fixing == .show { console.complain(summary.text) }
  }

  private mutating func refuse(_ name: String, _ message: String) {
    var report = LintReport(name: name)
    report.unreadable = LintReport.Unreadable(message: message, place: nil)
    refuse(report)
  }

  private mutating func refuse(_ report: LintReport) {
    let report = report.masked()
    unreadable.append(report)
    guard let reason = report.unreadable else { return }
    let place = reason.place.map { ":\($0.line):\($0.column)" } ?? ""
    console.complain("plumb: \(TerminalText.escaped(report.name))\(place): \(TerminalText.escaped(reason.message))")
  }
}
