import Flows
import SourceText

extension FlowDrawing {
  /// The graph as a picture of its own: no script, no style sheet, no font but what is there. All colours are presentation
  /// attributes on a white ground, so that it looks the same on light and dark pages.
  var svg: String {
    let (flow, graph) = (flow, graph)
    let arrows = graph.arrows
    // The start, then containers, then actions; a flow that says nothing of its start has none.
    let first = graph.hasStart ? 1 : 0
    func vertex(_ end: ControlFlow.Arrow.End) -> Int {
      switch end {
      case .start: 0
      case .container(let id): first + id.index
      case .action(let id): first + flow.containers.count + id.index
      }
    }
    let count = first + flow.containers.count + flow.actions.count
    let layout = GraphLayout(
      vertexCount: count,
      edges: arrows.map { GraphLayout.Edge(source: vertex($0.source), target: vertex($0.target)) })
    let canvas = SVGCanvas(layout: layout)
    var text = canvas.head(title: [flow.type, flow.name].compactMap(\.self).joined(separator: " "))
    // Labels of several lines that end at one box stand one above the other.
    var labels: [Int: Int] = [:]
    for (place, arrow) in arrows.enumerated() {
      let end = layout.tracks[place] == nil ? vertex(arrow.target) : -1 - vertex(arrow.source)
      let level = labels[end, default: 0]
      if arrow.label != nil { labels[end] = level + 1 }
      let mark = coverage?.mark(of: arrow)
      text += canvas.line(
        place, from: vertex(arrow.source), to: vertex(arrow.target), label: arrow.label, level: level,
        color: mark?.colors.line, isDashed: mark.map { $0 != .ran } ?? false)
    }
    if graph.hasStart { text += canvas.start(0) }
    for (index, container) in flow.containers.enumerated() {
      text += canvas.box(first + index, container.kind, container.name, fill: "#ddf4ff", line: "#0969da")
    }
    for (index, action) in flow.actions.enumerated() {
      let colors = coverage?.mark(of: ActionID(index: index))?.colors ?? (fill: "#f6f8fa", line: "#6e7781")
      text += canvas.box(
        first + flow.containers.count + index, action.type, action.name, fill: colors.fill, line: colors.line)
    }
    return text + "</svg>\n"
  }
}

/// Draws the parts of a graph where its layout has them.
private struct SVGCanvas {
  let layout: GraphLayout

  private static let (width, height) = (170, 44)
  private static let (gap, rowGap, margin, trackGap) = (60, 22, 20, 12)
  /// How many columns of letters a box holds.
  private static let letters = 23

  private func left(_ vertex: Int) -> Int { Self.margin + layout.columns[vertex] * (Self.width + Self.gap) }
  private func top(_ vertex: Int) -> Int { Self.margin + layout.rows[vertex] * (Self.height + Self.rowGap) }
  private var bottom: Int { Self.margin + layout.rowCount * (Self.height + Self.rowGap) }

  private var size: (width: Int, height: Int) {
    let width = 2 * Self.margin + max(layout.columnCount, 1) * (Self.width + Self.gap) - Self.gap
    return (width + Self.gap, bottom + layout.trackCount * Self.trackGap + Self.margin)
  }

  func head(title: String) -> String {
    let (width, height) = size
    let title = XMLOutputText.escaped(title.oneLine)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)" font-family="sans-serif" font-size="12">
      <title>\(title)</title>
      <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#57606a"/></marker></defs>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>

      """
  }

  func start(_ vertex: Int) -> String {
    let (x, y) = (left(vertex) + Self.width - 10, top(vertex) + Self.height / 2)
    return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"8\" fill=\"#57606a\"/>\n"
  }

  func box(_ vertex: Int, _ type: String, _ name: String?, fill: String, line: String) -> String {
    let (x, y) = (left(vertex), top(vertex))
    let whole = [type, name].compactMap(\.self).joined(separator: " ")
    var text = "<g><title>\(XMLOutputText.escaped(whole.oneLine))</title>"
    text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.width)\" height=\"\(Self.height)\" rx=\"5\" fill=\"\(fill)\""
    text += " stroke=\"\(line)\"/>"
    text += "<text x=\"\(x + 8)\" y=\"\(y + 17)\" fill=\"#57606a\" font-size=\"11\">\(Self.clipped(type))</text>"
    if let name { text += "<text x=\"\(x + 8)\" y=\"\(y + 34)\" fill=\"#1f2328\">\(Self.clipped(name))</text>" }
    return text + "</g>\n"
  }

  func line(
    _ edge: Int, from source: Int, to target: Int, label: String?, level: Int, color: String?, isDashed: Bool
  ) -> String {
    let (startX, startY) = (left(source) + Self.width, top(source) + Self.height / 2)
    let (endX, endY) = (left(target), top(target) + Self.height / 2)
    let path: String
    let (labelX, labelY): (Int, Int)
    if let track = layout.tracks[edge] {
      // Down behind the box, along below everything, and up before the other one.
      let y = bottom + track * Self.trackGap
      path =
        "M\(startX),\(startY) C\(startX + 24),\(startY) \(startX + 24),\(y) \(startX - 10),\(y) L\(endX + 10),\(y)"
        + " C\(endX - 24),\(y) \(endX - 24),\(endY) \(endX),\(endY)"
      (labelX, labelY) = (startX + 4, startY + 14 + 10 * level)
    } else {
      let middle = Self.gap / 2
      path =
        "M\(startX),\(startY) C\(startX + middle),\(startY) \(endX - middle),\(endY) \(endX),\(endY)"
      (labelX, labelY) = (endX - 6, endY - 5 - 10 * level)
    }
    var text = "<path d=\"\(path)\" fill=\"none\" stroke=\"\(color ?? "#8c959f")\" marker-end=\"url(#arrow)\""
    if isDashed || layout.tracks[edge] != nil { text += " stroke-dasharray=\"4\"" }
    text += "/>\n"
    guard let label else { return text }
    let anchor = layout.tracks[edge] == nil ? " text-anchor=\"end\"" : ""
    return text
      + "<text x=\"\(labelX)\" y=\"\(labelY)\"\(anchor) fill=\"#57606a\" font-size=\"10\">\(Self.clipped(label, to: 12))</text>\n"
  }

  /// A text in one line, as much of it as fits.
  private static func clipped(_ text: String, to letters: Int = letters) -> String {
    let text = text.oneLine
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
