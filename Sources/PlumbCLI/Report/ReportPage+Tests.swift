import SourceText

extension ReportPage {
  /// A line for each test, those that do not hold first.
  func tests(_ tests: TestResults) -> String {
    if tests.items.isEmpty { return "<p>There is no test.</p>\n" }
    var rows = ""
    let ordered = tests.items.filter { $0.status != "passed" } + tests.items.filter { $0.status == "passed" }
    for test in ordered {
      let isPassed = test.status == "passed"
      rows += "<tr class=\"item\"\(filterable(isPassed ? nil : .error))>"
      rows += "<td><span class=\"\(isPassed ? "passed" : "error")\">\(HTMLPage.line(test.status))</span></td>"
      rows += "<th scope=\"row\">\(HTMLPage.line(test.name))</th>"
      let flow = report.flow(named: test.flow.name, type: test.flow.type)
      rows += "<td>\(flow.map { link(to: $0) } ?? HTMLPage.line(test.flow.name ?? ""))</td>"
      let failures = test.failures.map { failure in
        HTMLPage.line(failure.key) + (failure.line.map { " (line \($0))" } ?? "")
      }
      rows += "<td>\(failures.joined(separator: "<br>"))</td>"
      rows += "<td>\(HTMLPage.escaped(test.file))\(test.line.map { ":\($0)" } ?? "")</td></tr>\n"
    }
    return Self.table("Tests", ["result", "test", "flow", "what does not hold", "file"], rows, isList: true)
  }
}
