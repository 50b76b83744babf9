import Flows
import Linting
import SourceText
import SystemPackage
import Terminal
import Workspace

/// Reading and linting of files, several at a time.
struct LintWork: Sendable {
  /// What became of one file, or of one entry of an archive.
  struct Outcome: Sendable {
    let name: String
    /// The file, or the archive that it is in.
    let path: FilePath
    /// What linting it gave; nil where it could not be read.
    var report: LintReport?
    /// Why it could not be read.
    var message = ""
    /// The file with its fixes, where any were to be made.
    var fixed: FixedFile?
    /// The rules that ran.
    var active: Set<String> = []
    /// What is shown of its flows, where that is wanted.
    var flows: [ReportedFlow] = []
  }

  /// One file with what it is linted with.
  struct Item: Sendable {
    let target: FileSelection.File
    let name: String
    let linter: Linter
    /// The contents where they have been read already, as those of standard input.
    var contents: [UInt8]?
  }

  let items: [Item]
  let jobs: Int
  let fixing: LintRun.Fixing
  let withUnsafeFixes: Bool
  /// Makes what is shown of the flows of a file, whose secrets a mask hides; nil where nothing is.
  var showing: ReportedFlow.Maker?

  /// Hands over the outcomes of each file, in the order of the files.
  func forEach(_ done: ([Outcome]) -> Void) {
    let work = self
    ParallelMap.forEach(count: items.count, jobs: jobs, { work.outcomes(of: work.items[$0]) }, done: done)
  }

  private func outcomes(of item: Item) -> [Outcome] {
    // Standard input has been read.
    let context = InputContext(
      standardInput: { _ in [] }, limits: item.linter.options.limits, reads: CrashReport.reading)
    let contents: Result<[UInt8], InputProblem>
    do throws(InputProblem) {
      if let read = item.contents {
        contents = .success(read)
      } else {
        contents = .success(
          try InputFile.contents(of: item.target.path, limit: context.limits.fileSize, isSettable: true))
      }
    } catch {
      contents = .failure(error)
    }
    var outcomes: [Outcome] = []
    ExportInputs.read(
      contents, named: item.name, isNamed: item.target.isNamed, in: context
    ) { input in
      guard let outcome = outcome(of: input, item) else { return false }
      outcomes.append(outcome)
      return true
    }
    return outcomes
  }

  /// What became of one export; nil where it is none and need not be one.
  private func outcome(of input: ExportInput, _ item: Item) -> Outcome? {
    let linter = item.linter
    var outcome = Outcome(name: input.name, path: item.target.path)
    switch input.contents {
    case .failure(let problem):
      outcome.message = problem.message
      return outcome
    case .success(let contents):
      var file: FlowFile?
      var report = linter.lint(contents, named: input.name) { read in if showing != nil { file = read } }
      // In a folder or an archive there may be anything; a file that was named must be an export.
      if let reason = report.unreadable, !input.isNamed, reason.isForeign { return nil }
      if input.isNamed, let reason = report.emptiness { report.unreadable = LintReport.Unreadable(message: reason) }
      if report.unreadable == nil, fixing == .show || (fixing == .write && !input.isArchived) {
        outcome.fixed = FixApplier(linter: linter, withUnsafeFixes: withUnsafeFixes).fixed(report)
      }
      if let showing, let file, report.unreadable == nil { outcome.flows = showing(file, report.mask) }
      // Nothing is shown of a file without findings, so that its text need not be kept.
      if report.findings.isEmpty && report.suppressed.isEmpty && !report.isOpen { report.file = nil }
      outcome.report = report
      outcome.active = linter.active
      return outcome
    }
  }
}
