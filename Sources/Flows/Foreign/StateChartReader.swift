import Documents
import SourceText

/// Reads SCXML with the extensions of Genesys' Orchestration Server.
///
/// Each state is a container; its transitions and everything in it that holds an expression are actions.
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
    reader.read(root)
    reader.collector.addUserData()
    return reader.collector.flow
  }

  private static let stateNames: Set<String> = ["state", "parallel", "final", "history"]

  private mutating func read(_ element: XMLElement) {
    let outer = (collector.container, collector.action)
    let isState = Self.stateNames.contains(element.localName)
    if isState {
      collector.begin(
        container: element.localName, name: element["id"]?.text, id: element["id"]?.text, node: element.node,
        path: element.path, in: collector.container)
    }
    let sites = self.sites(of: element)
    if !isState, !sites.isEmpty || element.localName == "script" || element["target"] != nil {
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
    for child in element.children { read(child) }
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
