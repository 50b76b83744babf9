import Documents
import SourceText

/// An element of an XML document: the tree keeps elements as mappings, with attributes as keys that begin with `@` and
/// elements of one name as one list; here they are elements again.
struct XMLElement {
  /// The name as it is written, prefix included.
  let name: String
  /// The value that the tree holds.
  let node: Node
  /// The keys and indices from the document's root.
  let path: [PathElement]
  /// The namespaces in force, by prefix.
  private let namespaces: [String: String]

  /// The root element of a document.
  init?(rootOf document: DocumentTree) {
    guard document.format == .xml, let (key, value) = document.root.entries.first, let name = key.text,
      !name.hasPrefix("@"), name != "#text"
    else { return nil }
    self.init(name: name, node: value, path: [.key(name)], inherited: [:])
  }

  private init(name: String, node: Node, path: [PathElement], inherited: [String: String]) {
    self.name = name
    self.node = node
    self.path = path
    var namespaces = inherited
    for (key, value) in node.entries {
      guard let key = key.text, key.hasPrefix("@xmlns") else { continue }
      if key == "@xmlns" {
        namespaces[""] = value.text
      } else if key.hasPrefix("@xmlns:") {
        namespaces[String(key.dropFirst(7))] = value.text
      }
    }
    self.namespaces = namespaces
  }

  var localName: String { Self.localName(name) }

  /// The namespace; empty where there is none.
  var namespace: String {
    let prefix = name.utf8.contains(UInt8(ascii: ":")) ? String(name.prefix { $0 != ":" }) : ""
    return namespaces[prefix] ?? ""
  }

  /// What follows the colon of a name with a prefix.
  static func localName(_ name: String) -> String {
    guard let colon = name.lastIndex(of: ":") else { return name }
    return String(name[name.index(after: colon)...])
  }

  /// The attributes in order, namespace declarations left out.
  var attributes: [(name: String, value: Node)] {
    node.entries.compactMap { key, value in
      guard let name = key.text, name.hasPrefix("@"), !name.hasPrefix("@xmlns") else { return nil }
      return (String(name.dropFirst()), value)
    }
  }

  /// The value of an attribute in no namespace.
  subscript(_ attribute: String) -> Node? { node["@" + attribute] }

  /// The value of an attribute by its name without prefix.
  func attribute(localName: String) -> Node? {
    attributes.first { Self.localName($0.name) == localName }?.value
  }

  /// The element's own text; nil where there is none.
  var text: (node: Node, path: [PathElement])? {
    if node.kind == .scalar { return (node, path) }
    return node["#text"].map { ($0, path + [.key("#text")]) }
  }

  /// The elements directly inside, in the order of the file.
  var children: [XMLElement] {
    var children: [XMLElement] = []
    var isInOrder = true
    var last: UInt32 = 0
    func add(_ name: String, _ node: Node, _ path: [PathElement]) {
      isInOrder = isInOrder && node.range.start >= last
      last = node.range.start
      children.append(XMLElement(name: name, node: node, path: path, inherited: namespaces))
    }
    for (key, value) in node.entries {
      guard let name = key.text, !name.hasPrefix("@"), name != "#text" else { continue }
      if value.kind == .sequence {
        for (index, item) in value.items.enumerated() { add(name, item, path + [.key(name), .index(index)]) }
      } else {
        add(name, value, path + [.key(name)])
      }
    }
    if !isInOrder { children.sort { $0.node.range < $1.node.range } }
    return children
  }
}
