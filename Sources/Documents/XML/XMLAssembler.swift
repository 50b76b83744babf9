import SourceText

/// Makes a tree of what the parser tells, without recursion.
///
/// The parser checks and cuts the text into tags; where tags and texts stand is taken from the bytes, by how far the
/// parser has come. An element becomes an entry of its parent's mapping when it ends.
struct XMLAssembler {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var error: DocumentError?
  /// Whether nothing more is to be read.
  private(set) var hasEnded = false

  let file: SourceFile
  let limits: DocumentLimits
  let bytes: UnsafeBufferPointer<UInt8>
  var builder = TreeBuilder()
  var names = XMLNames()
  var form = XMLForm.undecided
  var open: [Element] = []
  /// The ended children of all open elements.
  var ended: [XMLEntry] = []
  /// The texts of all open elements.
  var pieces: [Piece] = []
  var attributes: [XMLAttribute] = []
  var grouping = XMLGrouping()
  /// Where the text began that the parser has told last.
  var textStart = 0
  /// That text, as the parser gives it.
  var received: [UInt8] = []
  /// Whether the part of a CDATA section that was told last ends with a carriage return.
  private var endsWithReturn = false
  var root: XMLEntry?

  struct Element {
    var name: UInt32
    var start: Int
    var nameRange: ByteRange
    /// Where its content begins: after the start tag, or before the `/` of an empty element.
    var contentStart: Int
    var firstEntry: Int
    var firstPiece: Int
    var firstAttribute: Int
    var hasElements = false
  }

  /// A text between two tags.
  struct Piece {
    var range: ByteRange
    /// The text when it does not stand there as it is.
    var decoded: DecodedText?
    var section: ByteRange?
  }

  init(file: SourceFile, limits: DocumentLimits, bytes: UnsafeBufferPointer<UInt8>) {
    self.file = file
    self.limits = limits
    self.bytes = bytes
    builder.reserve(bytes.count / 32)
  }

  // MARK: What the parser tells

  mutating func characters(_ text: UnsafeBufferPointer<UInt8>) {
    received.append(contentsOf: text)
    endsWithReturn = false
  }

