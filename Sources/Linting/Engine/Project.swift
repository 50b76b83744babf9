/// What is known of all files of a run together: it decides which findings hold.
public struct Project: Sendable {
  /// By the ids of the rules.
  private var summaries: [String: any ProjectSummary] = [:]

  /// Creates a project without files.
  public init() {}

  /// Adds a file.
  public mutating func add(_ report: LintReport) {
    for (rule, summary) in report.summaries { summaries[rule] = Self.union(summaries[rule], summary) }
  }

  private static func union<Summary: ProjectSummary>(
    _ summary: (any ProjectSummary)?, _ other: Summary
  ) -> any ProjectSummary {
    guard var union = summary as? Summary else { return other }
    union.formUnion(other)
    return union
  }

  /// Withdraws the findings of a file that other files disprove.
  public func settle(_ report: inout LintReport) {
    guard !report.summaries.isEmpty else { return }
    report.findings.removeAll { !holds($0) }
  }

  /// Which rules are silent though they found something in these files, and why: the rule's id and a sentence.
  public func silences(in reports: some Sequence<LintReport>) -> [String] {
    var withdrawn: Set<String> = []
    for report in reports where !report.summaries.isEmpty {
      for finding in report.findings where !holds(finding) { withdrawn.insert(finding.rule) }
    }
    return withdrawn.sorted().compactMap { rule in
      summaries[rule]?.silence.map { "\(rule) is silent: \($0)" }
    }
  }

  private func holds(_ finding: Finding) -> Bool {
    finding.claim.flatMap { claim in summaries[finding.rule].map { $0.admits(claim) } } ?? true
  }
}
