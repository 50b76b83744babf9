import SourceText

/// An attribute of a start tag, by its bytes.
struct XMLAttribute {
  var name: ByteRange
  /// The value between its quotes.
  var value: ByteRange
  /// Whether the value holds references, tabs or line breaks.
  var needsDecoding: Bool

  /// Finds the attributes of a start tag that the parser has accepted.
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, end: Int, into attributes: inout [XMLAttribute]
  ) {
    var position = start
    while true {
      while position < end, isSpace(bytes[position]) { position += 1 }
      let name = ByteRange(position, nameEnd(bytes, from: position, end: end))
      position = Int(name.end)
      while position < end, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "=") { position += 1 }
      guard position < end, !name.isEmpty else { return }
      let quote = bytes[position]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return }
      position += 1
      let valueStart = position
      var needsDecoding = false
      while position < end, bytes[position] != quote {
        let byte = bytes[position]
        if byte == UInt8(ascii: "&") || byte < UInt8(ascii: " ") { needsDecoding = true }
        position += 1
      }
      attributes.append(
        XMLAttribute(name: name, value: ByteRange(valueStart, position), needsDecoding: needsDecoding))
      position += 1
    }
  }

  /// Where a name ends.
  static func nameEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, end: Int) -> Int {
    var position = start
    while position < end {
      let byte = bytes[position]
      if isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/") { break }
      position += 1
    }
    return position
  }
}
