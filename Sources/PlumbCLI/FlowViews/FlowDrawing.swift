import Flows
import JSON
import SourceText

/// The graph of a flow as text for other programs. Names come from the export and are escaped for each of them; the
/// ids of vertices are numbers of our own.
struct FlowDrawing {
  private let flow: Flow
  private let file: String
  private let graph: ControlFlow

  init(_ flow: Flow, file: String) {
    self.flow = flow
    self.file = file
    graph = ControlFlow(flow)
  }

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
      text += "  a\(index) [label=\(Self.dotText(label))];\n"
    }
    for arrow in graph.arrows {
      let label = arrow.label.map { " [label=\(Self.dotText($0))]" } ?? ""
      text += "  \(Self.id(arrow.source)) -> \(Self.id(arrow.target))\(label);\n"
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
          "c\(action.container.index)")
      }
      writer.endArray()
      writer.key("edges")
      writer.beginArray()
      for arrow in graph.arrows {
        writer.object { writer in
          writer.member("from", Self.id(arrow.source))
          writer.member("to", Self.id(arrow.target))
          writer.member("label", arrow.label)
        }
      }
      writer.endArray()
    }
    return writer.bytes
  }

  private func node(
    _ writer: inout JSONWriter, id: String, isContainer: Bool, _ type: String, _ name: String?, _ ownID: String?,
    _ container: String?
  ) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("kind", isContainer ? "container" : "action")
      writer.member("type", type)
      writer.member("name", name)
      writer.member("exportId", ownID)
      writer.member("container", container)
    }
  }
}
