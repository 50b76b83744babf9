import Documents
import SourceText

/// Reads SCXML with the extensions of Genesys' Orchestration Server.
///
/// Each state that is no other's child is a container; everything in it that holds an expression is an action.
struct StateChartReader {
  private var collector: SiteCollector

  /// Whether a document is SCXML.
  static func recognises(_ root: XMLElement) -> Bool {
    root.localName == "scxml"
  }

  /// The flow of a document.
  static func flow(of root: XMLElement, _ document: DocumentTree) -> Flow {
    var reader = StateChartReader(
      collector: SiteCollector(name: root["name"]?.text, type: "scxml", document: document, node: root.node))
    reader.read(root, depth: 0)
    reader.collector.addUserData()
    return reader.collector.flow
  }

  private mutating func read(_ element: XMLElement, depth: Int) {
    let outer = (collector.container, collector.action)
    if depth == 1 {
      collector.begin(
        container: element.localName, name: element["id"]?.text, id: element["id"]?.text, node: element.node,
        path: element.path)
    }
    let sites = self.sites(of: element)
    if depth > 1, !sites.isEmpty || element.localName == "script" {
      collector.begin(
        action: element.localName, name: element["event"]?.text ?? element["name"]?.text, node: element.node,
        path: element.path)
    }
    for site in sites {
      collector.add(site.value, path: element.path + [.key("@" + site.name)], language: .ecmascript)
    }
    if element.localName == "script", let text = element.text {
      collector.add(text.node, path: text.path, language: .ecmascript)
    }
    for child in element.children { read(child, depth: depth + 1) }
    (collector.container, collector.action) = outer
  }

  private func sites(of element: XMLElement) -> [(name: String, value: Node)] {
    let isModule = element.namespace.hasPrefix("http://www.genesyslab.com/modules/")
    return element.attributes.filter { ScriptAttributes.holdsExpression($0.name) || isModule && !$0.name.contains(":") }
  }
}

/// The attributes of SCXML and VoiceXML that hold ECMAScript.
enum ScriptAttributes {
  /// Whether an attribute does: `expr`, `cond`, `location`, `namelist` and those that end with `expr`, such as `nextexpr`.
  static func holdsExpression(_ name: String) -> Bool {
    switch name {
    case "cond", "location", "namelist": true
    default: name.hasSuffix("expr") && !name.hasPrefix("_")
    }
  }
}
