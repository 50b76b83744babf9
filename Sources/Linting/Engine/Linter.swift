import Flows
public import SourceText

/// What to lint for.
public struct LintOptions: Sendable {
  /// Exactly these rules; nil for those of the preset.
  public var select: Set<String>?
  /// None of these rules.
  public var ignore: Set<String> = []
  /// The rules that run when none are named.
  public var preset: RuleMetadata.Preset = .default

  /// Creates the default options.
  public init() {}
}

/// What linting one file gave.
public struct LintReport: Sendable {
  /// The file's path as given.
  public var name: String
  /// The file's text; nil where it could not be decoded.
  public var file: SourceFile?
  /// The findings, sorted by place and rule.
  public var findings: [Finding] = []
  /// Why the file could not be used at all.
  public var unreadable: Unreadable?
  /// How many flows the file holds.
  public var flowCount = 0
  /// How many expressions were looked at.
  public var expressionCount = 0

  /// Why a file could not be used.
  public struct Unreadable: Sendable {
    /// What is wrong.
    public var message: String
    /// Where, if that is known.
    public var place: Place?
    /// Whether nothing in the file looks like a flow; inside folders such files are passed over.
    public var isForeign = false
  }
}

/// Lints flow exports.
public struct Linter: Sendable {
  /// What to lint for.
  public let options: LintOptions
  private let fileRules: [any FileRule]
  private let expressionRules: [any ExpressionRule]

  /// Creates a linter.
  public init(options: LintOptions = LintOptions()) {
    self.options = options
    let rules = RuleCatalogue.rules(for: options).map { $0.init() }
    fileRules = rules.compactMap { $0 as? any FileRule }
    expressionRules = rules.compactMap { $0 as? any ExpressionRule }
  }

  /// Lints one file.
  public func lint(_ contents: [UInt8], named name: String) -> LintReport {
    var report = LintReport(name: name)
    let source: SourceFile
    do throws(SourceFile.Failure) {
      source = try SourceFile(name: name, contents: contents)
    } catch {
      report.unreadable = LintReport.Unreadable(
        message: error.message, place: place(at: error.offset, in: contents),
        isForeign: !FlowFile.beginsLikeFlow(contents))
      return report
    }
    lint(source, into: &report)
    return report
  }

  /// Lints one decoded file.
  public func lint(_ source: SourceFile) -> LintReport {
    var report = LintReport(name: source.name)
    lint(source, into: &report)
    return report
  }

  private func lint(_ source: SourceFile, into report: inout LintReport) {
    report.file = source
    let file: FlowFile
    do throws(FlowFile.Unreadable) {
      file = try FlowFile.read(source)
    } catch {
      report.unreadable = LintReport.Unreadable(
        message: error.message, place: error.offset.map { source.place(at: $0) }, isForeign: error.isForeign)
      return
    }
    let linted = LintedFile(file)
    var findings: [Finding] = []
    for rule in fileRules { findings += rule.check(linted) }
    for flow in linted.flows {
      for expression in flow.expressions {
        for rule in expressionRules { findings += rule.check(expression, in: flow) }
      }
      report.expressionCount += flow.expressions.count { $0.site.kind == .expression }
    }
    report.flowCount = file.flows.count
    report.findings = Fingerprint.stamped(findings.sorted(by: isBefore))
  }

  private func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    switch (left.range, right.range) {
    case (let first?, let second?) where first.start != second.start: first.start < second.start
    case (nil, _?): false
    case (_?, nil): true
    default:
      (left.rule, left.range?.end ?? 0, left.message) < (right.rule, right.range?.end ?? 0, right.message)
    }
  }

  /// The place of a byte of contents that are no text; lines are counted by their line feeds.
  private func place(at offset: Int, in contents: [UInt8]) -> Place {
    let before = contents[..<min(max(0, offset), contents.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Place(line: line, column: scalarCount(before[start...]) + 1, offset: offset)
  }
}
