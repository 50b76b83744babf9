import Documents
import JSON
import SourceText

/// Writes a flow of Archy YAML in other formats: the same keys, values and texts.
struct FlowRendering {
  private let root: Node

  /// Reads a flow; nil for what is no YAML.
  init?(yaml: String) {
    let reading = try? DocumentReader.read(name: "flow.yaml", contents: Array(yaml.utf8))
    guard let document = reading?.documents.first else { return nil }
    root = document.root
  }

  /// The flow as JSON.
  var json: String { json(root) }

  /// The flow as dicttoxml writes it.
  var xml: String { "<?xml version=\"1.0\"?>" + (root.entries.first.map { xml($0.value, $0.key.text ?? "") } ?? "") }

  private func json(_ node: Node) -> String {
    switch node.kind {
    case .scalar: quoted(node.text ?? "")
    case .sequence: "[" + node.items.map(json).joined(separator: ", ") + "]"
    case .mapping:
      "{" + node.entries.map { "\(quoted($0.key.text ?? "")): \(json($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }

  private func xml(_ node: Node, _ name: String) -> String {
    let isName = name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    let (open, close) = isName ? (name, name) : ("key name=\"\(escaped(name))\"", "key")
    let (type, content) =
      switch node.kind {
      case .scalar: ("str", escaped(node.text ?? ""))
      case .sequence: ("list", node.items.map { xml($0, "item") }.joined())
      case .mapping: ("dict", node.entries.map { xml($0.value, $0.key.text ?? "") }.joined())
      }
    return "<\(open) type=\"\(type)\">\(content)</\(close)>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
  }
}
