import SourceText

/// Makes trees of YAML events: gives each node its bytes, decodes scalars and keeps to the limits.
struct YAMLAssembler {
  private(set) var documents: [DocumentTree] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let file: SourceFile
  private let limits: DocumentLimits
  private let mask: TemplateMask
  private let masked: UnsafeBufferPointer<UInt8>
  private let visible: UnsafeBufferPointer<UInt8>
  private var marks: MarkCursor
  private var builder = TreeBuilder()
  private var anchors: [String: Anchor] = [:]
  /// The anchors of open collections, with what is needed when they close.
  private var openAnchors: [OpenAnchor] = []
  /// How many nodes a walk over the document meets, where an alias counts as what it names.
  private var walked = 0
  private var aliased = 0
  /// The number of open collections that are written in brackets.
  private var flowDepth = 0
  /// How deep the document goes so far, where an alias is as deep as what it names.
  private var deepest: [Int] = []

  private struct Anchor {
    var node: UInt32
    var walked: Int
    var height: Int
    var isOpen: Bool
  }

  private struct OpenAnchor {
    var name: String
    var node: UInt32
    var walkedBefore: Int
  }

  init(
    file: SourceFile, limits: DocumentLimits, mask: TemplateMask, masked: UnsafeBufferPointer<UInt8>,
    visible: UnsafeBufferPointer<UInt8>
  ) {
    self.file = file
    self.limits = limits
    self.mask = mask
    self.masked = masked
    self.visible = visible
    marks = MarkCursor(masked)
    builder.reserve(masked.count / 24)
  }

  /// The byte of a mark of libyaml, which counts code points.
  func offset(of mark: Int) -> Int {
    var marks = marks
    return marks.offset(of: mark, in: masked)
  }

  /// The bytes between two marks.
  mutating func range(_ start: Int, _ end: Int) -> ByteRange {
    let first = marks.offset(of: start, in: masked)
    return ByteRange(first, start == end ? first : marks.offset(of: end, in: masked))
  }

  // MARK: Events

  mutating func begin(_ kind: Node.Kind, at mark: Int, isFlow: Bool, anchor: String?) throws(DocumentError) {
    let start = marks.offset(of: mark, in: masked)
    guard builder.depth < limits.depth else { throw .tooDeep(limits, at: start) }
    walked += 1
    if isFlow { flowDepth += 1 }
    let node = builder.begin(kind, at: start)
    deepest.append(0)
    if let anchor {
      openAnchors.append(OpenAnchor(name: anchor, node: node, walkedBefore: walked - 1))
      anchors[anchor] = Anchor(node: node, walked: 0, height: 0, isOpen: true)
    }
  }

  mutating func end(_ start: Int, _ end: Int) {
    guard let node = builder.innermost else { return }
    // The end of a block is told at what follows it; only a bracket stands there itself.
    if start != end { flowDepth -= 1 }
    builder.end(at: start == end ? nil : marks.offset(of: end, in: masked))
    let height = 1 + (deepest.popLast() ?? 0)
    if let last = deepest.indices.last { deepest[last] = max(deepest[last], height) }
    if let open = openAnchors.last, open.node == node {
      openAnchors.removeLast()
      if anchors[open.name]?.node == node {
        anchors[open.name] = Anchor(node: node, walked: walked - open.walkedBefore, height: height, isOpen: false)
      }
    }
  }

  mutating func alias(_ name: String, _ range: ByteRange) throws(DocumentError) {
    guard let anchor = anchors[name], !anchor.isOpen else {
      let why = anchors[name] == nil ? "no value before it has the anchor ‘\(name)’" : "it stands in the value it names"
      diagnostics.append(Diagnostic(.parseError, .error, "the alias ‘*\(name)’ cannot be used: \(why)", at: range))
      builder.scalar(.plain, range: range, content: ByteRange(at: Int(range.start)))
      walked += 1
      return
    }
    guard builder.depth + anchor.height <= limits.depth else { throw .tooDeep(limits, at: Int(range.start)) }
    aliased += anchor.walked
    walked += anchor.walked
    guard aliased <= limits.aliasedNodes else {
      throw .overLimit("aliases add more than \(limits.aliasedNodes) values", offset: Int(range.start))
    }
    builder.link(anchor.node)
    if let last = deepest.indices.last { deepest[last] = max(deepest[last], anchor.height) }
  }

