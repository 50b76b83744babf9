import Documents

/// Reads the two languages of the W3C that hold ECMAScript: SCXML with the extensions of Genesys' Orchestration Server,
/// and VoiceXML as Genesys' voice platform runs it.
///
/// States, and forms and menus, are containers; what in them holds an expression or leads to another is an action.
struct ScriptedXMLReader {
  private var collector: SiteCollector
  private let isStateChart: Bool

  /// The flow of a document; nil where it is in neither language.
  static func flow(of root: XMLElement, _ document: DocumentTree) -> Flow? {
    guard root.localName == "scxml" || root.localName == "vxml" else { return nil }
    let isStateChart = root.localName == "scxml"
    var reader = ScriptedXMLReader(
      collector: SiteCollector(
        name: root[isStateChart ? "name" : "application"]?.text, type: root.localName, document: document,
        node: root.node),
      isStateChart: isStateChart)
    reader.read(root, depth: 0)
    reader.collector.addUserData()
    return reader.collector.flow
  }

  private mutating func read(_ element: XMLElement, depth: Int) {
    let outer = (collector.container, collector.action)
    let isContainer = isContainer(element, depth)
    if isContainer {
      collector.begin(
        container: element.localName, name: element["id"]?.text, identity: element["id"], node: element.node,
        path: element.path, in: collector.container)
    }
    let sites = element.attributes.filter { holdsExpression($0.name, of: element) }
    let isScript = element.localName == "script"
    let leadsOn = element[isStateChart ? "target" : "next"] != nil
    if !isContainer, !sites.isEmpty || isScript && (isStateChart || element.text != nil) || leadsOn {
      let event = isStateChart ? element["event"]?.text : nil
      collector.begin(
        action: element.localName, name: event ?? element["name"]?.text, node: element.node, path: element.path)
    }
    for site in sites { collector.add(site.value, path: element.path + [.key("@" + site.name)], language: .ecmascript) }
    if isScript, let text = element.text { collector.add(text.node, path: text.path, language: .ecmascript) }
    for child in element.children { read(child, depth: depth + 1) }
    (collector.container, collector.action) = outer
  }

  private func isContainer(_ element: XMLElement, _ depth: Int) -> Bool {
    switch element.localName {
    case "state", "parallel", "final", "history": isStateChart
    case "form", "menu": !isStateChart && depth == 1
    default: false
    }
  }

  /// Whether an attribute holds ECMAScript: `cond`, those that end with `expr`, such as `nextexpr`, and all of the
  /// elements that Genesys adds to SCXML.
  private func holdsExpression(_ name: String, of element: XMLElement) -> Bool {
    switch name {
    case "cond", "location", "namelist": return true
    default: break
    }
    if name.hasSuffix("expr") && !name.hasPrefix("_") { return true }
    return isStateChart && !name.contains(":") && element.namespace.hasPrefix("http://www.genesyslab.com/modules/")
  }
}
