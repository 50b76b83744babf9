import JSON
import SourceText

/// The code quality report of GitLab: a list of issues.
struct GitLabLintOutput: LintOutput {
  private var isFirst = true

  func beginning() -> [UInt8] { Array("[".utf8) }

  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for finding in report.findings {
      let line = report.places(of: finding)?.start.line ?? 1
      // The same flow may lie in the repository twice, and GitLab takes issues with equal fingerprints for one.
      append(
        finding.messageWithPlace, rule: finding.rule, Self.severity(finding.severity), report.path, line,
        fingerprint: finding.fingerprint(inFile: report.path), to: &bytes)
    }
    return bytes
  }

  mutating func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    var bytes: [UInt8] = []
    for report in unreadable {
      let message = report.unreadable?.message ?? ""
      append(
        message, rule: "unreadable", "critical", report.path, report.unreadable?.place?.line ?? 1,
        fingerprint: Finding.fingerprint(ofFields: ["unreadable", report.path, message]), to: &bytes)
    }
    return bytes + Array((isFirst ? "]\n" : "\n]\n").utf8)
  }

  private mutating func append(
    _ message: String, rule: String, _ severity: String, _ path: String, _ line: Int, fingerprint: String,
    to bytes: inout [UInt8]
  ) {
    let issue: JSONValue = [
      "description": .string(TerminalText.escaped(message)), "check_name": .string(rule),
      "fingerprint": .string(fingerprint), "severity": .string(severity),
      "location": ["path": .string(path), "lines": ["begin": .integer(line)]],
    ]
    bytes += (isFirst ? "\n" : ",\n").utf8
    bytes += issue.bytes
    isFirst = false
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }
}
