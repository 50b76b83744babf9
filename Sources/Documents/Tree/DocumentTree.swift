import JSON
public import SourceText

/// A document of any format as one tree of mappings, sequences and scalars, with the place of each in the file.
///
/// Nodes stand in one array; a ``Node`` is a view of one of them. The text of a scalar that stands in the file as it is
/// is not stored a second time.
public final class DocumentTree: Sendable {
  /// The file that was read; for an `i3` export the JSON in it.
  public let file: SourceFile
  /// The format it was read as.
  public let format: DocumentFormat
  /// The template holes of the whole file, in order.
  public let placeholders: [Placeholder]
  let records: [Record]
  let children: [UInt32]
  let decoded: [DecodedText]
  let rootIndex: UInt32
  /// The tape of a JSON document, over which nodes are views; then there are no records.
  let json: JSONDocument?

  init(file: SourceFile, format: DocumentFormat, builder: TreeBuilder, root: UInt32, placeholders: [Placeholder] = []) {
    self.file = file
    self.format = format
    self.placeholders = placeholders
    self.records = builder.records
    self.children = builder.children
    self.decoded = builder.decoded
    self.rootIndex = root
    json = nil
  }

  init(file: SourceFile, json: JSONDocument, format: DocumentFormat = .json) {
    self.file = file
    self.format = format
    placeholders = []
    records = []
    children = []
    decoded = []
    rootIndex = json.root.index
    self.json = json
  }

  /// Whether the places of nodes are places of the file on disk. Those of an encoded export count in its decoded text
  /// and mean nothing to a reader; ``file`` is the decoded text then.
  public var hasPlaces: Bool { format.hasPlaces }

  /// The outermost node.
  public var root: Node { Node(tree: self, index: rootIndex) }

  /// What a node holds.
  func record(at index: UInt32) -> Record {
    guard let json else { return records[Int(index)] }
    return Record(JSONNode(document: json, index: index))
  }

  /// What one node holds, in 28 bytes.
  struct Record: Sendable {
    /// The bytes of the whole node.
    var range: ByteRange
    /// The bytes of a scalar's text: without quotes, CDATA marks or the line of a block scalar's indicator.
    var content: ByteRange
    /// For a scalar its place in `decoded`, or `verbatim`; else the place of its first child in `children`.
    var first: UInt32
    /// The number of children; keys and values stand in turn.
    var count: UInt32
    var kind: Node.Kind
    var style: Node.Style
    /// How the text comes out of `content`.
    var form: TextForm
    /// Whether a YAML scalar stands in brackets, where commas and brackets end it.
    var isInFlow = false

    /// The value of `first` for a scalar whose text is `content` as it stands, or is made of it when asked for.
    static let verbatim = UInt32.max
  }

  /// How the text of a scalar comes out of its bytes.
  enum TextForm: UInt8, Sendable {
    /// As it stands, or as `decoded` holds it.
    case stored
    /// The name of an XML element, as it stands.
    case elementName
    /// The name of an XML attribute, before which the key has an `@`.
    case attributeName
    /// The key `#text`, which stands nowhere in the file.
    case textKey
    /// A JSON string with escapes, decoded when asked for.
    case jsonEscaped
  }
}

extension DocumentTree.Record {
  /// What the node of a JSON value holds, but for its children.
  init(_ value: JSONNode) {
    let range = value.range
    let kind: Node.Kind =
      switch value.kind {
      case .object: .mapping
      case .array: .sequence
      default: .scalar
      }
    let isString = value.kind == .string
    self.init(
      range: range, content: isString ? ByteRange(Int(range.start) + 1, Int(range.end) - 1) : range,
      first: Self.verbatim, count: 0, kind: kind, style: kind != .scalar ? .none : isString ? .jsonString : .jsonOther,
      form: isString && value.isEscaped ? .jsonEscaped : .stored)
  }
}

/// The text of a scalar that does not stand in the file as it is.
struct DecodedText: Sendable {
  var text: String
  var map: SourceMap
  /// Whether the map is of one piece because the reader could not follow the library that read the text.
  var isCoarse = false
  /// Whether parts of the text stand apart, with elements between them.
  var isScattered = false
}

/// A template hole: a part of the file that another tool replaces before Genesys Cloud sees it.
public struct Placeholder: Hashable, Sendable {
  /// How the hole is written.
  public enum Kind: Sendable {
    /// `{{name}}`, which Archy fills from its options file.
    case braces
    /// `${name}`, a Terraform interpolation.
    case interpolation
    /// `%{ if … }`, a Terraform directive.
    case directive
  }

  /// The bytes of the hole with its braces.
  public let range: ByteRange
  /// What stands in the braces, without outer blanks.
  public let name: String
  /// How the hole is written.
  public let kind: Kind
}

/// The formats that are read into a tree.
public enum DocumentFormat: String, Sendable, CaseIterable {
  case yaml
  case json
  case xml
  /// JSON in base64, as the Architect editor exports flows. Places in such a tree count in the JSON, not in the file.
  case i3

  /// Whether places of a tree are places of the file.
  public var hasPlaces: Bool { self != .i3 }
}
