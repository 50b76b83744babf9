import SourceText

extension ReportPage {
  /// What is different, without values; flows that are there lead to where they stand.
  func differences(_ difference: DifferenceReport) -> String {
    difference.sections(level: 3, hidesValues: true) { entry in
      let title = difference.title(entry)
      let flow = entry.files.new == nil ? nil : report.flow(named: entry.name, type: entry.type)
      return flow.map { link(to: $0, text: title) } ?? HTMLPage.line(title)
    }
  }
}
