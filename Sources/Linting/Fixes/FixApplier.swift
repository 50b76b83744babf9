public import SourceText

/// Applies the fixes of a file's findings.
public struct FixApplier: Sendable {
  /// How often a file is linted again at most; a fix that brings forth another one ends there.
  static let maximumRounds = 10

  private let linter: Linter
  private let withUnsafeFixes: Bool

  /// Creates an applier.
  ///
  /// - Parameter withUnsafeFixes: whether fixes that may change what a flow does are applied too.
  public init(linter: Linter, withUnsafeFixes: Bool = false) {
    self.linter = linter
    self.withUnsafeFixes = withUnsafeFixes
  }

  /// The file with its fixes, or nil where nothing is to be changed.
  ///
  /// Fixes are applied and the file is linted again until no more can be. A file that could not be read whole is not
  /// changed, and a round after which it can no longer be read is taken back.
  public func fixed(_ report: LintReport) -> FixedFile? {
    guard let original = report.file else { return nil }
    var current = report
    var count = 0
    for _ in 0..<Self.maximumRounds {
      guard isWhole(current), let file = current.file else { break }
      let edits = edits(of: current)
      guard edits.fixCount > 0 else { break }
      let contents = file.contents(for: file.bytes.applying(edits.edits))
      let next = linter.lint(contents, named: report.name)
      guard isWhole(next) else { break }
      current = next
      count += edits.fixCount
    }
    guard count > 0, let file = current.file else { return nil }
    return FixedFile(original: original, file: file, report: current, count: count, unfixed: report)
  }

  private func isWhole(_ report: LintReport) -> Bool {
    report.unreadable == nil && report.isWhole
  }

  /// The edits of one round: of fixes that overlap, the one that begins first, and of those the longest.
  private func edits(of report: LintReport) -> (edits: [Edit], fixCount: Int) {
    let fixes = report.findings.compactMap(\.fix).filter { ($0.isSafe || withUnsafeFixes) && !$0.edits.isEmpty }
    let ordered = fixes.map(\.edits).sorted { left, right in
      let (first, second) = (span(left), span(right))
      return first.start != second.start ? first.start < second.start : first.end > second.end
    }
    var accepted: [Edit] = []
    var fixCount = 0
    var end: UInt32 = 0
    for edits in ordered {
      let span = span(edits)
      guard fixCount == 0 || span.start >= end,
        zip(edits, edits.dropFirst()).allSatisfy({ $0.range.end <= $1.range.start })
      else { continue }
      accepted += edits
      fixCount += 1
      // An insertion at the same place as the next edit would leave their order open.
      end = span.isEmpty ? span.end + 1 : span.end
    }
    return (accepted, fixCount)
  }

  private func span(_ edits: [Edit]) -> ByteRange {
    edits.dropFirst().reduce(edits.first?.range ?? ByteRange(at: 0)) { $0.union($1.range) }
  }
}

/// A file with its fixes.
public struct FixedFile: Sendable {
  /// The file as it was.
  public let original: SourceFile
  /// The file as it is to be.
  public let file: SourceFile
  /// What linting the fixed file gives.
  public let report: LintReport
  /// How many fixes were applied.
  public let count: Int
  /// What linting the file as it was gave.
  let unfixed: LintReport

  /// The fixed file as it is to be on disk: in the encoding of the original.
  public var contents: [UInt8] { original.contents(for: file.bytes) }

  /// The changes as a unified diff, without secrets.
  public func diff(style: TextStyle = .plain) -> String {
    // A fix may write a name that is made of a secret.
    var secrets = unfixed.secrets
    secrets.formUnion(report.secrets)
    let shown = (
      old: original.hiding(unfixed.hidden, by: secrets).bytes, new: file.hiding(report.hidden, by: secrets).bytes
    )
    return UnifiedDiff(from: original.bytes, to: file.bytes, shownAs: shown).text(named: original.name, style: style)
  }
}
