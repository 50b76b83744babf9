import SourceText

extension FlowPicture {
  /// The picture: no script, no style sheet, no font but what is there. All colours are presentation attributes on a white
  /// ground, so that it looks the same on light and dark pages, and where styles are forbidden.
  ///
  /// - Parameter isEmbedded: whether it is a part of a page, which then has ``arrowHead`` once for all of its pictures.
  func svg(isEmbedded: Bool = false) -> String {
    let layout = GraphLayout(
      vertexCount: boxes.count, edges: lines.map { GraphLayout.Edge(source: $0.source, target: $0.target) })
    // A column that holds the start alone is as wide as that.
    let isNarrow = boxes.indices.allSatisfy { layout.columns[$0] > 0 || boxes[$0].look == .start }
    let canvas = SVGCanvas(layout: layout, shift: isNarrow ? SVGCanvas.startShift : 0)
    var text = canvas.head(title: title, isEmbedded: isEmbedded, hasLinks: boxes.contains { $0.link != nil })
    var labels = ""
    // Labels of several lines that end at one box stand one above the other.
    var levels: [Int: Int] = [:]
    text += "<g fill=\"none\" stroke=\"#8c959f\" marker-end=\"url(#arrow)\">\n"
    for (place, line) in lines.enumerated() {
      text += canvas.path(of: line, at: place)
      guard let label = line.label else { continue }
      let end = layout.tracks[place] == nil ? line.target : -1 - line.source
      let level = levels[end, default: 0]
      levels[end] = level + 1
      labels += canvas.label(label, of: line, at: place, level: level)
    }
    text += "</g>\n<g fill=\"#57606a\" font-size=\"10\">\n\(labels)</g>\n<g fill=\"#57606a\" font-size=\"11\">\n"
    for (place, box) in boxes.enumerated() { text += canvas.shape(of: box, at: place) }
    return text + "</g>\n</svg>\n"
  }

  /// What lines end with.
  static let arrowHead = """
    <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
    <path d="M0,0 L8,4 L0,8 z" fill="#57606a"/></marker>
    """
}

extension FlowPicture.Box {
  fileprivate var colors: (fill: String, line: String) {
    if let mark { return mark.colors }
    return switch look {
    case .start, .action: ("#f6f8fa", "#6e7781")
    case .container: ("#ddf4ff", "#0969da")
    case .attribute: ("#fff8c5", "#9a6700")
    case .elsewhere: ("#ffffff", "#8c959f")
    }
  }
}

extension Severity {
  /// A colour on which white can be read.
  fileprivate var color: String {
    switch self {
    case .error: "#cf222e"
    case .warning: "#9a6700"
    case .info: "#0969da"
    }
  }
}

/// Draws the parts of a graph where its layout has them.
private struct SVGCanvas {
  let layout: GraphLayout
  /// How far all stands to the left of where its column is.
  let shift: Int

  private static let (width, height) = (170, 44)
  private static let (gap, rowGap, margin, trackGap) = (60, 22, 20, 12)
  /// How many columns of letters a box holds.
  private static let letters = 23

  /// Of what a column is wide, the start takes this much less.
  static let startShift = width - 20

  private func left(_ vertex: Int) -> Int { Self.margin - shift + layout.columns[vertex] * (Self.width + Self.gap) }
  private func top(_ vertex: Int) -> Int { Self.margin + layout.rows[vertex] * (Self.height + Self.rowGap) }
  private var bottom: Int { Self.margin + layout.rowCount * (Self.height + Self.rowGap) }

  private var size: (width: Int, height: Int) {
    let width = 2 * Self.margin - shift + max(layout.columnCount, 1) * (Self.width + Self.gap) - Self.gap
    // What leads back goes round the last column.
    let room = layout.trackCount > 0 ? Self.gap / 2 : 0
    return (width + room, bottom + layout.trackCount * Self.trackGap + (layout.trackCount > 0 ? Self.margin : 0))
  }

  func head(title: String, isEmbedded: Bool, hasLinks: Bool) -> String {
    let (width, height) = size
    let title = XMLOutputText.escaped(title.oneLine)
    // What holds links is no mere image for those who do not see it.
    let role = hasLinks ? "group" : "img"
    let namespace = isEmbedded ? "" : " xmlns=\"http://www.w3.org/2000/svg\""
    let definitions = isEmbedded ? "" : "<defs>\(FlowPicture.arrowHead)</defs>\n"
    return """
      <svg\(namespace) width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="\(role)" aria-label="\(title)" font-family="sans-serif" font-size="12">
      <title>\(title)</title>
      \(definitions)<rect width="\(width)" height="\(height)" fill="#ffffff"/>

      """
  }