  mutating func scalar(
    _ value: UnsafeBufferPointer<UInt8>, _ style: Node.Style, _ range: ByteRange, anchor: String?, _ hasProperties: Bool
  ) {
    walked += 1
    let node: UInt32
    let start = hasProperties ? YAMLProperties.end(masked, range) : Int(range.start)
    switch style {
    case .literal, .folded:
      node = block(value, style, ByteRange(start, Int(range.end)), nodeStart: Int(range.start))
    case .singleQuoted, .doubleQuoted:
      node = flow(value, style, range, content: ByteRange(start + 1, Int(range.end) - 1))
    default:
      node = flow(value, style, range, content: ByteRange(start, Int(range.end)))
    }
    if flowDepth > 0 { builder[node].isInFlow = true }
    if let anchor { anchors[anchor] = Anchor(node: node, walked: 1, height: 0, isOpen: false) }
  }

  mutating func endDocument() {
    if builder.depth == 0, !builder.records.isEmpty {
      documents.append(
        DocumentTree(file: file, format: .yaml, builder: builder, root: 0, placeholders: mask.placeholders))
    }
    builder = TreeBuilder()
    anchors = [:]
    openAnchors = []
    deepest = []
    flowDepth = 0
  }

  /// Ends reading at an error; what was read before it is kept.
  mutating func fail(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    while let kind = builder.innermostKind {
      if kind == .mapping, builder.pendingCount % 2 == 1 {
        let place = ByteRange(at: Int(diagnostic.range.start))
        builder.scalar(.plain, range: place, content: place)
      }
      builder.end(at: nil)
    }
    endDocument()
  }

  // MARK: Scalars

  private mutating func flow(
    _ value: UnsafeBufferPointer<UInt8>, _ style: Node.Style, _ range: ByteRange, content: ByteRange
  ) -> UInt32 {
    let isVerbatim =
      content.indices.upperBound <= masked.count
      && value.holdsSame(as: UnsafeBufferPointer(rebasing: masked[content.indices]))
    if isVerbatim {
      return builder.scalar(style, range: range, content: content)
    }
    let decoded = TextDecoder.yamlFlow(masked, content, style)
    guard value.elementsEqual(decoded.text) else { return coarse(value, style, range, content) }
    let text = mask.hasHole(in: content) ? TextDecoder.yamlFlow(visible, content, style) : decoded
    return builder.scalar(style, range: range, content: content, decoded: text.decoded)
  }

  private mutating func block(
    _ value: UnsafeBufferPointer<UInt8>, _ style: Node.Style, _ range: ByteRange, nodeStart: Int
  ) -> UInt32 {
    let header = YAMLBlockHeader(masked, at: Int(range.start))
    let body = ByteRange(min(header.bodyStart, Int(range.end)), Int(range.end))
    let indentations: ClosedRange<Int>
    if let explicit = header.indentation {
      // It counts from the parent's indentation, which no event tells.
      indentations = explicit...explicit + header.detectedIndentation(masked, end: Int(body.end))
    } else {
      let detected = header.detectedIndentation(masked, end: Int(body.end))
      indentations = detected...detected
    }
    for indentation in indentations {
      let decoded = TextDecoder.yamlBlock(masked, body: body, indentation: indentation, header: header)
      guard value.elementsEqual(decoded.text) else { continue }
      let text =
        mask.hasHole(in: body)
        ? TextDecoder.yamlBlock(visible, body: body, indentation: indentation, header: header) : decoded
      let segments = text.map.segments
      let contentStart = segments.first.map { Int($0.source.start) } ?? Int(body.start)
      let contentEnd = segments.last.map { Int($0.source.end) } ?? contentStart
      return builder.scalar(
        style, range: ByteRange(nodeStart, max(contentEnd, Int(range.start) + 1)),
        content: ByteRange(contentStart, contentEnd), decoded: text.decoded)
    }
    return coarse(value, style, ByteRange(nodeStart, Int(range.end)), body)
  }

  /// A scalar whose text was decoded otherwise here: the text is the library's, its place the whole scalar.
  private mutating func coarse(
    _ value: UnsafeBufferPointer<UInt8>, _ style: Node.Style, _ range: ByteRange, _ content: ByteRange
  ) -> UInt32 {
    var map = SourceMap(origin: Int(content.start))
    if !value.isEmpty { map.append(content, decodedTo: value.count) }
    let text = DecodedText(text: String(decoding: value, as: UTF8.self), map: map, isCoarse: true)
    return builder.scalar(style, range: range, content: content, decoded: text)
  }
}

/// Converts counts of code points to byte offsets, which is fast for places near the last.
struct MarkCursor {
  private let isASCII: Bool
  private var points = 0
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    isASCII = areASCII(bytes)
  }

  mutating func offset(of mark: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if isASCII { return min(mark, bytes.count) }
    while points < mark, offset < bytes.count {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      points += 1
    }
    while points > mark, offset > 0 {
      offset -= 1
      while offset > 0, isContinuation(bytes[offset]) { offset -= 1 }
      points -= 1
    }
    return offset
  }
}
