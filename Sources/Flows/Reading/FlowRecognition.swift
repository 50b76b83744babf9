import Documents
import SourceText

/// The root of a flow inside a document.
struct FlowRoot {
  /// The root key.
  let type: String
  /// The flow's body.
  let body: ExportNode
  /// The document.
  let document: DocumentTree
  /// The keys from the document's root down to the body.
  let path: [PathElement]
  /// The bytes of the root key; in a configuration those of its type.
  let place: ByteRange
  /// How the flow is written down.
  var form = Form.archy

  enum Form {
    /// As Archy does, or a rendering of that.
    case archy
    /// As a configuration, in JSON.
    case configuration
  }
}

/// Tells flows from other documents.
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
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var cursor = Cursor(bytes: bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).prefix(1 << 16))
    cursor.passBlanks()
    if FormatSniffer.isArchitectExport(cursor.bytes) { return true }
    if cursor.next == UInt8(ascii: "{") || cursor.next == UInt8(ascii: "["), ConfigurationMark.stands(in: bytes) {
      return true
    }
    return cursor.next == UInt8(ascii: "<") ? cursor.beginsLikeXMLFlow() : cursor.beginsLikeYAMLFlow()
  }
}

/// Looks at the beginning of a text.
private struct Cursor {
  var bytes: ArraySlice<UInt8>

  var next: UInt8? { bytes.first }

  mutating func passBlanks() {
    bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  private mutating func pass(_ text: String) -> Bool {
    guard bytes.starts(with: text.utf8) else { return false }
    bytes = bytes.dropFirst(text.utf8.count)
    return true
  }

  private mutating func passLine() {
    bytes = bytes.drop { $0 != 0x0A && $0 != 0x0D }
  }

  private mutating func pass(through end: String) {
    let end = Array(end.utf8)
    while bytes.count >= end.count, !bytes.starts(with: end) { bytes = bytes.dropFirst() }
    bytes = bytes.dropFirst(end.count)
  }

  private mutating func word() -> String {
    let word = bytes.prefix {
      ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")) || ($0 >= 0x30 && $0 <= 0x39)
    }
    bytes = bytes.dropFirst(word.count)
    return String(decoding: word, as: UTF8.self)
  }

  mutating func beginsLikeYAMLFlow() -> Bool {
    while let byte = next {
      let isComment = byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%")
      guard isComment || bytes.starts(with: "---".utf8) else { break }
      passLine()
      passBlanks()
    }
    let quote = next.flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
    if quote != nil { bytes = bytes.dropFirst() }
    guard FlowType.names.contains(word()) else { return false }
    if let quote {
      guard next == quote else { return false }
      bytes = bytes.dropFirst()
    }
    bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    return next == UInt8(ascii: ":")
  }

  mutating func beginsLikeXMLFlow() -> Bool {
    var isWrapped = false
    while next == UInt8(ascii: "<") {
      if pass("<!--") {
        pass(through: "-->")
      } else if pass("<?") {
        pass(through: "?>")
      } else if pass("<!") {
        pass(through: ">")
      } else {
        bytes = bytes.dropFirst()
        let name = word()
        if FlowType.names.contains(name) { return true }
        let local = pass(":") ? word() : nil
        if ForeignExport.beginsLikeOne(local ?? name, prefix: local == nil ? nil : name) { return true }
        if isWrapped || name != "root" { return false }
        isWrapped = true
        pass(through: ">")
      }
      passBlanks()
    }
    return false
  }
}
