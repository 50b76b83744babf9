import Documents

/// Reads the XML that PureConnect's directory editor exports for Interaction Attendant.
///
/// No such file was at hand: the shape is taken from a description alone. So the reader is tolerant: entries at any
/// depth, in whatever they are wrapped, with attributes in any order and names in any letter case. The format has no
/// expressions.
struct AttendantReader {
  /// What such an export is read as.
  static let flowType = "attendant"

  private var collector: SiteCollector
  private var nodes: [String: ActionID] = [:]
  private var jumps: [(from: ActionID, to: String)] = []

  /// Whether a document is such an export: its root is an entry, or holds one within its first levels.
  static func recognises(_ root: XMLElement) -> Bool {
    var level = [root]
    for _ in 0..<4 {
      if level.contains(where: isEntry) { return true }
      level = Array(level.prefix(20).flatMap(\.children).prefix(100))
    }
    return false
  }

  private static func isEntry(_ element: XMLElement) -> Bool {
    element.localName.uppercased() == "ENTRY" && property("CLASS", of: element) != nil
  }

  static func flow(of root: XMLElement, _ document: DocumentTree) -> Flow {
    var reader = AttendantReader(
      collector: SiteCollector(name: nil, type: flowType, document: document, node: root.node))
    reader.read(root, depth: 0)
    for jump in reader.jumps {
      if let target = reader.nodes[jump.to] { reader.collector.link(jump.from, to: target, name: "jump") }
    }
    return reader.collector.flow
  }

  private mutating func read(_ element: XMLElement, depth: Int) {
    guard Self.isEntry(element) else {
      for child in element.children { read(child, depth: depth) }
      return
    }
    let outer = (collector.container, collector.action)
    let kind = Self.property("CLASS", of: element) ?? ""
    var values: [String: Node] = [:]
    for child in element.children where child.localName.uppercased() == "ATTRIBUTE" {
      if let name = Self.property("NAME", of: child), let text = child.text?.node { values[name] = text }
    }
    let name = values["Name"]?.text ?? Self.property("NAME", of: element)
    let identity = values["FullNodePath"]
    if depth == 0 || kind != "AttendantNode" {
      collector.begin(
        container: kind, name: name, identity: identity, node: element.node, path: element.path, in: collector.container
      )
    } else {
      let parent = collector.action
      collector.begin(
        action: values["Type"]?.text ?? kind, name: name, id: identity?.text, node: element.node, path: element.path)
      if let added = collector.action {
        if let identity = identity?.text { nodes[identity] = added }
        if let target = values["JumpLocation"]?.text { jumps.append((added, target)) }
        if let parent { collector.link(parent, to: added, name: (values["Digit"] ?? values["MenuDigits"])?.text) }
      }
    }
    for child in element.children where child.localName.uppercased() != "ATTRIBUTE" { read(child, depth: depth + 1) }
    (collector.container, collector.action) = outer
  }

  private static func property(_ name: String, of element: XMLElement) -> String? {
    element.attributes.first { $0.name.uppercased() == name }?.value.text
  }
}
