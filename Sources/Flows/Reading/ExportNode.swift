import Documents

/// A value of an export, seen the same way whatever converter wrote it.
///
/// Archy YAML is taken as it stands. In an XML rendering a list is a repeated element, so that a list of one item looks
/// like the item itself, and a text or a property may stand in attributes. That is levelled here and nowhere else; the
/// reader of documents has levelled the rest.
struct ExportNode {
  let node: Node

  init(_ node: Node) {
    self.node = node
  }

  var isXML: Bool { node.tree.format == .xml }

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

  var text: String? { scalar?.text }

  /// Whether the value is a scalar that says yes.
  var isTrue: Bool { ["true", "yes"].contains(text?.lowercased()) }

  /// Whether the value is a scalar or a mapping with the key of a settable property; neither is ever a list's item.
  var isSettable: Bool {
    scalar != nil || ["exp", "lit", "var", "noValue", "none", "tts", "prompt"].contains { self[$0] != nil }
  }

  /// The keys and values of a mapping.
  var entries: [(key: String, value: ExportNode)] {
    var entries: [(key: String, value: ExportNode)] = []
    entries.reserveCapacity(node.count)
    forEachEntry { entries.append(($0, $1)) }
    return entries
  }

  /// Hands over the keys and values of a mapping, in order.
  func forEachEntry(_ body: (_ key: String, _ value: ExportNode) -> Void) {
    node.forEachEntry { key, value in
      let name = key.text ?? ""
      guard isXML, name.hasPrefix("@") || name == "#text" else { return body(name, ExportNode(value)) }
      if let name = property(ofAttribute: name) { body(name, ExportNode(value)) }
    }
  }

  /// The property that an XML attribute stands for; nil for the text of an element, and where it only serves the XML.
  private func property(ofAttribute name: String) -> String? {
    guard name.hasPrefix("@") else { return nil }
    let property = String(name.dropFirst())
    let isForXML = property == "type" || property == "xmlns" || property.utf8.contains(UInt8(ascii: ":"))
    return isForXML ? nil : property
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
    return isExpected && isXML && !entries.isEmpty ? [self] : nil
  }

  /// The items of a list of one-key mappings, such as actions: the key and the value of each. Empty where there is none.
  ///
  /// An XML element that holds several children is taken for the list of them, in the order of the file.
  var taggedItems: [TaggedItem] {
    guard let items = list(isExpected: true) else { return [] }
    var result: [TaggedItem] = []
    result.reserveCapacity(items.count)
    for item in items {
      let entries = item.entries
      if isXML {
        var children = entries.flatMap { key, value -> [(key: String, value: ExportNode)] in
          value.node.kind == .sequence ? value.node.items.map { (key, ExportNode($0)) } : [(key, value)]
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
  let index: Int
  /// The one key; nil where the item is anything else than a mapping with one key.
  let key: String?
  /// The value of the key, or the whole item where there is no one key.
  let value: ExportNode
  let whole: ExportNode
}
