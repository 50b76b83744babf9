import Linting
import SourceText

/// Reading and linting of files, several at a time.
struct LintWork: Sendable {
  /// The most bytes of one file.
  static let sizeLimit = 50 << 20

  /// What became of one file.
  enum Outcome: Sendable {
    /// It was linted; the second part is the file with its fixes, where any were to be made.
    case linted(LintReport, FixedFile?)
    /// It could not be read.
    case refused(String)
  }

  /// One file with what it is linted with.
  struct Item: Sendable {
    let path: Path
    let name: String
    let linter: Linter
    /// The contents where they have been read already, as those of standard input.
    var contents: [UInt8]?
  }

  let items: [Item]
  let jobs: Int
  /// Whether fixes are made, and the unsafe ones too.
  let fixing: (isWanted: Bool, withUnsafe: Bool)

  /// The outcomes in the order of the files, whatever order they are worked on in.
  func outcomes() -> [Outcome] {
    let work = self
    return ParallelMap.map(count: items.count, jobs: jobs) { work.outcome(of: work.items[$0]) }
  }

  private func outcome(of item: Item) -> Outcome {
    CrashReport.reading(item.name)
    defer { CrashReport.reading("") }
    let contents: [UInt8]
    do throws(InputProblem) {
      if let read = item.contents {
        contents = read
      } else {
        contents = try InputFile.contents(of: item.path, limit: Self.sizeLimit)
      }
    } catch {
      return .refused(error.message)
    }
    var report = item.linter.lint(contents, named: item.name)
    var fixed: FixedFile?
    if fixing.isWanted, report.unreadable == nil {
      fixed = FixApplier(linter: item.linter, withUnsafeFixes: fixing.withUnsafe).fixed(report)
    }
    // Nothing is shown of a file without findings, so that its text need not be kept.
    if report.findings.isEmpty && report.suppressed.isEmpty { report.file = nil }
    return .linted(report, fixed)
  }
}
