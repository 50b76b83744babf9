import Flows
import JSON
import SourceText

/// The graph of a flow as text for other programs. Names come from the export and are escaped for each of them; the
/// ids of vertices are numbers of our own.
struct FlowDrawing {
  let flow: Flow
  private let file: String
  let graph: ControlFlow
  let coverage: DrawnCoverage?

  /// - Parameter coverage: what tests ran of it, which is coloured; nil for none.
  init(_ flow: Flow, file: String, coverage: DrawnCoverage? = nil) {
    self.flow = flow
    self.file = file
    self.coverage = coverage
    graph = ControlFlow(flow)
  }

  private func mark(ofAction index: Int) -> DrawnCoverage.Mark? { coverage?.mark(of: ActionID(index: index)) }

  // MARK: DOT

  /// The graph in the language of Graphviz.
  var dot: String {
    var text = "digraph \(Self.dotText(flow.name ?? flow.type)) {\n  node [shape=box];\n"
    if graph.hasStart { text += "  start [shape=circle, label=\"\"];\n" }
    for (index, container) in flow.containers.enumerated() {
      let label = [container.kind, container.name].compactMap { $0 }.joined(separator: "\n")
      text += "  c\(index) [shape=folder, label=\(Self.dotText(label))];\n"
    }
    for (index, action) in flow.actions.enumerated() {
      let label = [action.type, action.name].compactMap { $0 }.joined(separator: "\n")
      let colors = mark(ofAction: index).map {
        ", style=filled, fillcolor=\"\($0.colors.fill)\", color=\"\($0.colors.line)\""
      }
      text += "  a\(index) [label=\(Self.dotText(label))\(colors ?? "")];\n"
    }
    for arrow in graph.arrows {
      var properties = arrow.label.map { ["label=\(Self.dotText($0))"] } ?? []
      if let mark = coverage?.mark(of: arrow) {
        properties.append("color=\"\(mark.colors.line)\"")
        if mark != .ran { properties.append("style=dashed") }
      }
      let shown = properties.isEmpty ? "" : " [\(properties.joined(separator: ", "))]"
      text += "  \(Self.id(arrow.source)) -> \(Self.id(arrow.target))\(shown);\n"
    }
    return text + "}\n"
  }

  /// A text in quotes; line breaks of our own stay, everything else that could end it or be more is escaped.
  private static func dotText(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      default: escaped += TerminalText.escaped(String(scalar)).replacing("\\", with: "\\\\")
      }
    }
    return escaped + "\""
  }

  // MARK: Mermaid

  /// The graph as a Mermaid flowchart.
  var mermaid: String {
    var text = "flowchart TD\n"
    if graph.hasStart { text += "  start((\" \"))\n" }
    for (index, container) in flow.containers.enumerated() {
      text += "  c\(index)[[\"\(MermaidText.label(container.kind, container.name))\"]]\n"
    }
    for (index, action) in flow.actions.enumerated() {
      text += "  a\(index)[\"\(MermaidText.label(action.type, action.name))\"]\n"
    }
    for arrow in graph.arrows {
      let label = arrow.label.map { "|\"\(MermaidText.label($0, nil))\"|" } ?? ""
      text += "  \(Self.id(arrow.source)) -->\(label) \(Self.id(arrow.target))\n"
    }
    return text + mermaidColors
  }

  /// The colours of what tests ran.
  private var mermaidColors: String {
    guard let coverage else { return "" }
    var text = ""
    for mark in DrawnCoverage.Mark.allCases {
      let actions = flow.actions.indices.filter { self.mark(ofAction: $0) == mark }.map { "a\($0)" }
      if !actions.isEmpty {
        text += "  classDef \(mark.name) fill:\(mark.colors.fill),stroke:\(mark.colors.line),color:#1f2328\n"
        text += "  class \(actions.joined(separator: ",")) \(mark.name)\n"
      }
      let arrows = graph.arrows.enumerated().filter { coverage.mark(of: $0.element) == mark }.map { "\($0.offset)" }
      if !arrows.isEmpty {
        let dash = mark == .ran ? "" : ",stroke-dasharray:4"
        text += "  linkStyle \(arrows.joined(separator: ",")) stroke:\(mark.colors.line)\(dash)\n"
      }
    }
    return text
  }

  private static func id(_ end: ControlFlow.Arrow.End) -> String {
    switch end {
    case .start: "start"
    case .container(let id): "c\(id.index)"
    case .action(let id): "a\(id.index)"
    }
  }

  // MARK: JSON

  /// The graph as a JSON document.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.member("file", file)
      writer.key("flow")
      writer.object { writer in
        writer.member("name", flow.name)
        writer.member("type", flow.type)
      }
      writer.key("nodes")
      writer.beginArray()
      for (index, container) in flow.containers.enumerated() {
        node(&writer, id: "c\(index)", isContainer: true, container.kind, container.name, container.refID, nil)
      }
      for (index, action) in flow.actions.enumerated() {
        node(
          &writer, id: "a\(index)", isContainer: false, action.type, action.name, action.id,
          "c\(action.container.index)", mark(ofAction: index))
      }
      writer.endArray()
      writer.key("edges")
      writer.beginArray()
      for arrow in graph.arrows {
        writer.object { writer in
          writer.member("from", Self.id(arrow.source))
          writer.member("to", Self.id(arrow.target))
          writer.member("label", arrow.label)
          if let coverage { writer.member("coverage", coverage.mark(of: arrow)?.name) }
        }
      }
      writer.endArray()
    }
    return writer.bytes
  }

  private func node(
    _ writer: inout JSONWriter, id: String, isContainer: Bool, _ type: String, _ name: String?, _ ownID: String?,
    _ container: String?, _ mark: DrawnCoverage.Mark? = nil
  ) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("kind", isContainer ? "container" : "action")
      writer.member("type", type)
      writer.member("name", name)
      writer.member("exportId", ownID)
      writer.member("container", container)
      if coverage != nil { writer.member("coverage", mark?.name) }
    }
  }
}
