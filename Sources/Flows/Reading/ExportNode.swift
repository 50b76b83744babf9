import Documents

/// A value of an export, seen the same way whatever converter wrote it.
///
/// Archy YAML is taken as it stands. In an XML rendering a list is a repeated element, so that a list of one item looks
/// like the item itself; a text may stand beside attributes; dicttoxml puts items into `<item>` and odd keys into
/// `<key name="…">`. All of that is levelled here and nowhere else.
struct ExportNode {
  /// The node of the document.
  let node: Node
  /// Whether the attribute `name` is the key under which the node stands, and no property.
  private let isNamedByAttribute: Bool

  init(_ node: Node, isNamedByAttribute: Bool = false) {
    self.node = node
    self.isNamedByAttribute = isNamedByAttribute
  }

  private var isXML: Bool { node.tree.format == .xml }

  /// The scalar that the value is, or nil where it has structure.
  var scalar: Node? {
    if node.kind == .scalar { return node }
    guard isXML, node.kind == .mapping else { return nil }
    var text: Node?
    for (key, value) in node.entries {
      let name = key.text ?? ""
      if name == "#text", value.kind == .scalar {
        text = value
      } else if !name.hasPrefix("@") {
        return nil
      }
    }
    return text
  }

  /// The text of a scalar.
  var text: String? { scalar?.text }

  /// Whether the value is a scalar that says yes.
  var isTrue: Bool {
    switch text?.lowercased() {
    case "true", "yes": true
    default: false
    }
  }

  /// The keys and values of a mapping.
  var entries: [(key: String, value: ExportNode)] {
    let entries = node.entries
    guard isXML else { return entries.map { ($0.key.text ?? "", ExportNode($0.value)) } }
    var result: [(key: String, value: ExportNode)] = []
    result.reserveCapacity(entries.count)
    for (key, value) in entries {
      let name = key.text ?? ""
      if name == "#text" { continue }
      if name.hasPrefix("@") {
        if let property = property(ofAttribute: name) { result.append((property, ExportNode(value))) }
      } else if name == "key" {
        let values = value.kind == .sequence ? value.items : [value]
        for value in values {
          if let given = value["@name"]?.text {
            result.append((given, ExportNode(value, isNamedByAttribute: true)))
          } else {
            result.append((name, ExportNode(value)))
          }
        }
      } else {
        result.append((name, ExportNode(value)))
      }
    }
    return result
  }

  /// The property that an XML attribute stands for, or nil where it only serves the XML.
  private func property(ofAttribute name: String) -> String? {
    let property = String(name.dropFirst())
    if property == "type" || property == "xmlns" || property.utf8.contains(UInt8(ascii: ":")) { return nil }
    if property == "name", isNamedByAttribute { return nil }
    return property
  }

  /// The value of a key, the last where it stands several times.
  subscript(_ key: String) -> ExportNode? {
    if !isXML { return node[key].map { ExportNode($0) } }
    return entries.last { $0.key == key }?.value
  }

  /// The items of a list; nil where the value is none.
  ///
  /// - Parameter isExpected: whether a list must stand here, which decides for a single element of XML.
  func list(isExpected: Bool) -> [ExportNode]? {
    if node.kind == .sequence { return node.items.map { ExportNode($0) } }
    guard isXML, node.kind == .mapping else { return nil }
    let children = node.entries.filter { $0.key.text?.hasPrefix("@") != true && $0.key.text != "#text" }
    let isMarked = node["@type"]?.text == "list"
    if children.isEmpty { return isMarked ? [] : nil }
    if (isMarked || isExpected), children.allSatisfy({ $0.key.text == "item" }) {
      return children.flatMap { child in
        child.value.kind == .sequence ? child.value.items.map { ExportNode($0) } : [ExportNode(child.value)]
      }
    }
    return isExpected ? [self] : nil
  }

  /// The items of a list of one-key mappings, such as actions: the key and the value of each.
  ///
  /// An XML element that holds several children is taken for the list of them, in the order of the file.
  var taggedItems: [TaggedItem] {
    guard let items = list(isExpected: true) else { return [] }
    var result: [TaggedItem] = []
    result.reserveCapacity(items.count)
    for item in items {
      let entries = item.entries
      if isXML {
        var children: [(key: String, value: ExportNode)] = []
        for (key, value) in entries {
          if value.node.kind == .sequence {
            children += value.node.items.map { (key, ExportNode($0)) }
          } else {
            children.append((key, value))
          }
        }
        if children.count > 1 { children.sort { $0.value.node.range < $1.value.node.range } }
        for (key, value) in children {
          result.append(TaggedItem(index: result.count, key: key, value: value, whole: item))
        }
      } else {
        let single = entries.count == 1 ? entries.first : nil
        result.append(
          TaggedItem(index: result.count, key: single?.key, value: single?.value ?? item, whole: item))
      }
    }
    return result
  }
}

/// One item of a list of one-key mappings.
struct TaggedItem {
  /// The position in the list.
  let index: Int
  /// The one key; nil where the item is anything else than a mapping with one key.
  let key: String?
  /// The value of the key, or the whole item where there is no one key.
  let value: ExportNode
  /// The whole item.
  let whole: ExportNode
}
