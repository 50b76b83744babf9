import SourceText

/// A summary with a table, for the page of a job or a comment on a change.
struct MarkdownLintOutput: LintOutput {
  private var rows = ""
  private var count = 0

  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] {
    for finding in report.findings {
      count += 1
      guard count <= Self.shownCount else { continue }
      var place = MarkdownText.escaped(report.path)
      if let start = report.places(of: finding)?.start { place += ":\(start.line)" }
      rows += "| \(finding.severity.rawValue) | \(place) | \(MarkdownText.escaped(finding.rule)) | "
      rows += MarkdownText.escaped(finding.messageWithPlace) + " |\n"
    }
    return []
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    var text = "### Plumb: \(MarkdownText.escaped(summary.text))\n"
    if !rows.isEmpty { text += "\n| severity | place | rule | message |\n|---|---|---|---|\n\(rows)" }
    if count > Self.shownCount { text += "\n… and \(count - Self.shownCount) more\n" }
    if !unreadable.isEmpty {
      text += "\nNot read:\n\n"
      for report in unreadable {
        text += "* \(MarkdownText.escaped(report.path)): \(MarkdownText.escaped(report.unreadable?.message ?? ""))\n"
      }
    }
    return Array(text.utf8)
  }

  /// A page of a job may have a megabyte, and no reader goes through more.
  private static let shownCount = 500
}
