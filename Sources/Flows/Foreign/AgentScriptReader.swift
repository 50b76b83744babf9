import Documents
import Expressions
import SourceText

/// Reads the export of an agent script: every text in it that holds a `{{…}}`.
struct AgentScriptReader {
  private var collector: SiteCollector

  /// The script that a document holds; nil where it is none.
  static func flow(of document: DocumentTree) -> Flow? {
    let root = document.root
    guard root["startPageId"] != nil, root["pages"]?.kind == .sequence else { return nil }
    var reader = AgentScriptReader(
      collector: SiteCollector(
        name: root["name"]?.text, type: FlowType.agentScript, document: document, node: root, formatName: "script"))
    reader.read(root)
    return reader.collector.flow
  }

  private mutating func read(_ root: Node) {
    for (index, variable) in (root["variables"]?.items ?? []).enumerated() {
      guard let name = variable["name"]?.text else { continue }
      collector.add(
        variable: FlowVariable(
          name: name, typeKey: variable["type"]?["name"]?.text ?? "", type: .any,
          initialValue: variable["value"].map { .literal($0) } ?? .absent, isInput: variable["input"]?.text == "true",
          isOutput: variable["output"]?.text == "true", container: nil, node: variable))
      // What a script marks as an output goes to the conversation.
      guard variable["output"]?.text == "true", let place = variable["name"] else { continue }
      collector.add(
        .write, name: name, at: place.contentRange, path: [.key("variables"), .index(index), .key("name")])
    }
    for (key, kind) in [("pages", "page"), ("customActions", "customAction")] {
      for (index, part) in (root[key]?.items ?? []).enumerated() {
        let path: [PathElement] = [.key(key), .index(index)]
        collector.begin(container: kind, name: part["name"]?.text, identity: part["id"], node: part, path: path)
        readTexts(part, path)
      }
      collector.container = nil
    }
    for (key, value) in root.entries {
      guard let key = key.text, key != "pages", key != "customActions" else { continue }
      readTexts(value, [.key(key)])
    }
  }

  private mutating func readTexts(_ node: Node, _ path: [PathElement]) {
    var pending = [(node, path)]
    var found: [(node: Node, path: [PathElement])] = []
    while let (node, path) = pending.popLast() {
      if let text = node.text, text.holds("{{") { found.append((node, path)) }
      for (key, value) in node.entries { pending.append((value, path + [.key(key.text ?? "")])) }
      for (index, item) in node.items.enumerated() { pending.append((item, path + [.index(index)])) }
    }
    for (node, path) in found.sorted(by: { $0.node.range < $1.node.range }) {
      collector.add(node, path: path, language: .script)
    }
  }
}
