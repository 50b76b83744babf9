import JSON
public import SourceText

/// One value of a document.
public struct Node: Sendable {
  /// The kinds of nodes.
  public enum Kind: UInt8, Sendable {
    case mapping, sequence, scalar
  }

  /// How a scalar is written, which decides how a replacement must be escaped.
  public enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    case jsonString, jsonOther
    case xmlText, xmlCDATA, xmlAttribute
    /// Not a scalar.
    case none
  }

  /// The tree it belongs to.
  public let tree: DocumentTree
  let index: UInt32

  init(tree: DocumentTree, index: UInt32) {
    self.tree = tree
    self.index = index
  }

  var record: DocumentTree.Record { tree.record(at: index) }

  /// What the node is.
  public var kind: Kind { record.kind }
  /// How a scalar is written.
  public var style: Style { record.style }
  /// The bytes of the whole node: a scalar with its quotes, an XML element with its tags.
  public var range: ByteRange { record.range }
  /// The bytes of a scalar's text, without quotes, CDATA marks or the line of a block scalar's indicator.
  public var contentRange: ByteRange { record.content }

  /// The decoded text of a scalar; nil for other nodes.
  public var text: String? {
    let record = record
    guard record.kind == .scalar else { return nil }
    guard record.first == DocumentTree.Record.verbatim else { return tree.decoded[Int(record.first)].text }
    return switch record.form {
    case .stored, .elementName: tree.file.text(record.content)
    case .attributeName: "@" + tree.file.text(record.content)
    case .textKey: "#text"
    case .jsonEscaped: JSONStringText.decode(tree.file.bytes, record.content).text
    }
  }

  /// How the decoded text of a scalar maps to the file.
  public var map: SourceMap {
    let record = record
    guard record.kind == .scalar else { return SourceMap(origin: Int(record.range.start)) }
    guard record.first == DocumentTree.Record.verbatim else { return tree.decoded[Int(record.first)].map }
    var map = SourceMap(origin: Int(record.content.start))
    switch record.form {
    case .stored, .elementName:
      map.appendVerbatim(record.content)
    case .attributeName:
      map.append(ByteRange(at: Int(record.content.start)), decodedTo: 1)
      map.appendVerbatim(record.content)
    case .textKey:
      map.append(record.content, decodedTo: "#text".utf8.count)
    case .jsonEscaped:
      map = JSONStringText.decode(tree.file.bytes, record.content).map
    }
    return map
  }

  /// The bytes of the file that a range of a scalar's decoded text was written with.
  public func source(of decodedRange: ByteRange) -> ByteRange { map.source(of: decodedRange) }

  /// The number of entries of a mapping or items of a sequence.
  public var count: Int {
    if let value = jsonValue { return value.count }
    let record = record
    return switch record.kind {
    case .mapping: Int(record.count) / 2
    case .sequence: Int(record.count)
    case .scalar: 0
    }
  }

  /// The keys and values of a mapping, in order, duplicate keys included; empty for other nodes.
  public var entries: [(key: Node, value: Node)] {
    if let value = jsonValue { return value.members.map { (child($0.key), child($0.value)) } }
    let record = record
    guard record.kind == .mapping else { return [] }
    let first = Int(record.first)
    return (0..<Int(record.count) / 2).map {
      (child(at: first + 2 * $0), child(at: first + 2 * $0 + 1))
    }
  }

  /// Hands over the keys and values of a mapping, in order; as ``entries``, for readers that go through all of a document.
  package func forEachEntry(_ body: (_ key: Node, _ value: Node) -> Void) {
    guard jsonValue == nil else { return entries.forEach { body($0.key, $0.value) } }
    let record = record
    guard record.kind == .mapping else { return }
    for position in stride(from: Int(record.first), to: Int(record.first) + Int(record.count), by: 2) {
      body(child(at: position), child(at: position + 1))
    }
  }

  /// The items of a sequence; empty for other nodes.
  public var items: [Node] {
    if let value = jsonValue { return value.items.map(child) }
    let record = record
    guard record.kind == .sequence else { return [] }
    return (Int(record.first)..<Int(record.first) + Int(record.count)).map(child(at:))
  }

  /// The item of a sequence at an index; nil where there is none.
  public func item(at index: Int) -> Node? {
    if let value = jsonValue { return value[index].map(child) }
    let record = record
    guard record.kind == .sequence, (0..<Int(record.count)).contains(index) else { return nil }
    return child(at: Int(record.first) + index)
  }

  /// The value of a key of a mapping, the last where it stands several times.
  public subscript(_ key: String) -> Node? {
    if let value = jsonValue { return value[key].map(child) }
    let record = record
    guard record.kind == .mapping else { return nil }
    let first = Int(record.first)
    var position = first + Int(record.count) - 2
    while position >= first {
      if child(at: position).isText(key) { return child(at: position + 1) }
      position -= 2
    }
    return nil
  }

  /// The value itself in a JSON document.
  private var jsonValue: JSONNode? {
    tree.json.map { JSONNode(document: $0, index: index) }
  }

  private func child(_ value: JSONNode) -> Node {
    Node(tree: tree, index: value.index)
  }

  private func child(at position: Int) -> Node {
    Node(tree: tree, index: tree.children[position])
  }

  /// Whether the node is a scalar with a certain text.
  public func isText(_ other: String) -> Bool {
    let record = record
    guard record.kind == .scalar else { return false }
    guard record.isVerbatim else { return text == other }
    guard record.content.count == other.utf8.count else { return false }
    var other = other
    return tree.file.bytes.withUnsafeBufferPointer { bytes in
      other.withUTF8 { UnsafeBufferPointer(rebasing: bytes[record.content.indices]).holdsSame(as: $0) }
    }
  }
}

