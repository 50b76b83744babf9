import Flows
import SourceText

extension ReportPage {
  /// Which flow does what with which attribute: as a matrix, then attribute by attribute.
  var attributeMap: String {
    let map = report.attributes
    if map.entries.isEmpty && map.dynamicUses.isEmpty { return "<p>No flow reads or writes an attribute.</p>\n" }
    var text = matrix
    for place in map.entries.indices { text += details(of: place) }
    if !map.dynamicUses.isEmpty {
      text +=
        "<details class=\"item\" id=\"attributes-at-run-time\">\n<summary><h3>Names that are worked out when a flow runs</h3>"
      text += " <span>\(map.dynamicUses.count)</span></summary>\n"
      text += uses(map.dynamicUses, "Uses of names that are worked out") + "</details>\n"
    }
    return text
  }

  // MARK: Matrix

  /// More columns and rows than these are no table that anybody reads.
  private static let (columnLimit, rowLimit) = (120, 500)

  private var matrix: String {
    let map = report.attributes
    var flowCounts: [Int: Int] = [:]
    for entry in map.entries { for flow in Set(entry.uses.map(\.flow)) { flowCounts[flow, default: 0] += 1 } }
    // Those that have most to say, in the order of the page.
    let columns = flowCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.columnLimit).map(\.key)
      .sorted()
    let rows = map.entries.indices.sorted { left, right in
      (-map.entries[left].flowCount, left) < (-map.entries[right].flowCount, right)
    }.prefix(Self.rowLimit).sorted()
    var text =
      "<p>R reads, W writes, O overwrites what it may have written before; each leads to the first such action."
    text += " ≈ another attribute differs in letter case or blanks alone. ∅ nothing here sets it"
    text += map.isOpen ? ", unless one of the names that are worked out does.</p>\n" : ".</p>\n"
    let (otherFlows, others) = (flowCounts.count - columns.count, map.entries.count - rows.count)
    if otherFlows > 0 || others > 0 {
      text +=
        "<p>The table has the \(rows.count) attributes that most flows use and the \(columns.count) flows that use"
      text += " most of them; \(others) attributes and \(otherFlows) flows stand in the list below alone.</p>\n"
    }
    guard !rows.isEmpty else { return text }
    text += "<div class=\"wide matrix\" tabindex=\"0\" role=\"group\" aria-label=\"Attributes by flows\">\n<table>\n"
    text += "<caption>Attributes by flows</caption>\n<thead><tr><th scope=\"col\">attribute</th>"
    for flow in columns {
      text += "<th scope=\"col\" title=\"\(HTMLPage.escaped(report.flows[flow].file))\">\(link(to: flow))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows { text += self.row(of: row, columns) }
    return text + "</tbody>\n</table>\n</div>\n"
  }

  private func row(of place: Int, _ columns: [Int]) -> String {
    let entry = report.attributes.entries[place]
    var text =
      "<tr class=\"item\"><th scope=\"row\"><a href=\"#\(report.attributeIDs[place])\">\(HTMLPage.line(entry.name))</a>"
    text += Self.signs(of: entry) + "</th>"
    let byFlow = Dictionary(grouping: entry.uses, by: \.flow)
    for flow in columns {
      guard let own = byFlow[flow] else {
        text += "<td></td>"
        continue
      }
      let letters = ReportedUse.Access.allCases.filter { access in own.contains { $0.use.access == access } }
      let shown = letters.map { "\($0.rawValue.prefix(1).uppercased())" }.joined(separator: " ")
      let kind = letters.contains { $0 != .reads } ? "writes" : "reads"
      text += "<td class=\"\(kind)\"><a href=\"#\(report.id(of: flow, own[0].use.place))\">\(shown)</a></td>"
    }
    return text + "</tr>\n"
  }

