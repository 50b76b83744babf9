import Documents
import SourceText

/// The root of a flow inside a document.
struct FlowRoot {
  let type: String
  let body: ExportNode
  let document: DocumentTree
  /// The keys from the document's root down to the body.
  let path: [PathElement]
  /// The bytes of the root key; in a configuration those of its type.
  let place: ByteRange
  /// Whether the flow is written as a configuration, and not as Archy does.
  var isConfiguration = false
}

enum FlowRecognition {
  /// The flows of a document: known types by their root key, others by what only a flow's body has.
  static func roots(of document: DocumentTree) -> [FlowRoot] {
    if document.format != .yaml {
      let found = ConfigurationRecognition.roots(of: document)
      if !found.isEmpty || document.format == .i3 { return found }
    }
    let root = ExportNode(document.root)
    let found = roots(in: root, document: document, path: [])
    if !found.isEmpty { return found }
    // A converter may put one element round everything.
    guard document.format == .xml, root.entries.count == 1, let wrapper = root.entries.first else { return [] }
    return roots(in: wrapper.value, document: document, path: [.key(wrapper.key)])
  }

  private static func roots(in node: ExportNode, document: DocumentTree, path: [PathElement]) -> [FlowRoot] {
    var found: [FlowRoot] = []
    let places = node.node.entries.map(\.key)
    for (key, value) in node.entries where value.node.kind == .mapping {
      guard FlowType.names.contains(key) || FlowType.tellingKeys.contains(where: { value[$0] != nil }) else { continue }
      let place = places.first { $0.text == key }?.range ?? ByteRange(at: Int(value.node.range.start))
      found.append(FlowRoot(type: key, body: value, document: document, path: path + [.key(key)], place: place))
    }
    return found
  }

  /// Why documents hold no flow.
  static func reason(for reading: DocumentReading) -> String {
    guard let document = reading.documents.first else {
      if let first = reading.diagnostics.first { return "expected a flow export: \(first.message)" }
      return "expected a flow export, found no document"
    }
    let root = document.root
    if document.format == .i3 || ConfigurationMark.stands(in: document.file.bytes) {
      return "expected a flow configuration, found no object with a list ‘\(ConfigurationMark.key)’"
    }
    if document.format == .json {
      if root["config"] != nil { return "expected a flow export, found what looks like a data action" }
    }
    guard let key = root.entries.first?.key.text, !key.isEmpty else { return "expected a flow export" }
    if FlowType.names.contains(key) { return "expected a flow export: nothing stands under ‘\(key)’ that is a flow" }
    if ForeignExport.beginsLikeOne(key, prefix: nil) {
      return "expected a flow export: nothing stands under ‘\(key)’ that is known of such files"
    }
    let near = suggestion(nearestNames(to: key, among: FlowType.names))
    return "expected a flow export: ‘\(key)’ is no flow type\(near)"
  }

  /// Whether a text begins like a flow, in YAML or XML, or is one in JSON, whatever comes after.
  static func beginsLikeFlow(_ bytes: [UInt8]) -> Bool {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).prefix(1 << 16).drop(while: isBlank)
    if FormatSniffer.isArchitectExport(start) { return true }
    if start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "["), ConfigurationMark.stands(in: bytes) {
      return true
    }
    let text = String(decoding: start, as: UTF8.self)
    return text.hasPrefix("<") ? beginsLikeXMLFlow(text[...]) : beginsLikeYAMLFlow(text)
  }

  private static func beginsLikeYAMLFlow(_ text: String) -> Bool {
    var first: Substring?
    var rest = text[...]
    while first == nil, !rest.isEmpty {
      let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
      let line = rest[..<end].drop(while: \.isWhitespace)
      if !line.isEmpty, !["#", "%", "---"].contains(where: line.hasPrefix) { first = line }
      rest = rest[end...].dropFirst()
    }
    guard let first, let colon = first.firstIndex(of: ":") else { return false }
    var key = first[..<colon]
    while key.last?.isWhitespace == true { key = key.dropLast() }
    if let quote = key.first, quote == "\"" || quote == "'", key.count > 1, key.last == quote {
      key = key.dropFirst().dropLast()
    }
    return FlowType.names.contains(String(key))
  }

  private static func beginsLikeXMLFlow(_ text: Substring) -> Bool {
    var rest = text
    var isWrapped = false
    while rest.hasPrefix("<") {
      let isComment = rest.hasPrefix("<!--")
      guard let end = rest.firstRange(of: isComment ? "-->" : ">") else { return false }
      if !isComment, !rest.hasPrefix("<?"), !rest.hasPrefix("<!") {
        let name = rest.dropFirst().prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        if FlowType.names.contains(String(name)) { return true }
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        if let local = parts.last, ForeignExport.beginsLikeOne(local, prefix: parts.count > 1 ? parts.first : nil) {
          return true
        }
        if isWrapped || name != "root" { return false }
        isWrapped = true
      }
      rest = rest[end.upperBound...].drop(while: \.isWhitespace)
    }
    return false
  }
}