extension Node {
  /// The first byte of a scalar's text as it stands in the file; nil for an empty one, and for other nodes.
  public var firstByte: UInt8? {
    let record = record
    return record.kind == .scalar && record.content.count > 0 ? tree.file.bytes[Int(record.content.start)] : nil
  }

  /// The keys of a mapping that stand in it a second time, in order.
  public var repeatedKeys: [Node] {
    // Nearly all mappings have few keys, of different lengths.
    if tree.json == nil, case let record = record, record.count < 64 {
      guard record.kind == .mapping, record.count > 2 else { return [] }
      var repeated: [Node] = []
      let places = Int(record.first)..<Int(record.first) + Int(record.count)
      tree.file.bytes.withUnsafeBufferPointer { bytes in
        for place in stride(from: places.lowerBound + 2, to: places.upperBound, by: 2) {
          let index = tree.children[place]
          let key = tree.records[Int(index)]
          for earlier in stride(from: places.lowerBound, to: place, by: 2) {
            let otherIndex = tree.children[earlier]
            let other = tree.records[Int(otherIndex)]
            let isSame =
              key.isVerbatim && other.isVerbatim
              ? key.content.count == other.content.count
                && bytes[key.content.indices].elementsEqual(bytes[other.content.indices])
              : Node(tree: tree, index: index).text.map { $0 == Node(tree: tree, index: otherIndex).text } ?? false
            guard isSame else { continue }
            repeated.append(Node(tree: tree, index: index))
            break
          }
        }
      }
      return repeated
    }
    guard kind == .mapping else { return [] }
    var seen: Set<String> = []
    return entries.lazy.map(\.key).filter { key in key.text.map { !seen.insert($0).inserted } ?? false }
  }
}

extension DocumentTree.Record {
  /// Whether a scalar's text stands in the file as it is.
  fileprivate var isVerbatim: Bool { first == Self.verbatim && (form == .stored || form == .elementName) }
}

extension Node: Hashable {
  /// Whether both are the same node of the same tree.
  public static func == (left: Node, right: Node) -> Bool {
    left.tree === right.tree && left.index == right.index
  }

  /// Hashes the node's identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(tree))
    hasher.combine(index)
  }
}