  /// A part of a CDATA section, in which the push parser leaves line ends as they are.
  mutating func section(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      if byte == UInt8(ascii: "\r") {
        received.append(UInt8(ascii: "\n"))
      } else if byte != UInt8(ascii: "\n") || !endsWithReturn {
        received.append(byte)
      }
      endsWithReturn = byte == UInt8(ascii: "\r")
    }
  }

  /// An element begins.
  ///
  /// - Parameter offset: where its start tag ends, at the `>` or `/>`.
  mutating func startElement(endingAt offset: Int, name: UInt, _ prefix: UInt) {
    guard !hasEnded else { return }
    let start = lastOpeningBracket(before: offset)
    takeText(endingAt: start)
    guard open.count < limits.depth else { return stop(.tooDeep(limits, at: start)) }
    let isEmpty = offset < bytes.count && bytes[offset] == UInt8(ascii: "/")
    let contentStart = isEmpty ? offset : min(offset + 1, bytes.count)
    let nameRange = ByteRange(start + 1, XMLAttribute.nameEnd(bytes, from: start + 1, end: offset))
    if let parent = open.indices.last { open[parent].hasElements = true }
    open.append(
      Element(
        name: names.number(of: name, prefix), start: start, nameRange: nameRange, contentStart: contentStart,
        firstEntry: ended.count, firstPiece: pieces.count, firstAttribute: attributes.count))
    if Int(nameRange.end) < offset {
      XMLAttribute.scan(bytes, from: Int(nameRange.end), end: offset, into: &attributes)
    }
    textStart = contentStart
    if form == .undecided, open.count <= 2 { decideForm() }
  }

  /// The innermost element ends.
  ///
  /// - Parameter offset: where its end tag or empty-element tag ends.
  mutating func endElement(at offset: Int) {
    guard let element = open.last, !hasEnded else { return }
    if offset - element.contentStart == 2, bytes[element.contentStart] == UInt8(ascii: "/") {
      // An empty-element tag: what the parser has told is of the text before it.
      textStart = element.contentStart
      close(contentEnd: element.contentStart, end: offset)
    } else {
      let start = lastOpeningBracket(before: offset)
      takeText(endingAt: start)
      close(contentEnd: start, end: offset)
    }
    textStart = offset
  }

  /// A document type stands before an offset.
  mutating func refuseDocumentType(before offset: Int) {
    let end = min(offset, bytes.count)
    var start = 0
    var position = 0
    while let found = XMLMarkup.find(bytes, from: position, end: end, "<!DOCTYPE") {
      start = found
      position = found + 1
    }
    diagnostics.append(
      Diagnostic(
        .parseError, .error, "a document type (‘<!DOCTYPE’) is refused: it could define entities and load other files",
        at: ByteRange(start, min(start + 9, bytes.count))))
    hasEnded = true
  }

  /// The parser found an error and goes no further.
  mutating func fail(_ failure: XMLFailure) {
    guard !hasEnded else { return }
    hasEnded = true
    let offset = min(max(0, failure.offset), bytes.count)
    if failure.isOfSize {
      return stop(.overLimit("a tag, a comment or a CDATA section is longer than 10,000,000 bytes", offset: offset))
    }
    var range = file.scalarRange(at: offset)
    if failure.isOfEndTag {
      let start = lastOpeningBracket(before: offset)
      range = ByteRange(start, max(offset, start + 1))
    } else if failure.isOfReference, let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "&")) {
      range = ByteRange(start, offset)
    }
    diagnostics.append(
      Diagnostic(.parseError, .error, "not well-formed XML: \(failure.text(open: openName))", at: range))
  }

  /// Stops at a limit.
  mutating func stop(_ reason: DocumentError) {
    error = reason
    hasEnded = true
  }

  /// The tree of all that was read; nil when there was no element.
  mutating func finish() -> DocumentTree? {
    while !open.isEmpty {
      let end = diagnostics.last.map { Int($0.range.start) } ?? bytes.count
      close(contentEnd: max(textStart, open[open.count - 1].contentStart), end: end)
    }
    guard let root else { return nil }
    var index = root.value
    // A converter's own word for a wrapper says nothing; any other may be the flow's key.
    if form != .dictionary || file.text(root.nameRange) != XMLForm.wrapper {
      let key = keyNode(of: root)
      index = builder.detached(
        .mapping, range: builder[root.value].range.union(root.range), children: [key, root.value])
    }
    return DocumentTree(file: file, format: .xml, builder: builder, root: index)
  }

  private var openName: String? { open.last.map { file.text($0.nameRange) } }

  private func lastOpeningBracket(before offset: Int) -> Int {
    var position = min(offset, bytes.count) - 1
    while position > textStart, bytes[position] != UInt8(ascii: "<") { position -= 1 }
    return max(position, 0)
  }

  // MARK: Texts

  /// Takes the text that ends before a tag into the innermost element.
  private mutating func takeText(endingAt end: Int) {
    guard !received.isEmpty else { return }
    // Blanks matter only where they are all that an element holds; they are looked at when it ends.
    if !open.isEmpty, end > textStart, !received.allSatisfy(isSpace) {
      pieces.append(piece(ByteRange(textStart, end)))
    }
    received.removeAll(keepingCapacity: true)
  }

  private func piece(_ range: ByteRange) -> Piece {
    if received.elementsEqual(bytes[range.indices]) { return Piece(range: range) }
    if let section = soleSection(range), received.elementsEqual(bytes[section.indices]) {
      return Piece(range: range, section: section)
    }
    let decoded = TextDecoder.xmlContent(bytes, range)
    guard decoded.text == received else {
      var map = SourceMap(origin: Int(range.start))
      map.append(range, decodedTo: received.count)
      return Piece(
        range: range,
        decoded: DecodedText(text: String(decoding: received, as: UTF8.self), map: map, isCoarse: true))
    }
    if let section = soleSection(range) {
      return Piece(range: range, decoded: TextDecoder.xmlSection(bytes, section).decoded, section: section)
    }
    return Piece(range: range, decoded: decoded.decoded)
  }

  /// The inside of the CDATA section that is all of a text.
  func soleSection(_ range: ByteRange) -> ByteRange? {
    let (start, end) = (Int(range.start), Int(range.end))
    guard range.count >= 12, XMLMarkup.starts(bytes, at: start, end: end, "<![CDATA["),
      XMLMarkup.find(bytes, from: start + 9, end: end, "]]>") == end - 3
    else { return nil }
    return ByteRange(start + 9, end - 3)
  }
}
