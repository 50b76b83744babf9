import Flows
import Linting
import SourceText

/// What a report shows of one finding.
struct ReportedFinding: Sendable {
  let rule: String
  let severity: Severity
  let certainty: Certainty
  let message: String
  let file: String
  let line: Int?
  let fingerprint: String
  let location: FlowLocation

  /// What is shown of the findings of a file; no secret is left in the report.
  static func all(in report: LintReport) -> [ReportedFinding] {
    report.findings.map { finding in
      let line = finding.range.flatMap { range in report.file.map { $0.places(of: range).start.line } }
      return ReportedFinding(
        rule: finding.rule, severity: finding.severity, certainty: finding.certainty, message: finding.message,
        file: report.name, line: line, fingerprint: finding.fingerprint, location: finding.location)
    }
  }
}
