public import SourceText

/// A document of any format as one tree of mappings, sequences and scalars, with the place of each in the file.
///
/// Nodes stand in one array; a ``Node`` is a view of one of them.
public final class DocumentTree: Sendable {
  /// The file that was read.
  public let file: SourceFile
  /// The format it was read as.
  public let format: DocumentFormat
  let records: [Record]

  init(file: SourceFile, format: DocumentFormat, records: [Record]) {
    self.file = file
    self.format = format
    self.records = records
  }

  /// What one node holds.
  struct Record: Sendable {
    var kind: Node.Kind
    var style: Node.Style
    var range: ByteRange
    /// The decoded text of a scalar.
    var text: String
    /// How the decoded text maps to the file; nil where it stands there as it is, over the whole of `contentRange`.
    var map: SourceMap?
    /// The bytes of a scalar's text: without quotes, CDATA marks or the line of a block scalar's indicator.
    var contentRange: ByteRange
    /// Indices of the children: the items of a sequence; keys and values in turn for a mapping.
    var children: [Int32]
  }

  /// The outermost node.
  public var root: Node { Node(tree: self, index: Int32(records.count - 1)) }
}

/// The formats that are read into a tree.
public enum DocumentFormat: String, Sendable, CaseIterable {
  case yaml
  case json
  case xml
}

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
  let index: Int32

  init(tree: DocumentTree, index: Int32) {
    self.tree = tree
    self.index = index
  }

  private var record: DocumentTree.Record { tree.records[Int(index)] }

  /// What the node is.
  public var kind: Kind { record.kind }
  /// How a scalar is written.
  public var style: Style { record.style }
  /// The bytes of the whole node.
  public var range: ByteRange { record.range }
  /// The bytes of a scalar's text, without quotes, CDATA marks or the line of a block scalar's indicator.
  public var contentRange: ByteRange { record.contentRange }
  /// The decoded text of a scalar; nil for other nodes.
  public var text: String? { record.kind == .scalar ? record.text : nil }
  /// How the decoded text of a scalar maps to the file.
  public var map: SourceMap { record.map ?? SourceMap(verbatim: record.contentRange) }

  /// The keys and values of a mapping, in order, duplicate keys included; empty for other nodes.
  public var entries: [(key: Node, value: Node)] {
    guard kind == .mapping else { return [] }
    let children = record.children
    return stride(from: 0, to: children.count - 1, by: 2).map {
      (Node(tree: tree, index: children[$0]), Node(tree: tree, index: children[$0 + 1]))
    }
  }

  /// The items of a sequence; empty for other nodes.
  public var items: [Node] {
    guard kind == .sequence else { return [] }
    return record.children.map { Node(tree: tree, index: $0) }
  }

  /// The value of a key of a mapping, the last where it stands several times.
  public subscript(_ key: String) -> Node? {
    guard kind == .mapping else { return nil }
    let children = record.children
    for position in stride(from: children.count - 2, through: 0, by: -2)
    where tree.records[Int(children[position])].text == key {
      return Node(tree: tree, index: children[position + 1])
    }
    return nil
  }
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
