import Documents
import Expressions
import Flows
public import SourceText

/// Lints flow exports.
public struct Linter: Sendable {
  /// What to lint for.
  public let options: LintOptions
  private let fileRules: [any FileRule]
  private let expressionRules: [any ExpressionRule]
  private let foreignRules: [any ForeignExpressionRule]
  /// The rules that run, by their ids.
  private let metadata: [String: RuleMetadata]

  /// The ids of the rules that run.
  public var active: Set<String> { Set(metadata.keys) }

  /// Creates a linter.
  public init(options: LintOptions = LintOptions()) {
    self.options = options
    let types = RuleCatalogue.rules(for: options)
    metadata = Dictionary(types.map { ($0.metadata.id, $0.metadata) }) { first, _ in first }
    let rules = types.map { $0.init() }
    fileRules = rules.compactMap { $0 as? any FileRule }
    expressionRules = rules.compactMap { $0 as? any ExpressionRule }
    foreignRules = rules.compactMap { $0 as? any ForeignExpressionRule }
  }

  /// Lints one file as it is on disk.
  public func lint(_ contents: [UInt8], named name: String) -> LintReport {
    var report = LintReport(name: name)
    do throws(FlowFile.Unreadable) {
      let start = options.measuresTime ? ContinuousClock.now : nil
      let file = try FlowFile.read(name: name, contents: contents)
      if let start { report.timings.addReading(ContinuousClock.now - start) }
      lint(file, into: &report)
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
    Self.findSecrets(of: file, for: &report)
    let linted = LintedFile(file, options: options)
    if metadata[AttributeReadNeverSet.metadata.id] != nil { report.attributeWriters = AttributeWriters(linted) }
    let budgets = expressionRules.map { _ in StepBudget(options.stepLimit) }
    var findings: [Finding] = []
    for rule in fileRules {
      findings += measured(type(of: rule).metadata.id, &report.timings) { rule.check(linted) }
    }
    for flow in linted.flows {
      for index in flow.flow.sites.indices {
        let expression = flow[SiteID(index: index)]
        if expression.site.language == .architect {
          for (place, rule) in expressionRules.enumerated() where !budgets[place].isExhausted {
            let metadata = type(of: rule).metadata
            flow.budget = budgets[place]
            findings += measured(metadata.id, &report.timings) {
              Self.reported(rule.check(expression, in: flow), expression)
            }
            if !budgets[place].spend(expression.tree.tokens.count + 1) {
              findings.append(exhausted(metadata, expression, in: flow))
            }
          }
        } else {
          for rule in foreignRules {
            findings += measured(type(of: rule).metadata.id, &report.timings) {
              Self.reported(rule.check(foreign: expression, in: flow), expression)
            }
          }
        }
      }
      report.expressionCount += flow.flow.sites.count { $0.kind == .expression }
      report.flows.append(FlowIdentity(name: flow.flow.name, type: flow.flow.type))
    }
    report.flowCount = file.flows.count
    for index in findings.indices {
      guard let rule = metadata[findings[index].rule] else { continue }
      findings[index].severity = options.severity(findings[index].severity, of: rule)
    }
    findings.sort(by: Self.isBefore)
    Fingerprint.stamp(&findings)
    report.findings = findings
    applyComments(of: file, to: &report)
  }

  /// Finds what must not be shown of a file.
  private static func findSecrets(of file: FlowFile, for report: inout LintReport) {
    var trees: [DocumentTree] = []
    for flow in file.flows where !trees.contains(where: { $0 === flow.document }) { trees.append(flow.document) }
    // A file that could not be read has no tree, and the text of an encoded one is another than that of its tree.
    if !trees.contains(where: { $0.file === file.source }) {
      report.hidden = report.secrets.learn(file.source.bytes)
    }
    for tree in trees {
      let hidden = tree.learnSecrets(of: &report.secrets)
      if tree.hasPlaces { report.hidden += hidden }
    }
  }

  private func applyComments(of file: FlowFile, to report: inout LintReport) {
    if options.readsComments { DescriptionSuppressions(of: file)?.apply(to: &report) }
    guard options.readsComments, var comments = CommentSuppressions(of: file) else { return }
    let active = active
    // Where not all could be read, what a comment was written for may be in the rest.
    let isWhole = !report.findings.contains { $0.rule == ParseError.metadata.id }
    var found = comments.apply(to: &report) { isWhole && active.contains($0) }
    for index in found.indices {
      found[index].severity = options.severity(found[index].severity, of: UnusedSuppression.metadata)
    }
    guard !found.isEmpty else { return }
    Fingerprint.stamp(&found)
    report.findings = (report.findings + found).sorted(by: Self.isBefore)
  }

  private func exhausted(_ rule: RuleMetadata, _ expression: FlowExpression, in flow: LintedFlow) -> Finding {
    let range = ByteRange(0, expression.site.text.utf8.count)
    return expression.finding(
      rule, severity: .info,
      "the rule stopped after \(options.stepLimit) steps; what follows in this file is not checked for it", at: range,
      in: flow)
  }

  private func measured<Result>(_ rule: String, _ timings: inout LintTimings, _ body: () -> Result) -> Result {
    guard options.measuresTime else { return body() }
    let clock = ContinuousClock()
    let start = clock.now
    defer { timings.add(clock.now - start, rule: rule) }
    return body()
  }

  private static func end(of finding: Finding) -> UInt32 { finding.range?.end ?? finding.expressionRange?.end ?? 0 }

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

  static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.order != right.order { return left.order < right.order }
    return (left.rule, end(of: left), left.message) < (right.rule, end(of: right), right.message)
  }
}
