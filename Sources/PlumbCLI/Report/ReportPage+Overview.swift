import SourceText

extension ReportPage {
  /// The numbers, and a line for each flow.
  var overview: String {
    let flows = report.flows
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    var numbers = [
      counted(flows.count, "flow"), counted(flows.reduce(0) { $0 + $1.actions.count }, "action"),
      counted(report.attributes.entries.count, "attribute"),
    ]
    let counts = report.counts(of: report.findings.indices)
    numbers.append(counts.isEmpty ? "no findings" : badges(counts))
    if report.suppressed > 0 { numbers.append("\(report.suppressed) suppressed") }
    let measured = flows.compactMap(\.coverage)
    if !measured.isEmpty {
      let ways = measured.map(\.ways).reduce(DrawnCoverage.Share(), +)
      numbers.append("\(ways.text) ways of \(counted(measured.count, "tested flow")) taken (\(ways.percent) %)")
    }
    if let tests = report.tests {
      numbers.append(
        "\(counted(tests.items.count, "test")), \(tests.count("passed")) passed, \(tests.count("failed")) failed,"
          + " \(tests.count("error")) could not end")
    }
    if !report.unreadable.isEmpty {
      numbers.append("<a href=\"#unreadable\">\(counted(report.unreadable.count, "file")) could not be used</a>")
    }
    var text = "<ul class=\"numbers\">\n" + numbers.map { "<li>\($0)</li>\n" }.joined() + "</ul>\n"
    guard !flows.isEmpty else { return text }
    let isMeasured = !measured.isEmpty
    var rows = ""
    for (place, flow) in flows.enumerated() {
      let counts = report.counts(of: report.ownFindings[place].map(\.finding))
      let untaken = flow.coverage.map { $0.ways.taken < $0.ways.all } ?? false
      rows += "<tr class=\"item\"\(filterable(counts.first?.severity, isUntaken: untaken))>"
      rows += "<th scope=\"row\">\(link(to: place))</th><td>\(HTMLPage.line(flow.type))</td>"
      rows += "<td>\(flow.actions.count)</td><td>\(badges(counts))</td>"
      if isMeasured { rows += "<td>\(flow.coverage.map { "\($0.ways.text) (\($0.ways.percent) %)" } ?? "")</td>" }
      rows += "<td>\(HTMLPage.escaped(flow.file))</td></tr>\n"
    }
    let columns = ["flow", "type", "actions", "findings"] + (isMeasured ? ["ways taken by tests"] : []) + ["file"]
    text += Self.table("Flows", columns, rows)
    return text
  }
}
