import Documents
import SourceText

/// Reads VoiceXML as Genesys' voice platform runs it.
///
/// Forms and menus are containers; everything in them that holds an expression is an action.
struct VoiceXMLReader {
  private var collector: SiteCollector

  /// Whether a document is VoiceXML.
  static func recognises(_ root: XMLElement) -> Bool {
    root.localName == "vxml"
  }

  /// The flow of a document.
  static func flow(of root: XMLElement, _ document: DocumentTree) -> Flow {
    var reader = VoiceXMLReader(
      collector: SiteCollector(name: root["application"]?.text, type: "vxml", document: document, node: root.node))
    reader.read(root, depth: 0)
    reader.collector.addUserData()
    return reader.collector.flow
  }

  private mutating func read(_ element: XMLElement, depth: Int) {
    let outer = (collector.container, collector.action)
    let isContainer = depth == 1 && (element.localName == "form" || element.localName == "menu")
    if isContainer {
      collector.begin(
        container: element.localName, name: element["id"]?.text, id: element["id"]?.text, node: element.node,
        path: element.path)
    }
    let sites = element.attributes.filter { ScriptAttributes.holdsExpression($0.name) }
    let script = element.localName == "script" ? element.text : nil
    if !isContainer, !sites.isEmpty || script != nil || element["next"] != nil {
      collector.begin(action: element.localName, name: element["name"]?.text, node: element.node, path: element.path)
    }
    for site in sites {
      collector.add(site.value, path: element.path + [.key("@" + site.name)], language: .ecmascript)
    }
    if let script { collector.add(script.node, path: script.path, language: .ecmascript) }
    for child in element.children { read(child, depth: depth + 1) }
    (collector.container, collector.action) = outer
  }
}
