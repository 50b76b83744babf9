/// What is known of all files of a run together: it decides which findings hold.
public struct Project: Sendable {
  /// By the ids of the rules.
  private var summaries: [String: any ProjectSummary] = [:]

  /// Creates a project without files.
  public init() {}

  /// The project of one file alone.
  init(of report: LintReport) {
    add(report)
  }

  /// Adds a file; files come in the order of their paths.
  public mutating func add(_ report: LintReport) { add(report.summaries) }

  /// Adds the files of another project, which come later.
  public mutating func add(_ other: Project) { add(other.summaries) }

  mutating func add(_ summaries: [String: any ProjectSummary]) {
    for (rule, summary) in summaries { self.summaries[rule] = Self.union(self.summaries[rule], summary) }
  }

  private static func union<Summary: ProjectSummary>(
    _ summary: (any ProjectSummary)?, _ other: Summary
  ) -> any ProjectSummary {
    guard var union = summary as? Summary else { return other }
    union.formUnion(other)
    return union
  }

  /// Withholds the findings of a file that the files do not bear out, and tells those that they do.
  public func settle(_ report: inout LintReport) {
    guard report.isOpen else { return }
    var held: [Finding] = []
    var withheld: [Finding] = []
    for var finding in report.findings + report.suppressed + report.withheld {
      switch verdict(on: finding) {
      case .withdrawn:
        withheld.append(finding)
        continue
      case .holds: break
      case .tells(let message): finding.message = message
      }
      held.append(finding)
    }
    held.sort(by: Linter.isBefore)
    report.findings = held.filter { $0.suppression == nil }
    report.suppressed = held.filter { $0.suppression != nil }
    report.withheld = withheld
  }

  /// Which rules are silent though they found something in these files, and why: the rule's id and a sentence.
  public func silences(in reports: some Sequence<LintReport>) -> [String] {
    var withdrawn: Set<String> = []
    for report in reports {
      for finding in report.findings + report.withheld {
        if case .withdrawn = verdict(on: finding) { withdrawn.insert(finding.rule) }
      }
    }
    return withdrawn.sorted().compactMap { rule in
      summaries[rule]?.silence.map { "\(rule) is silent: \($0)" }
    }
  }

  private func verdict(on finding: Finding) -> Verdict {
    guard let claim = finding.claim, let summary = summaries[finding.rule] else { return .holds }
    return Self.verdict(of: summary, on: claim)
  }

  private static func verdict<Summary: ProjectSummary>(of summary: Summary, on claim: any Sendable) -> Verdict {
    (claim as? Summary.Claim).map { summary.verdict(on: $0) } ?? .holds
  }
}