  private static func signs(of entry: AttributeMap.Entry) -> String {
    let variant = entry.variants.isEmpty ? "" : " <span class=\"warning\" title=\"spelled in another way too\">≈</span>"
    return variant + (entry.isNeverSet ? " <span class=\"warning\" title=\"nothing here sets it\">∅</span>" : "")
  }

  // MARK: One attribute

  private func details(of place: Int) -> String {
    let entry = report.attributes.entries[place]
    let isBad = !entry.variants.isEmpty || entry.isNeverSet
    var text =
      "<details class=\"item attribute\" id=\"\(report.attributeIDs[place])\"\(filterable(isBad ? .warning : nil))>\n"
    text +=
      "<summary><h3>\(HTMLPage.line(entry.name))</h3> <span>\(Self.counts(of: entry))</span>\(Self.signs(of: entry))"
    text += "</summary>\n"
    if !entry.variants.isEmpty {
      let names = entry.variants.map { "‘\(HTMLPage.line($0))’" }.joined(separator: ", ")
      text += "<p>Another attribute than \(names): letter case and blanks count in names.</p>\n"
    }
    if entry.isNeverSet { text += "<p>It is read, and nothing that was read sets it.</p>\n" }
    if entry.uses.count > 1 { text += Self.graph(neighbourhood(of: entry)) }
    return text + uses(entry.uses, "Uses of \(entry.name)") + "</details>\n"
  }

  private static func counts(of entry: AttributeMap.Entry) -> String {
    let words: [ReportedUse.Access: String] = [.reads: "read", .writes: "write", .overwrites: "overwrite"]
    return ReportedUse.Access.allCases.compactMap { access in
      let count = entry.count(access)
      return count == 0 ? nil : "\(count) \(words[access] ?? "")\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  /// More flows on one side are not drawn.
  private static let neighbourLimit = 12

  /// Who writes the attribute, the attribute, who reads it: in three columns.
  private func neighbourhood(of entry: AttributeMap.Entry) -> FlowPicture {
    var picture = FlowPicture(title: "who writes and reads \(entry.name)")
    func add(_ isWriting: Bool) -> [Int] {
      var flows: [(flow: Int, use: ReportedUse)] = []
      for (flow, use) in entry.uses where (use.access != .reads) == isWriting && flows.last?.flow != flow {
        flows.append((flow, use))
      }
      var boxes = flows.prefix(Self.neighbourLimit).map { flow, use in
        FlowPicture.Box(
          look: .action, type: use.access.rawValue, name: report.flows[flow].title,
          link: report.id(of: flow, use.place))
      }
      if flows.count > boxes.count {
        boxes.append(FlowPicture.Box(look: .elsewhere, type: "and \(flows.count - boxes.count) more flows"))
      }
      let first = picture.boxes.count
      picture.boxes += boxes
      return Array(first..<picture.boxes.count)
    }
    let writers = add(true)
    let center = picture.boxes.count
    picture.boxes.append(FlowPicture.Box(look: .attribute, type: "attribute", name: entry.name))
    let readers = add(false)
    picture.lines = writers.map { FlowPicture.Line(source: $0, target: center) }
    picture.lines += readers.map { FlowPicture.Line(source: center, target: $0) }
    return picture
  }

  private func uses(_ uses: [(flow: Int, use: ReportedUse)], _ caption: String) -> String {
    var rows = ""
    for (flow, use) in uses {
      let words = report.flows[flow].words(for: use.place)
      rows += "<tr><td>\(use.access.rawValue)"
      if let name = use.dynamicName, !name.isEmpty { rows += " <code>\(HTMLPage.line(name))</code>" }
      rows +=
        "</td><td>\(link(to: flow))</td><td>\(link(to: flow, use.place, text: words.isEmpty ? "the flow" : words))</td>"
      rows += "<td>\(HTMLPage.line(use.ways))</td><td>\(use.line.map(String.init) ?? "")</td></tr>\n"
    }
    return Self.table(HTMLPage.line(caption), ["does", "flow", "where", "on the way", "line"], rows, isList: true)
  }
}
