import SourceText

/// Gathers the nodes of one document, in document order and without recursion.
struct TreeBuilder {
  private(set) var records: [DocumentTree.Record] = []
  private(set) var children: [UInt32] = []
  private(set) var decoded: [DecodedText] = []
  /// The nodes of all open collections that have no place in `children` yet.
  private var pending: [UInt32] = []
  private var open: [Frame] = []

  private struct Frame {
    var node: UInt32
    var firstPending: Int
  }

  /// The number of open collections.
  var depth: Int { open.count }

  /// The innermost open collection.
  var innermost: UInt32? { open.last?.node }

  /// The number of nodes that the innermost open collection has so far.
  var pendingCount: Int { open.last.map { pending.count - $0.firstPending } ?? pending.count }

  /// The kind of the innermost open collection.
  var innermostKind: Node.Kind? { open.last.map { records[Int($0.node)].kind } }

  mutating func reserve(_ count: Int) {
    records.reserveCapacity(count)
    children.reserveCapacity(count)
  }

  subscript(_ node: UInt32) -> DocumentTree.Record {
    get { records[Int(node)] }
    set { records[Int(node)] = newValue }
  }

  /// Opens a mapping or a sequence.
  @discardableResult
  mutating func begin(_ kind: Node.Kind, at start: Int) -> UInt32 {
    let node = UInt32(truncatingIfNeeded: records.count)
    records.append(
      DocumentTree.Record(
        range: ByteRange(at: start), content: ByteRange(at: start), first: 0, count: 0, kind: kind, style: .none,
        form: .stored))
    pending.append(node)
    open.append(Frame(node: node, firstPending: pending.count))
    return node
  }

  /// Closes the innermost collection; without an end it ends with its last child.
  mutating func end(at end: Int?) {
    guard let frame = open.popLast() else { return }
    let count = pending.count - frame.firstPending
    var record = records[Int(frame.node)]
    let last = count > 0 ? Int(records[Int(pending[pending.count - 1])].range.end) : Int(record.range.end)
    record.range = ByteRange(Int(record.range.start), max(end ?? last, Int(record.range.start)))
    record.first = UInt32(truncatingIfNeeded: children.count)
    record.count = UInt32(truncatingIfNeeded: count)
    records[Int(frame.node)] = record
    for position in frame.firstPending..<pending.count { children.append(pending[position]) }
    pending.removeLast(count)
  }

  /// Adds a scalar; without a decoded text its text stands in the file as it is, or comes out of it by its form.
  @discardableResult
  mutating func scalar(
    _ style: Node.Style, range: ByteRange, content: ByteRange, form: DocumentTree.TextForm = .stored,
    decoded text: DecodedText? = nil
  ) -> UInt32 {
    let node = add(style, range: range, content: content, form: form, decoded: text)
    pending.append(node)
    return node
  }

  /// Adds a node once more, as a YAML alias does.
  mutating func link(_ node: UInt32) {
    pending.append(node)
  }

  // MARK: For readers that put nodes in order themselves

  /// Adds a scalar without making it a child.
  mutating func add(
    _ style: Node.Style, range: ByteRange, content: ByteRange, form: DocumentTree.TextForm = .stored,
    decoded text: DecodedText? = nil
  ) -> UInt32 {
    records.append(
      DocumentTree.Record(
        range: range, content: content,
        first: text == nil ? DocumentTree.Record.verbatim : UInt32(truncatingIfNeeded: decoded.count), count: 0,
        kind: .scalar, style: style, form: form))
    if let text { decoded.append(text) }
    return UInt32(truncatingIfNeeded: records.count - 1)
  }

  /// Adds a collection with children that are nodes already, without making it a child of the open collection.
  mutating func detached(_ kind: Node.Kind, range: ByteRange, children nodes: [UInt32]) -> UInt32 {
    records.append(
      DocumentTree.Record(
        range: range, content: ByteRange(at: Int(range.start)), first: UInt32(truncatingIfNeeded: children.count),
        count: UInt32(truncatingIfNeeded: nodes.count), kind: kind, style: .none, form: .stored))
    children.append(contentsOf: nodes)
    return UInt32(truncatingIfNeeded: records.count - 1)
  }
}
