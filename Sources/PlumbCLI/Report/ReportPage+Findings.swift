import SourceText

extension ReportPage {
  /// A line for each finding, which leads to where it stands in its flow.
  var findings: String {
    if report.findings.isEmpty { return "<p>Nothing was found.</p>\n" }
    var rows = ""
    for (place, finding) in report.findings.enumerated() {
      let (id, owner) = (report.findingIDs[place], report.owners[place])
      // Where it is shown in a flow, the id is there.
      rows += "<tr class=\"item\"\(owner == nil ? " id=\"\(id)\"" : "")\(filterable(finding.severity))>"
      rows += "<td><span class=\"\(finding.severity.rawValue)\">\(finding.severity.rawValue)</span></td>"
      rows += "<td>\(owner.map { link(to: $0.flow) } ?? HTMLPage.escaped(finding.file))</td>"
      let line = finding.line.map { "line \($0)" } ?? ""
      var words = owner.map { report.flows[$0.flow].words(for: $0.place) } ?? ""
      if words.isEmpty { words = line.isEmpty ? "the flow" : line }
      rows += "<td>\(owner == nil ? HTMLPage.line(words) : "<a href=\"#\(id)\">\(HTMLPage.line(words))</a>")</td>"
      rows += "<td>\(Self.message(of: finding))</td><td><code>\(HTMLPage.escaped(finding.rule))</code></td></tr>\n"
    }
    return Self.table("Findings", ["severity", "flow", "where", "what", "rule"], rows, isList: true)
  }

  /// A finding at its place in a flow.
  func item(of finding: Int) -> String {
    let found = report.findings[finding]
    let severity = found.severity.rawValue
    return "<li id=\"\(report.findingIDs[finding])\"><span class=\"\(severity)\">\(severity)</span> "
      + "\(Self.message(of: found)) <code>\(HTMLPage.escaped(found.rule))@\(found.fingerprint.prefix(12))</code></li>\n"
  }

  private static func message(of finding: ReportedFinding) -> String {
    let sure = finding.certainty == .certain ? "" : " (\(finding.certainty.rawValue))"
    return HTMLPage.escaped(finding.message) + sure
  }
}
