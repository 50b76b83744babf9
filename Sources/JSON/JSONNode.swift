public import SourceText

/// One value of a JSON document.
public struct JSONNode: Sendable {
  /// The kinds of values.
  public enum Kind: UInt8, Sendable {
    case null, boolean, number, string, array, object
  }

  /// The document that holds the value.
  public let document: JSONDocument
  /// The place on the tape.
  package let index: UInt32

  /// Creates a view of a place on the tape, which must be one that ``index`` gave.
  package init(document: JSONDocument, index: UInt32) {
    self.document = document
    self.index = index
  }

  var record: TapeNode { document.tape[Int(index)] }

  /// What the value is.
  public var kind: Kind { record.kind }

  /// The bytes of the value; those of a string with its quotes.
  public var range: ByteRange {
    let record = record
    return ByteRange(Int(record.start), Int(record.start) + Int(record.length))
  }

  /// The value of a string, without escapes; an escaped surrogate without its other half becomes U+FFFD.
  public var string: String? {
    let record = record
    guard record.kind == .string else { return nil }
    let content = contentIndices(of: record)
    return record.isEscaped
      ? String(decoding: unescaped(content), as: UTF8.self)
      : String(decoding: document.bytes[content], as: UTF8.self)
  }

  /// Whether a string has escapes.
  package var isEscaped: Bool { record.isEscaped }

  /// The value of a boolean.
  public var boolean: Bool? {
    let record = record
    return record.kind == .boolean ? document.bytes[Int(record.start)] == UInt8(ascii: "t") : nil
  }

  /// Whether the value is null.
  public var isNull: Bool { record.kind == .null }

  /// A number exactly as it is written.
  public var numberText: String? { kind == .number ? sourceText : nil }

  /// The value as it stands in the text; a string with its quotes and escapes.
  public var sourceText: String { String(decoding: document.bytes[range.indices], as: UTF8.self) }

  /// The items of an array; empty for other kinds.
  public var items: JSONItems { JSONItems(of: self) }

  /// The members of an object in order, duplicate keys included; empty for other kinds.
  public var members: JSONMembers { JSONMembers(of: self) }

  /// The number of an array's items or of an object's members; 0 for other kinds.
  public var count: Int { kind == .array ? items.count : members.count }

  /// The member with a key, the last where it stands several times.
  ///
  /// Keys are compared code unit by code unit: a composed and a decomposed é are two keys.
  public subscript(_ key: String) -> JSONNode? {
    let (last, _) = find(key)
    return last.map { JSONNode(document: document, index: $0) }
  }

  /// The last member with a key, and how many there are.
  public func lookUp(_ key: String) -> (value: JSONNode?, count: Int) {
    let (last, count) = find(key)
    return (last.map { JSONNode(document: document, index: $0) }, count)
  }

  /// The value of the last member with a key, and how many there are.
  ///
  /// Looking up is most of what evaluation does, so this goes over the tape without making a node of each member.
  private func find(_ key: String) -> (last: UInt32?, count: Int) {
    let record = record
    guard record.kind == .object else { return (nil, 0) }
    let wanted = key.utf8.span
    let tape = document.tape
    let bytes = document.bytes
    let nodes = tape.span
    let text = bytes.span
    var last: UInt32?
    var count = 0
    var index = Int(self.index) + 1
    while index < Int(record.end) {
      let name = nodes[index]
      let start = Int(name.start) + 1
      let length = Int(name.length) - 2
      let isSame =
        name.isEscaped
        ? JSONNode(document: document, index: UInt32(index)).isString(key)
        : length == wanted.count && areEqual(text.extracting(start..<start + length), wanted)
      if isSame {
        last = UInt32(index + 1)
        count += 1
      }
      index = Int(nodes[index + 1].end)
    }
    return (last, count)
  }

  /// The item at a place of an array, or nil beyond its end.
  public subscript(_ index: Int) -> JSONNode? {
    guard index >= 0 else { return nil }
    return items.dropFirst(index).first
  }

