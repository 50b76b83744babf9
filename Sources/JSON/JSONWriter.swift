/// Writes one JSON text: the caller says what comes next, the writer sets commas, indentation and escapes.
///
/// A text is valid JSON whatever the strings hold. Members come out in the order in which they are written.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object { writer in
///   writer.member("version", 1)
///   writer.member("results") { $0.array { _ in } }
/// }
/// ```
public struct JSONWriter: Sendable {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  /// Whether values stand on lines of their own, indented by two blanks for each level.
  public let isPretty: Bool
  /// For each open array or object, whether it has had an entry.
  private var hasEntry: [Bool] = []
  private var isAfterKey = false

  /// Creates a writer.
  public init(pretty: Bool = false) {
    isPretty = pretty
  }

  /// The text so far as a string.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Gives the text so far and begins a new one; for output of one value on each line.
  public mutating func take() -> [UInt8] {
    defer {
      bytes.removeAll(keepingCapacity: true)
      hasEntry.removeAll()
      isAfterKey = false
    }
    return bytes
  }

  // MARK: Arrays and objects

  /// Opens an object.
  public mutating func beginObject() { begin(UInt8(ascii: "{")) }
  /// Closes the innermost object.
  public mutating func endObject() { end(UInt8(ascii: "}")) }
  /// Opens an array.
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }
  /// Closes the innermost array.
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes an object whose members `body` writes.
  public mutating func object<E>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    beginObject()
    try body(&self)
    endObject()
  }

  /// Writes an array whose items `body` writes.
  public mutating func array<E>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    beginArray()
    try body(&self)
    endArray()
  }

  /// Writes an array with an item for each element.
  public mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    beginArray()
    for element in elements { body(&self, element) }
    endArray()
  }

  private mutating func begin(_ bracket: UInt8) {
    beginValue()
    bytes.append(bracket)
    hasEntry.append(false)
  }

  private mutating func end(_ bracket: UInt8) {
    if hasEntry.popLast() == true { breakLine() }
    bytes.append(bracket)
  }

  /// Writes what separates a value from what stands before it.
  private mutating func beginValue() {
    if isAfterKey {
      isAfterKey = false
    } else {
      beginEntry()
    }
  }

  private mutating func beginEntry() {
    guard let hadEntry = hasEntry.last else { return }
    if hadEntry { bytes.append(UInt8(ascii: ",")) }
    hasEntry[hasEntry.count - 1] = true
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * hasEntry.count))
  }

  // MARK: Values

  /// Writes the key of the member whose value comes next.
  public mutating func key(_ key: String) {
    beginEntry()
    appendString(key)
    endKey()
  }

  private mutating func endKey() {
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(0x20) }
    isAfterKey = true
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    beginValue()
    appendString(value)
  }

  /// Writes an integer.
  public mutating func integer(_ value: some BinaryInteger) {
    beginValue()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a number from its text; a text that is no JSON number becomes a string.
  public mutating func number(_ text: String) {
    guard isJSONNumber(text) else { return string(text) }
    beginValue()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a boolean.
  public mutating func boolean(_ value: Bool) {
    beginValue()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes null.
  public mutating func null() {
    beginValue()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a value of another document: strings and numbers as they stand there, blanks between values left out.
  public mutating func node(_ node: JSONNode) {
    let tape = node.document.tape
    let base = hasEntry.count
    // The record after each open array or object, so that no nesting costs stack.
    var open: [(end: UInt32, isObject: Bool)] = []
    var index = node.index
    let last = tape[Int(node.index)].end
    var isKey = false
    while true {
      while let container = open.last, index == container.end {
        open.removeLast()
        container.isObject ? endObject() : endArray()
        isKey = open.last?.isObject ?? false
      }
      guard index < last, hasEntry.count >= base else { return }
      let record = tape[Int(index)]
      switch record.kind {
      case .object, .array:
        record.kind == .object ? beginObject() : beginArray()
        open.append((record.end, record.kind == .object))
        isKey = record.kind == .object
      case .null, .boolean, .number, .string:
        isKey ? beginEntry() : beginValue()
        bytes.append(contentsOf: node.document.bytes[Int(record.start)..<Int(record.start) + Int(record.length)])
        if isKey {
          endKey()
          isKey = false
        } else {
          isKey = open.last?.isObject ?? false
        }
      }
      index += 1
    }
  }
}

extension JSONWriter {
  /// Writes a member whose value `body` writes.
  public mutating func member<E>(_ key: String, _ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    self.key(key)
    try body(&self)
  }

  /// Writes a member with a string or null.
  public mutating func member(_ key: String, _ value: String?) {
    self.key(key)
    if let value { string(value) } else { null() }
  }

  /// Writes a member with an integer or null.
  public mutating func member(_ key: String, _ value: Int?) {
    self.key(key)
    if let value { integer(value) } else { null() }
  }

  /// Writes a member with a boolean or null.
  public mutating func member(_ key: String, _ value: Bool?) {
    self.key(key)
    if let value { boolean(value) } else { null() }
  }

  /// Writes a member with a value of another document or null.
  public mutating func member(_ key: String, _ value: JSONNode?) {
    self.key(key)
    if let value { node(value) } else { null() }
  }

  /// Writes a string literal.
  ///
  /// Escaped is what JSON demands, and beyond it what must not reach a terminal raw: controls and the marks that turn the
  /// direction of text.
  private mutating func appendString(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      var rest = text[...]
      while !rest.isEmpty {
        let plain = rest.prefix(while: Self.isPlain)
        bytes.append(contentsOf: plain)
        rest = rest[plain.endIndex...]
        if let byte = rest.popFirst() { appendByte(byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands for itself whatever follows it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Writes a byte of a string that may need an escape.
  private mutating func appendByte(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0..<0x20, 0x7F: appendEscape(UInt32(byte))
    default:
      bytes.append(byte)
      if byte & 0xC0 == 0x80 { escapeLastScalarIfNeeded() }
    }
  }

  /// Replaces the scalar at the end of the text by an escape where it is an invisible control.
  private mutating func escapeLastScalarIfNeeded() {
    let count = bytes.count
    if count >= 2, bytes[count - 2] == 0xC2, bytes[count - 1] < 0xA0 {
      replaceLast(2, by: UInt32(bytes[count - 1]))
    } else if count >= 2, bytes[count - 2] == 0xD8, bytes[count - 1] == 0x9C {
      replaceLast(2, by: 0x061C)
    } else if count >= 3, bytes[count - 3] == 0xE2, bytes[count - 2] == 0x80 || bytes[count - 2] == 0x81 {
      let scalar = 0x2000 | UInt32(bytes[count - 2] & 0x3F) << 6 | UInt32(bytes[count - 1] & 0x3F)
      switch scalar {
      case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: replaceLast(3, by: scalar)
      default: break
      }
    }
  }

  private mutating func replaceLast(_ count: Int, by scalar: UInt32) {
    bytes.removeLast(count)
    appendEscape(scalar)
  }

  private mutating func appendEscape(_ unit: UInt32) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] as [UInt32] { bytes.append(digits[Int(unit >> shift & 0xF)]) }
  }
}

private func isJSONNumber(_ text: String) -> Bool {
  guard let first = text.utf8.first, let last = text.utf8.last, first > 0x20, last > 0x20 else { return false }
  return (try? JSONDocument(parsing: Array(text.utf8)))?.root.kind == .number
}