  func shape(of box: FlowPicture.Box, at vertex: Int) -> String {
    let (x, y) = (left(vertex), top(vertex))
    if box.look == .start {
      return "<circle cx=\"\(x + Self.width - 10)\" cy=\"\(y + Self.height / 2)\" r=\"8\" fill=\"#57606a\"/>\n"
    }
    let colors = box.colors
    let whole = [box.type, box.name].compactMap(\.self).joined(separator: " ")
    let tag = box.link == nil ? "g" : "a"
    var text = box.link.map { "<a href=\"#\($0)\">" } ?? "<g>"
    text += "<title>\(XMLOutputText.escaped(whole.oneLine))</title>"
    text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.width)\" height=\"\(Self.height)\" rx=\"5\""
    text += " fill=\"\(colors.fill)\" stroke=\"\(colors.line)\""
    if box.look == .elsewhere { text += " stroke-dasharray=\"4\"" }
    text += "/>"
    text += "<text x=\"\(x + 8)\" y=\"\(y + 17)\">\(Self.clipped(box.type))</text>"
    if let name = box.name {
      text += "<text x=\"\(x + 8)\" y=\"\(y + 34)\" fill=\"#1f2328\" font-size=\"12\">\(Self.clipped(name))</text>"
    }
    if let badge = box.badge {
      let middle = x + Self.width - 4
      text += "<circle cx=\"\(middle)\" cy=\"\(y + 3)\" r=\"9\" fill=\"\(badge.severity.color)\"/>"
      text += "<text x=\"\(middle)\" y=\"\(y + 7)\" fill=\"#ffffff\" text-anchor=\"middle\">\(badge.count)</text>"
    }
    return text + "</\(tag)>\n"
  }

  private func ends(of line: FlowPicture.Line) -> (start: (x: Int, y: Int), end: (x: Int, y: Int)) {
    let middle = Self.height / 2
    return (
      (left(line.source) + Self.width, top(line.source) + middle), (left(line.target), top(line.target) + middle)
    )
  }

  func path(of line: FlowPicture.Line, at place: Int) -> String {
    let (start, end) = ends(of: line)
    let path: String
    if let track = layout.tracks[place] {
      // Down behind the box, along below everything, and up before the other one.
      let y = bottom + track * Self.trackGap
      path =
        "M\(start.x),\(start.y)C\(start.x + 24),\(start.y) \(start.x + 24),\(y) \(start.x - 10),\(y)L\(end.x + 10),\(y)"
        + "C\(end.x - 24),\(y) \(end.x - 24),\(end.y) \(end.x),\(end.y)"
    } else {
      let middle = Self.gap / 2
      path =
        "M\(start.x),\(start.y)C\(start.x + middle),\(start.y) \(end.x - middle),\(end.y) \(end.x),\(end.y)"
    }
    let color = line.mark.map { " stroke=\"\($0.colors.line)\"" } ?? ""
    let isDashed = line.mark.map { $0 != .ran } ?? false || layout.tracks[place] != nil
    return "<path d=\"\(path)\"\(color)\(isDashed ? " stroke-dasharray=\"4\"" : "")/>\n"
  }

  func label(_ label: String, of line: FlowPicture.Line, at place: Int, level: Int) -> String {
    let (start, end) = ends(of: line)
    let isBack = layout.tracks[place] != nil
    let (x, y) = isBack ? (start.x + 4, start.y + 14 + 10 * level) : (end.x - 6, end.y - 5 - 10 * level)
    let anchor = isBack ? "" : " text-anchor=\"end\""
    return "<text x=\"\(x)\" y=\"\(y)\"\(anchor)>\(Self.clipped(label, to: 12))</text>\n"
  }

  /// A text in one line, as much of it as fits.
  private static func clipped(_ text: String, to letters: Int = letters) -> String {
    let text = text.oneLine
    if text.utf8.count <= letters { return XMLOutputText.escaped(text) }
    guard DisplayWidth.columns(of: text) > letters else { return XMLOutputText.escaped(text) }
    var part = ""
    var width = 0
    for character in text {
      width += DisplayWidth.columns(of: String(character))
      if width >= letters { break }
      part.append(character)
    }
    return XMLOutputText.escaped(part + "…")
  }
}