  /// Whether the value is the string that consists of the same code units.
  public func isString(_ text: String) -> Bool {
    let record = record
    guard record.kind == .string else { return false }
    let content = contentIndices(of: record)
    if record.isEscaped {
      return content.count > text.utf8.count && areEqual(unescaped(content).span, text.utf8.span)
    }
    guard content.count == text.utf8.count else { return false }
    let bytes = document.bytes
    return areEqual(bytes.span.extracting(content), text.utf8.span)
  }

  /// Whether the value is a string that differs from an ASCII text in letter case at most.
  public func isString(_ text: String, ignoringCase: Bool) -> Bool {
    guard ignoringCase else { return isString(text) }
    let record = record
    guard record.kind == .string else { return false }
    if !record.isEscaped, record.length > 2, let first = text.utf8.first {
      // Most that differ do so here.
      let byte = document.bytes[Int(record.start) + 1]
      if byte < 0x80, first < 0x80, asciiLowercase(byte) != asciiLowercase(first) { return false }
    }
    guard !record.isEscaped, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return string?.lowercased() == text.lowercased()
    }
    guard Int(record.length) - 2 == text.utf8.count else { return false }
    let bytes = document.bytes
    let content = bytes.span
    var offset = Int(record.start) + 1
    for wanted in text.utf8 {
      guard asciiLowercase(content[offset]) == asciiLowercase(wanted) else { return false }
      offset += 1
    }
    return true
  }

  private func contentIndices(of record: TapeNode) -> Range<Int> {
    Int(record.start) + 1..<Int(record.start) + Int(record.length) - 1
  }

  private func unescaped(_ content: Range<Int>) -> [UInt8] {
    let bytes = document.bytes
    return unescapedJSON(bytes.span.extracting(content))
  }
}

extension JSONNode: Hashable {
  /// Whether both are the same value of the same document.
  public static func == (left: JSONNode, right: JSONNode) -> Bool {
    left.document === right.document && left.index == right.index
  }

  /// Hashes the value's identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(document))
    hasher.combine(index)
  }
}

private func asciiLowercase(_ byte: UInt8) -> UInt8 {
  byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
}

/// Whether two texts consist of the same bytes.
func areEqual(_ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  var index = 0
  while index < left.count {
    if left[index] != right[index] { return false }
    index += 1
  }
  return true
}

/// The characters that the content of a string literal stands for, as UTF-8; the escapes must be known ones.
package func unescapedJSON(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  unescapedJSON(content.span)
}

/// The characters that the content of a string literal stands for, as UTF-8.
///
/// The parser has checked the escapes; whatever would not fit is left out.
private func unescapedJSON(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count)
  var offset = 0
  while offset < bytes.count {
    let byte = bytes[offset]
    guard byte == UInt8(ascii: "\\"), offset + 1 < bytes.count else {
      text.append(byte)
      offset += 1
      continue
    }
    let escape = bytes[offset + 1]
    offset += 2
    switch escape {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = codeUnit(bytes, at: offset) else { continue }
      offset += 4
      var value = unit
      if unit & 0xFC00 == 0xD800, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
        bytes[offset + 1] == UInt8(ascii: "u"), let trail = codeUnit(bytes, at: offset + 2), trail & 0xFC00 == 0xDC00
      {
        value = 0x10000 + ((unit & 0x3FF) << 10 | (trail & 0x3FF))
        offset += 6
      }
      text.append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    default: text.append(escape)
    }
  }
  return text
}

private func codeUnit(_ bytes: borrowing Span<UInt8>, at offset: Int) -> UInt32? {
  guard offset + 4 <= bytes.count else { return nil }
  var unit: UInt32 = 0
  for index in offset..<offset + 4 {
    guard let digit = hexadecimalValue(bytes[index]) else { return nil }
    unit = unit << 4 | UInt32(digit)
  }
  return unit
}
