import Flows
import SourceText

/// For people: message, snippet and caret, where in the flow.
struct TextLintOutput: LintOutput {
  let style: TextStyle

  func part(_ report: LintReport) -> [UInt8] {
    Array(report.findings.map { text(of: $0, in: report) + "\n" }.joined().utf8)
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    Array((summary.lastLine + "\n").utf8)
  }

  private func text(of finding: Finding, in report: LintReport) -> String {
    var place = TerminalText.escaped(report.name)
    if let start = report.places(of: finding)?.start { place += ":\(start.line):\(start.column)" }
    let certainty = finding.certainty == .certain ? "" : " (\(finding.certainty.rawValue))"
    let message = TerminalText.escaped(finding.message)
    var text =
      "\(style.bold(place + ":")) \(style.severity(finding.severity))\(certainty): \(message) [\(finding.rule)]\n"
    if let range = finding.range, let file = report.file { text += Snippet(of: range, in: file).text(style: style) }
    if finding.range == nil { text += Self.snippet(of: finding, style: style) }
    let location = finding.range == nil ? finding.location.wholeDescription : finding.location.description
    if !location.isEmpty { text += style.dim("      in \(TerminalText.escaped(location))") + "\n" }
    if let fix = finding.fix {
      text += style.dim("      \(fix.isSafe ? "fix" : "unsafe fix"): \(TerminalText.escaped(fix.title))") + "\n"
    }
    return text
  }

  /// The expression itself with the part at fault marked, where the file has no places.
  private static func snippet(of finding: Finding, style: TextStyle) -> String {
    guard let expression = finding.expression, let range = finding.expressionRange,
      let file = try? SourceFile(name: "", contents: Array(expression.utf8))
    else { return "" }
    return Snippet(of: range, in: file).text(style: style)
  }
}

/// One line a finding: `file:line:column: severity: message [rule]`.
struct CompactLintOutput: LintOutput {
  func part(_ report: LintReport) -> [UInt8] {
    Array(report.findings.map { line($0, in: report) + "\n" }.joined().utf8)
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] { [] }

  private func line(_ finding: Finding, in report: LintReport) -> String {
    let start = report.places(of: finding)?.start
    let place = start.map { ":\($0.line):\($0.column)" } ?? ""
    let message = start == nil ? finding.messageWithPlace : finding.message
    return TerminalText.escaped("\(report.name)\(place): \(finding.severity.rawValue): \(message) [\(finding.rule)]")
  }
}
