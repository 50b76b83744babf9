import SourceText

/// Decodes the text of a YAML scalar from the bytes it was written with, and tells where each part of it stands.
///
/// libyaml gives the text alone. The rules here are those of libyaml 0.2 (YAML 1.1), so that both agree byte for byte;
/// the reader compares them.
struct YAMLScalarText {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var position: Int
  private(set) var text: [UInt8] = []
  private(set) var map: SourceMap

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ content: ByteRange) {
    self.bytes = bytes
    position = Int(content.start)
    end = min(Int(content.end), bytes.count)
    map = SourceMap(origin: position)
    text.reserveCapacity(content.count)
  }

  /// Decodes a plain or quoted scalar; `content` excludes the quotes.
  static func flow(_ bytes: UnsafeBufferPointer<UInt8>, _ content: ByteRange, _ style: Node.Style) -> YAMLScalarText {
    var decoder = YAMLScalarText(bytes, content)
    decoder.decodeFlow(style)
    return decoder
  }

  /// Decodes the lines of a block scalar, whose text begins in column `indentation`.
  ///
  /// - Parameter body: the lines after that of the indicator.
  static func block(
    _ bytes: UnsafeBufferPointer<UInt8>, body: ByteRange, indentation: Int, header: YAMLBlockHeader
  ) -> YAMLScalarText {
    var decoder = YAMLScalarText(bytes, body)
    decoder.decodeBlock(indentation: indentation, header: header)
    return decoder
  }

  // MARK: Plain and quoted

  private mutating func decodeFlow(_ style: Node.Style) {
    while position < end {
      let byte = bytes[position]
      if isBlank(byte) || breakLength(at: position) > 0 {
        decodeSpace(afterEscapedBreak: false)
      } else if style == .singleQuoted, byte == UInt8(ascii: "'"), position + 1 < end,
        bytes[position + 1] == UInt8(ascii: "'")
      {
        append("'", from: position, count: 2)
      } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
        decodeEscape()
      } else {
        decodeRun(style)
      }
    }
  }

  /// Copies bytes up to the next that may mean something else.
  private mutating func decodeRun(_ style: Node.Style) {
    let start = position
    position += 1
    while position < end {
      let byte = bytes[position]
      if isBlank(byte) || isBreak(byte) || byte == 0xC2 || byte == 0xE2 { break }
      if style == .singleQuoted, byte == UInt8(ascii: "'") { break }
      if style == .doubleQuoted, byte == UInt8(ascii: "\\") { break }
      position += 1
    }
    copy(start..<position)
  }

  /// Blanks, and line breaks with the blanks about them, which are folded.
  private mutating func decodeSpace(afterEscapedBreak: Bool) {
    let start = position
    var breaks: [UInt8] = []
    var hasBreak = afterEscapedBreak
    // After an escaped line break there is no first break to fold.
    var isFirst = !afterEscapedBreak
    var firstIsFolded = false
    while position < end {
      let length = breakLength(at: position)
      if length == 0 {
        guard isBlank(bytes[position]) else { break }
        position += 1
        continue
      }
      hasBreak = true
      if isFirst {
        isFirst = false
        firstIsFolded = length < 3
        if length == 3 { appendBreak(to: &breaks, at: position, length: length) }
      } else {
        appendBreak(to: &breaks, at: position, length: length)
      }
      position += length
    }
    guard hasBreak else { return copy(start..<position) }
    if firstIsFolded, breaks.isEmpty { breaks = [UInt8(ascii: " ")] }
    append(breaks, from: start)
  }

  private mutating func decodeEscape() {
    let start = position
    guard position + 1 < end else { return copyOne() }
    let length = breakLength(at: position + 1)
    if length > 0 {
      // The line break leaves no trace, nor do the blanks that begin the next line.
      position += 1 + length
      let escapeEnd = position
      map.append(ByteRange(start, escapeEnd), decodedTo: 0)
      if position < end { decodeSpace(afterEscapedBreak: true) }
      return
    }
    let letter = bytes[position + 1]
    if let digits = Self.hexadecimalDigits(letter) {
      let stop = start + 2 + digits
      guard stop <= end, let number = hexadecimal(ArraySlice(bytes[start + 2..<stop])),
        let scalar = Unicode.Scalar(number)
      else { return copyOne() }
      position = stop
      append(Array(String(scalar).utf8), from: start)
    } else if let replacement = Self.escapes[letter] {
      append(replacement, from: start, count: 2)
    } else {
      copyOne()
    }
  }

  private static func hexadecimalDigits(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "x"): 2
    case UInt8(ascii: "u"): 4
    case UInt8(ascii: "U"): 8
    default: nil
    }
  }

  private static let escapes: [UInt8: String] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
    UInt8(ascii: "\t"): "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}", UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"",
    UInt8(ascii: "'"): "'", UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}",
    UInt8(ascii: "_"): "\u{A0}", UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
  ]

  // MARK: Blocks

  private mutating func decodeBlock(indentation: Int, header: YAMLBlockHeader) {
    // The line break after the last line of text, which is kept only when another line follows or chomping says so.
    var gapStart = position
    var leadingBreak: [UInt8] = []
    var breaks: [UInt8] = []
    var lastBeganBlank = false
    var hasText = false
    while position < end {
      let lineStart = position
      var column = 0
      while column < indentation, position < end, bytes[position] == UInt8(ascii: " ") {
        position += 1
        column += 1
      }
      guard position < end else { break }
      let length = breakLength(at: position)
      if length > 0 {
        appendBreak(to: &breaks, at: position, length: length)
        position += length
        continue
      }
      guard column == indentation else {
        position = lineStart
        break
      }
      let beginsBlank = isBlank(bytes[position])
      if !header.isLiteral, leadingBreak == [UInt8(ascii: "\n")], !lastBeganBlank, !beginsBlank {
        leadingBreak = breaks.isEmpty ? [UInt8(ascii: " ")] : []
      }
      if hasText || !breaks.isEmpty { append(leadingBreak + breaks, from: gapStart) }
      breaks = []
      leadingBreak = []
      lastBeganBlank = beginsBlank
      hasText = true
      let textStart = position
      while position < end, breakLength(at: position) == 0 { position += 1 }
      copy(textStart..<position)
      gapStart = position
      if position < end {
        let length = breakLength(at: position)
        appendBreak(to: &leadingBreak, at: position, length: length)
        position += length
      }
    }
    let bodyEnd = position
    if header.chomping != .strip, !leadingBreak.isEmpty {
      position = gapStart + breakLength(at: gapStart)
      append(leadingBreak, from: gapStart)
      gapStart = position
    }
    if header.chomping == .keep, !breaks.isEmpty {
      position = bodyEnd
      append(breaks, from: gapStart)
    }
  }

  // MARK: Output

  private mutating func copy(_ range: Range<Int>) {
    text.append(contentsOf: bytes[range])
    map.appendVerbatim(ByteRange(range.lowerBound, range.upperBound))
  }

  private mutating func copyOne() {
    copy(position..<position + 1)
    position += 1
  }

  private mutating func append(_ replacement: String, from start: Int, count: Int) {
    position = start + count
    append(Array(replacement.utf8), from: start)
  }

  /// Appends what the bytes from `start` to the current position are decoded to.
  private mutating func append(_ replacement: [UInt8], from start: Int) {
    guard position > start else { return }
    text.append(contentsOf: replacement)
    map.append(ByteRange(start, position), decodedTo: replacement.count)
  }

  private func appendBreak(to breaks: inout [UInt8], at offset: Int, length: Int) {
    if length == 3 {
      breaks.append(contentsOf: bytes[offset..<offset + 3])
    } else {
      breaks.append(UInt8(ascii: "\n"))
    }
  }

  /// The number of bytes of the line break at an offset: LF, CR LF, CR, and as in YAML 1.1 U+0085, U+2028 and U+2029.
  private func breakLength(at offset: Int) -> Int {
    Self.breakLength(bytes, at: offset, end: end)
  }

  static func breakLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int) -> Int {
    guard offset < end else { return 0 }
    switch bytes[offset] {
    case UInt8(ascii: "\n"): return 1
    case UInt8(ascii: "\r"): return offset + 1 < end && bytes[offset + 1] == UInt8(ascii: "\n") ? 2 : 1
    case 0xC2: return offset + 1 < end && bytes[offset + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard offset + 2 < end, bytes[offset + 1] == 0x80 else { return 0 }
      return bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
