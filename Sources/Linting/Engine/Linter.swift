import Documents
public import Flows
public import SourceText

/// Lints flow exports.
public struct Linter: Sendable {
  /// What to lint for.
  public let options: LintOptions
  private let rules: RuleSet
  private let shared: SharedOptions

  /// The ids of the rules that run.
  public let active: Set<String>

  /// Creates a linter.
  public init(options: LintOptions = LintOptions()) {
    self.options = options
    shared = SharedOptions(options)
    rules = RuleSet(RuleCatalogue.rules(for: options))
    active = Set(rules.metadata.map(\.id))
  }

  /// Lints one file as it is on disk.
  public func lint(_ contents: [UInt8], named name: String) -> LintReport {
    report(name, else: { try? SourceFile(name: name, contents: contents) }) { () throws(FlowFile.Unreadable) in
      try FlowFile.read(name: name, contents: contents, limits: DocumentLimits(options.limits))
    }
  }

  /// Lints one file as it is on disk, and hands out what was read of it.
  package func lint(_ contents: [UInt8], named name: String, reading look: (FlowFile) -> Void) -> LintReport {
    report(name, else: { try? SourceFile(name: name, contents: contents) }) { () throws(FlowFile.Unreadable) in
      let file = try FlowFile.read(name: name, contents: contents, limits: DocumentLimits(options.limits))
      look(file)
      return file
    }
  }

  /// Lints one text.
  public func lint(_ source: SourceFile) -> LintReport {
    report(source.name, else: { source }) { () throws(FlowFile.Unreadable) in try FlowFile.read(source) }
  }

  /// Lints a file that was read.
  public func lint(_ file: FlowFile) -> LintReport {
    report(file.source.name, else: { file.source }) { () throws(FlowFile.Unreadable) in file }
  }

  /// What the other files of a project have to know of a file.
  public func project(of file: FlowFile) -> Project {
    let linted = LintedFile(file, options: options)
    var project = Project()
    for active in rules.ofProjects {
      project.add([rules.metadata[active.place].id: active.rule.summary(of: linted)])
    }
    return project
  }

  private func report(
    _ name: String, else source: () -> SourceFile?, read: () throws(FlowFile.Unreadable) -> FlowFile
  ) -> LintReport {
    var report = LintReport(name: name)
    do throws(FlowFile.Unreadable) {
      let start = options.measuresTime ? ContinuousClock.now : nil
      let file = try read()
      if let start { report.timings.addReading(ContinuousClock.now - start) }
      lint(file, into: &report)
      // What takes other files to be told waits for them.
      Project(of: report).settle(&report)
    } catch {
      report.file = source()
      report.unreadable = LintReport.Unreadable(
        message: error.message, place: error.offset.flatMap { report.file?.place(at: $0) }, isForeign: error.isForeign,
        isOverLimit: error.isOverLimit)
    }
    return report
  }

  private func lint(_ file: FlowFile, into report: inout LintReport) {
    report.file = file.source
    report.emptiness = file.emptiness
    report.isWhole = !file.diagnostics.contains { $0.severity == .error }
    let linted = LintedFile(file, options: options)
    Self.findSecrets(of: linted, for: &report)
    for active in rules.ofProjects {
      report.summaries[rules.metadata[active.place].id] = active.rule.summary(of: linted)
    }
    let contexts = rules.metadata.map { RuleContext($0, shared) }
    for active in rules.ofFiles {
      measured(active.place, &report.timings) { active.rule.check(linted, contexts[active.place]) }
    }
    for flow in linted.flows {
      for active in rules.ofFlows {
        measured(active.place, &report.timings) { active.rule.check(flow, contexts[active.place]) }
      }
      for index in flow.flow.sites.indices {
        check(flow[SiteID(index: index)], contexts, &report.timings)
      }
      report.expressionCount += flow.flow.sites.count { $0.kind == .expression }
      report.flows.append(FlowIdentity(name: flow.flow.name, type: flow.flow.type))
    }
    report.flowCount = file.flows.count
    report.findings = Self.inOrder(contexts.flatMap(\.findings))
    Fingerprint.stamp(&report.findings)
    guard options.readsComments else { return }
    DescriptionSuppressions(of: file)?.apply(to: &report)
    guard var comments = CommentSuppressions(of: file) else { return }
    let (active, isWhole) = (active, report.isWhole)
    // Where not all could be read, what a comment was written for may be in the rest.
    let faults = comments.apply(to: &report) { isWhole && active.contains($0) }
    report.findings = (report.findings + findings(about: faults)).sorted(by: Self.isBefore)
  }

  private func check(_ expression: FlowExpression, _ contexts: [RuleContext], _ timings: inout LintTimings) {
    guard expression.site.language == .architect else {
      for active in rules.ofForeignExpressions {
        let context = contexts[active.place]
        measured(active.place, &timings) {
          context.look(at: expression) { active.rule.check(foreign: expression, context) }
        }
      }
      return
    }
    // By their places: a copy of a rule for each expression is a hundredth of all work.
    for index in rules.ofExpressions.indices {
      let context = contexts[rules.ofExpressions[index].place]
      if context.budget.isExhausted { continue }
      measured(rules.ofExpressions[index].place, &timings) {
        context.look(at: expression) { rules.ofExpressions[index].rule.check(expression, context) }
      }
      context.spend(on: expression)
    }
  }

  /// What the rules about suppressions find, in the order of the faults.
  func findings(about faults: [SuppressionFault]) -> [Finding] {
    var findings: [Finding] = []
    for active in rules.ofSuppressions {
      let context = RuleContext(rules.metadata[active.place], shared)
      active.rule.check(faults, context)
      findings += context.findings
    }
    Fingerprint.stamp(&findings)
    return findings
  }

  /// Finds what must not be shown of a file.
  private static func findSecrets(of linted: LintedFile, for report: inout LintReport) {
    let file = linted.file
    var trees: [DocumentTree] = []
    for flow in linted.flows {
      let document = flow.flow.document
      let isNew = !trees.contains { $0 === document }
      if isNew { trees.append(document) }
      let hidden = flow.flow.learnSecrets(of: &report.secrets, named: flow.namedSecrets, withDocument: isNew)
      if document.hasPlaces { report.hidden += hidden }
    }
    // A file that could not be read has no tree, and the text of an encoded one is another than that of its tree.
    if !trees.contains(where: { $0.file === file.source }) {
      report.hidden += report.secrets.learn(file.source.bytes)
    }
  }

  private func measured(_ place: Int, _ timings: inout LintTimings, _ body: () -> Void) {
    guard options.measuresTime else { return body() }
    let start = ContinuousClock.now
    body()
    timings.add(ContinuousClock.now - start, rule: rules.metadata[place].id)
  }

  private static func end(of finding: Finding) -> UInt32 { finding.range?.end ?? finding.expressionRange?.end ?? 0 }

  /// Findings in their order; their places are sorted, as a finding is large.
  private static func inOrder(_ findings: [Finding]) -> [Finding] {
    let starts = findings.map(\.order)
    let places = findings.indices.sorted { left, right in
      starts[left] != starts[right] ? starts[left] < starts[right] : isBefore(findings[left], findings[right])
    }
    return places.map { findings[$0] }
  }

  static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.order != right.order { return left.order < right.order }
    return (left.rule, end(of: left), left.message) < (right.rule, end(of: right), right.message)
  }
}
