import SourceText

/// Texts of YAML scalars, by the rules of libyaml 0.2 (YAML 1.1), so that both agree byte for byte.
extension TextDecoder {
  /// Decodes a plain or quoted scalar; `content` excludes the quotes.
  static func yamlFlow(_ bytes: UnsafeBufferPointer<UInt8>, _ content: ByteRange, _ style: Node.Style) -> TextDecoder {
    var decoder = TextDecoder(bytes, content)
    decoder.decodeFlow(style)
    return decoder
  }

  /// Decodes the lines of a block scalar, whose text begins in column `indentation`.
  ///
  /// - Parameter body: the lines after that of the indicator.
  static func yamlBlock(
    _ bytes: UnsafeBufferPointer<UInt8>, body: ByteRange, indentation: Int, header: YAMLBlockHeader
  ) -> TextDecoder {
    var decoder = TextDecoder(bytes, body)
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
        append("'", forNext: 2)
      } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
        decodeEscape()
      } else {
        decodeRun(style)
      }
    }
  }

  /// Copies bytes up to the next that may mean something else.
  private mutating func decodeRun(_ style: Node.Style) {
    let stop = bytes[(position + 1)..<max(position + 1, end)].firstIndex { byte in
      isBlank(byte) || isBreak(byte) || byte == 0xC2 || byte == 0xE2
        || style == .singleQuoted && byte == UInt8(ascii: "'") || style == .doubleQuoted && byte == UInt8(ascii: "\\")
    }
    copy(position..<(stop ?? end))
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
      drop(from: start)
      if position < end { decodeSpace(afterEscapedBreak: true) }
      return
    }
    let letter = bytes[position + 1]
    if let digits = Self.hexadecimalDigits(letter) {
      let stop = start + 2 + digits
      guard stop <= end, let number = hexadecimalNumber(ArraySlice(bytes[start + 2..<stop])),
        let scalar = Unicode.Scalar(number)
      else { return copyOne() }
      position = stop
      append(String(scalar).utf8, from: start)
    } else if let replacement = Self.escapes[letter] {
      append(replacement, forNext: 2)
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
      copy(position..<((position..<end).first { breakLength(at: $0) > 0 } ?? end))
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

  private mutating func copyOne() { copy(position..<position + 1) }

  /// Appends what some of the next bytes stand for.
  private mutating func append(_ replacement: String, forNext count: Int) {
    position += count
    append(replacement.utf8, from: position - count)
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
