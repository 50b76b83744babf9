public import Expressions
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
  /// The functions that are known.
  public var functions = FunctionCatalogue.standard

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

  /// Creates an empty report.
  public init(name: String) {
    self.name = name
  }

  /// Why a file could not be used.
  public struct Unreadable: Sendable {
    /// What is wrong.
    public var message: String
    /// Where, if that is known.
    public var place: Place?
    /// Whether nothing in the file looks like a flow; inside folders such files are passed over.
    public var isForeign = false
    /// Whether the file is beyond a limit.
    public var isOverLimit = false

    /// Creates a reason.
    public init(message: String, place: Place? = nil, isForeign: Bool = false, isOverLimit: Bool = false) {
      self.message = message
      self.place = place
      self.isForeign = isForeign
      self.isOverLimit = isOverLimit
    }
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

  /// Lints one file as it is on disk.
  public func lint(_ contents: [UInt8], named name: String) -> LintReport {
    var report = LintReport(name: name)
    do throws(FlowFile.Unreadable) {
      lint(try FlowFile.read(name: name, contents: contents), into: &report)
    } catch {
      report.file = try? SourceFile(name: name, contents: contents)
      report.unreadable = unreadable(error, in: report.file)
    }
    return report
  }

  /// Lints one text.
  public func lint(_ source: SourceFile) -> LintReport {
    var report = LintReport(name: source.name)
    report.file = source
    do throws(FlowFile.Unreadable) {
      lint(try FlowFile.read(source), into: &report)
    } catch {
      report.unreadable = unreadable(error, in: source)
    }
    return report
  }

  private func unreadable(_ error: FlowFile.Unreadable, in source: SourceFile?) -> LintReport.Unreadable {
    LintReport.Unreadable(
      message: error.message, place: error.offset.flatMap { source?.place(at: $0) }, isForeign: error.isForeign,
      isOverLimit: error.isOverLimit)
  }

  private func lint(_ file: FlowFile, into report: inout LintReport) {
    report.file = file.source
    let linted = LintedFile(file, functions: options.functions)
    var findings: [Finding] = []
    for rule in fileRules { findings += rule.check(linted) }
    for flow in linted.flows {
      for index in flow.flow.sites.indices {
        let expression = flow[SiteID(index: index)]
        for rule in expressionRules { findings += Self.reported(rule.check(expression, in: flow), expression) }
      }
      report.expressionCount += flow.flow.sites.count { $0.kind == .expression }
    }
    report.flowCount = file.flows.count
    report.findings = Fingerprint.stamped(findings.sorted(by: isBefore))
  }

  private func end(of finding: Finding) -> UInt32 { finding.range?.end ?? finding.expressionRange?.end ?? 0 }

  /// How many bytes of expressions the findings of one rule in one expression may carry together.
  private static let reportedBytes = 20_000_000

  /// The findings of one rule in one expression, without those that would only repeat a very long expression.
  private static func reported(_ findings: some Collection<Finding>, _ expression: FlowExpression) -> [Finding] {
    let count = findings.count
    let limit = max(1, reportedBytes / max(1, expression.site.text.utf8.count))
    var reported = Array(findings.prefix(limit))
    if count > limit { reported[limit - 1].message += "; \(count - limit) more in this expression are left out" }
    return reported
  }

  private func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.order != right.order { return left.order < right.order }
    return (left.rule, end(of: left), left.message) < (right.rule, end(of: right), right.message)
  }
}
