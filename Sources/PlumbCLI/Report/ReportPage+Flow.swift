import Flows
import SourceText

extension ReportPage {
  /// One flow: its graph, its outline with what was found, and what no test took.
  func section(of place: Int) -> String {
    let flow = report.flows[place]
    let counts = report.counts(of: report.ownFindings[place].map(\.finding))
    let untaken = flow.coverage?.notTaken ?? []
    var text = "<details class=\"item flow\" id=\"\(report.flowIDs[place])\""
    text += "\(filterable(counts.first?.severity, isUntaken: !untaken.isEmpty))>\n"
    text += "<summary><h3>\(HTMLPage.line(flow.title))</h3> <span>\(HTMLPage.line(flow.type))</span> \(badges(counts))"
    if let coverage = flow.coverage { text += " <span>\(coverage.ways.text) ways taken</span>" }
    text += " <small>\(HTMLPage.escaped(flow.file))</small></summary>\n"
    if let coverage = flow.coverage { text += "<p>Tests ran \(coverage.actions.text) actions.</p>\n" }
    let own = report.ownFindings[place]
    let whole = own.filter { $0.place == nil }
    if !whole.isEmpty { text += "<ul class=\"found\">\n\(whole.map { item(of: $0.finding) }.joined())</ul>\n" }
    text += graphs(of: place)
    text += "<h4>Outline</h4>\n" + outline(of: place)
    if !untaken.isEmpty {
      text += "<h4>Not taken by any test</h4>\n<ul>\n"
      text += untaken.map { "<li>\(HTMLPage.line($0))</li>\n" }.joined() + "</ul>\n"
    }
    return text + "</details>\n"
  }

  // MARK: Graphs

  private func graphs(of place: Int) -> String {
    let flow = report.flows[place]
    guard var picture = flow.picture else { return "" }
    let id = report.flowIDs[place]
    for index in flow.containers.indices {
      picture.boxes[flow.firstBoxes.container + index].link = "\(id)_c\(index)"
    }
    for index in flow.actions.indices { picture.boxes[flow.firstBoxes.action + index].link = "\(id)_a\(index)" }
    for (finding, end) in report.ownFindings[place] {
      let box: Int
      switch end {
      case .container(let id): box = flow.firstBoxes.container + id.index
      case .action(let id): box = flow.firstBoxes.action + id.index
      case .start, nil: continue
      }
      let severity = report.findings[finding].severity
      let badge = picture.boxes[box].badge ?? FlowPicture.Badge(severity: severity, count: 0)
      picture.boxes[box].badge = FlowPicture.Badge(severity: max(badge.severity, severity), count: badge.count + 1)
    }
    let filled = Set(flow.actions.map(\.container))
    let parts = picture.parts { filled.contains($0) ? "\(id)_p\($0)" : "\(id)_c\($0)" }
    return parts.map { part in
      let graph = Self.graph(part.picture)
      guard let container = part.container else { return graph }
      let words = HTMLPage.line(flow.words(for: .container(ContainerID(index: container))))
      return
        "<details class=\"part\" id=\"\(id)_p\(container)\"><summary>Graph of \(words)</summary>\n\(graph)</details>\n"
    }.joined()
  }

  /// A picture that may be larger than the page.
  static func graph(_ picture: FlowPicture) -> String {
    "<div class=\"graph\" tabindex=\"0\" role=\"group\" aria-label=\"Graph: \(HTMLPage.line(picture.title))\">\n"
      + picture.svg(isEmbedded: true) + "</div>\n"
  }

  // MARK: Outline

  private func outline(of place: Int) -> String {
    let flow = report.flows[place]
    let found = Dictionary(grouping: report.ownFindings[place].filter { $0.place != nil }) { $0.place }
    var text = ""
    var depths: [Int] = []
    for line in flow.outline {
      while let last = depths.last, last > line.depth {
        text += "</li></ul>\n"
        depths.removeLast()
      }
      if depths.last == line.depth {
        text += "</li>\n"
      } else {
        text += depths.isEmpty ? "<ul class=\"outline\">\n" : "\n<ul>\n"
        depths.append(line.depth)
      }
      text += item(of: line, in: place, found)
    }
    return text + String(repeating: "</li></ul>\n", count: depths.count)
  }

  private func item(
    of line: FlowOutline.Line, in place: Int,
    _ found: [ControlFlow.Arrow.End?: [(finding: Int, place: ControlFlow.Arrow.End?)]]
  ) -> String {
    let word = HTMLPage.line(line.word)
    let name = line.name.map { " ‘\(HTMLPage.line($0))’" } ?? ""
    let end: ControlFlow.Arrow.End
    switch line.kind {
    case .branch: return "<li>\(word):"
    case .link: return "<li>\(word) →\(name)"
    case .missing(let key): return "<li>\(word)\(name) (\(HTMLPage.line(key)))"
    case .container(let id): end = .container(id)
    case .action(let id): end = .action(id)
    }
    var text = "<li id=\"\(report.id(of: place, end))\"><b>\(word)</b>\(name)"
    if case .action(let id) = end { text += coverageWords(of: id, in: place) }
    if !line.notes.isEmpty {
      text += " <small>\(line.notes.map(HTMLPage.line).joined(separator: ", "))</small>"
    }
    guard let own = found[end] else { return text }
    return text + "\n<ul class=\"found\">\n\(own.map { item(of: $0.finding) }.joined())</ul>\n"
  }

  /// Whether tests ran an action, in words.
  private func coverageWords(of action: ActionID, in place: Int) -> String {
    let flow = report.flows[place]
    switch flow.picture?.boxes[flow.firstBoxes.action + action.index].mark {
    case .ran: return " <span class=\"ran\">ran</span>"
    case .missed: return " <span class=\"missed\">not run</span>"
    case .dead: return " <span class=\"dead\">cannot be reached</span>"
    case nil: return ""
    }
  }
}
