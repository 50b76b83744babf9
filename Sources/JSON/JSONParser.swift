import SourceText

/// Writes the tape of one JSON text; without recursion, so that nesting costs no stack.
///
/// The bytes are handed to each method instead of being kept: a stored `Span` is not to be had yet, and a parameter of
/// a mutating method is the fastest form there is.
struct JSONParser {
  private(set) var tape: [TapeNode] = []
  private var position: Int
  private let end: Int
  private let depthLimit: Int
  /// The records of the arrays and objects that are open.
  private var open: [Int] = []

  init(range: Range<Int>, depthLimit: Int) {
    position = range.lowerBound
    end = range.upperBound
    self.depthLimit = depthLimit
    tape.reserveCapacity(range.count / 16 + 4)
  }

  mutating func parse(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    skipSpace(bytes)
    while true {
      let isClosed = try parseValue(bytes)
      guard isClosed else { continue }
      guard try parseAfterValue(bytes) else { return }
    }
  }

  /// Reads a scalar, an empty array or object, or the beginning of another one up to its first value; false for the last.
  private mutating func parseValue(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    guard position < end else { throw unexpected(bytes, expected: "a value") }
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "\""):
      try parseString(bytes)
    case UInt8(ascii: "{"):
      try openContainer(.object)
      skipSpace(bytes)
      if position < end, bytes[position] == UInt8(ascii: "}") {
        closeContainer()
        return true
      }
      try parseKey(bytes, expected: "a key in double quotes or ‘}’")
      return false
    case UInt8(ascii: "["):
      try openContainer(.array)
      skipSpace(bytes)
      if position < end, bytes[position] == UInt8(ascii: "]") {
        closeContainer()
        return true
      }
      if position == end { throw unexpected(bytes, expected: "a value or ‘]’") }
      return false
    case UInt8(ascii: "t"):
      try parseWord(bytes, "true", .boolean)
    case UInt8(ascii: "f"):
      try parseWord(bytes, "false", .boolean)
    case UInt8(ascii: "n"):
      try parseWord(bytes, "null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try parseNumber(bytes)
    default:
      throw unexpected(bytes, expected: "a value")
    }
    return true
  }

  /// Reads what follows a value, up to the next one; false at the end of the text.
  private mutating func parseAfterValue(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    while let container = open.last {
      skipSpace(bytes)
      let byte = position < end ? bytes[position] : 0
      if tape[container].kind == .object {
        if byte == UInt8(ascii: ",") {
          position += 1
          skipSpace(bytes)
          try parseKey(bytes, expected: "a key in double quotes after the comma")
          return true
        }
        guard byte == UInt8(ascii: "}") else { throw unexpected(bytes, expected: "‘,’ or ‘}’") }
      } else {
        if byte == UInt8(ascii: ",") {
          position += 1
          skipSpace(bytes)
          if position < end, bytes[position] == UInt8(ascii: "]") {
            throw unexpected(bytes, expected: "a value after the comma")
          }
          return true
        }
        guard byte == UInt8(ascii: "]") else { throw unexpected(bytes, expected: "‘,’ or ‘]’") }
      }
      closeContainer()
    }
    skipSpace(bytes)
    guard position == end else { throw unexpected(bytes, expected: "the end of the text") }
    return false
  }

  private mutating func openContainer(_ kind: JSONNode.Kind) throws(JSONError) {
    guard open.count < depthLimit else {
      throw JSONError("nested deeper than the limit of \(depthLimit)", at: position, isLimit: true)
    }
    open.append(tape.count)
    append(kind, start: position)
    position += 1
  }

  private mutating func closeContainer() {
    guard let container = open.popLast() else { return }
    position += 1
    tape[container].length = UInt32(truncatingIfNeeded: position) - tape[container].start
    tape[container].end = UInt32(truncatingIfNeeded: tape.count)
  }

  private mutating func parseKey(_ bytes: borrowing Span<UInt8>, expected: String) throws(JSONError) {
    guard position < end, bytes[position] == UInt8(ascii: "\"") else {
      throw unexpected(bytes, expected: expected)
    }
    try parseString(bytes)
    skipSpace(bytes)
    guard position < end, bytes[position] == UInt8(ascii: ":") else {
      throw unexpected(bytes, expected: "‘:’ after the key")
    }
    position += 1
    skipSpace(bytes)
  }

  private mutating func parseString(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let start = position
    position += 1
    var isEscaped = false
    while true {
      skipPlainText(bytes)
      guard position < end else { throw JSONError("the string is not closed", at: start) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        append(.string, start: start, isEscaped: isEscaped)
        return
      case UInt8(ascii: "\\"):
        isEscaped = true
        try skipEscape(bytes)
      default:
        throw unexpected(bytes, expected: "an escape such as \\n in place of a control character")
      }
    }
  }

  /// Moves to the next quote, backslash or control character; eight bytes at a time.
  private mutating func skipPlainText(_ bytes: borrowing Span<UInt8>) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = bytes.bytes
    while end - position >= 8 {
      let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let hits =
        (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | ((word &- ones &* 0x20) & ~word))
        & highs
      if hits != 0 {
        position += hits.trailingZeroBitCount / 8
        return
      }
      position += 8
    }
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      position += 1
    }
  }

  private mutating func skipEscape(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    guard position + 1 < end else { throw JSONError("the string is not closed", at: position) }
    switch bytes[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    case UInt8(ascii: "u"):
      for digit in 2..<6 where position + digit >= end || hexadecimalValue(bytes[position + digit]) == nil {
        throw JSONError("expected four hexadecimal digits after ‘\\u’", at: position)
      }
      position += 6
    default:
      throw JSONError("unknown escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u", at: position)
    }
  }

  private mutating func parseNumber(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let hasLeadingZero = position < end && bytes[position] == UInt8(ascii: "0")
    let digits = try skipDigits(bytes)
    if hasLeadingZero, digits > 1 {
      throw JSONError("a number must not begin with 0 and more digits", at: start)
    }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      _ = try skipDigits(bytes)
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      _ = try skipDigits(bytes)
    }
    append(.number, start: start)
  }

  /// Moves over at least one digit and gives how many there were.
  private mutating func skipDigits(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Int {
    let start = position
    while position < end, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    guard position > start else { throw unexpected(bytes, expected: "a digit") }
    return position - start
  }

  private mutating func parseWord(
    _ bytes: borrowing Span<UInt8>, _ word: StaticString, _ kind: JSONNode.Kind
  ) throws(JSONError) {
    let start = position
    for offset in 0..<word.utf8CodeUnitCount {
      guard position < end, bytes[position] == word.utf8Start[offset] else {
        position = start
        throw unexpected(bytes, expected: "a value")
      }
      position += 1
    }
    append(kind, start: start)
  }

  @inline(__always)
  private mutating func append(_ kind: JSONNode.Kind, start: Int, isEscaped: Bool = false) {
    tape.append(
      TapeNode(
        kind: kind, isEscaped: isEscaped, start: UInt32(truncatingIfNeeded: start),
        length: UInt32(truncatingIfNeeded: position - start), end: UInt32(truncatingIfNeeded: tape.count + 1)))
  }

  @inline(__always)
  private mutating func skipSpace(_ bytes: borrowing Span<UInt8>) {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  private func unexpected(_ bytes: borrowing Span<UInt8>, expected: String) -> JSONError {
    guard position < end else {
      return JSONError("expected \(expected), found the end of the text", at: position)
    }
    let byte = bytes[position]
    let found: String
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      found = "‘\(word(bytes))’"
    case 0x21..<0x7F:
      found = "‘\(Character(Unicode.Scalar(byte)))’"
    case 0..<0x80:
      found = "the control character U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
    default:
      found = "a character that is not ASCII"
    }
    return JSONError("expected \(expected), found \(found)", at: position)
  }

  /// The first letters of what stands at the position, for a message.
  private func word(_ bytes: borrowing Span<UInt8>) -> String {
    var text = ""
    var offset = position
    while offset < min(end, position + 20) {
      let byte = bytes[offset]
      guard byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") else { break }
      text.unicodeScalars.append(Unicode.Scalar(byte))
      offset += 1
    }
    return text
  }
}
