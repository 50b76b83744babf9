import SourceText

/// Numbers and texts.
extension Tokenizer {
  // MARK: Numbers

  mutating func number() {
    let start = offset
    var kind = TokenKind.integer
    passDigits()
    var isBad = offset == start
    while self[offset] == UInt8(ascii: "."), !isWordStart(at: offset + 1) {
      isBad = isBad || kind == .decimal
      kind = .decimal
      offset += 1
      let digits = offset
      passDigits()
      isBad = isBad || offset == digits
    }
    let digitsEnd = offset
    if passWord() {
      add(.placeholder, from: start)
      return
    }
    add(kind, from: start)
    guard isBad || offset > digitsEnd else { return }
    let written = String(decoding: text[start..<offset], as: UTF8.self)
    let hint = written.hasPrefix(".") && offset == digitsEnd ? "; write 0\(written)" : ""
    report(
      .badNumber, "expected a number such as 12 or 0.5, found ‘\(written.clipped)’\(hint)",
      at: ByteRange(start, offset))
  }

  private mutating func passDigits() {
    while Characters.isDigit(self[offset]) { offset += 1 }
  }

  /// Whether a name that is no number begins at an offset.
  private func isWordStart(at index: Int) -> Bool {
    let byte = self[index]
    return byte >= 0x80 || Characters.isWord(byte) && !Characters.isDigit(byte)
  }

  // MARK: Strings

  mutating func string() {
    let start = offset
    offset += 1
    while offset < text.count {
      let byte = text[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        add(.string, from: start)
        return
      }
      if byte == UInt8(ascii: "\\") { escape() } else { offset += 1 }
    }
    add(.string, from: start)
    hasUnterminatedString = true
    report(
      .unterminatedString, "expected ‘\"’ at the end of the text that begins here, found none",
      at: ByteRange(start, start + 1))
  }

  private mutating func escape() {
    let start = offset
    offset += 1
    guard offset < text.count else { return }
    offset += Characters.length(in: text, at: offset)
    guard !StringLiteral.isEscape(text[start + 1]) else { return }
    let written = String(decoding: text[start..<offset], as: UTF8.self)
    report(
      .badEscape, "expected \\\", \\\\, \\n, \\r or \\t, found ‘\(written)’; a backslash is written \\\\",
      at: ByteRange(start, offset), severity: .warning)
  }

  /// A text between quotes that the language does not have; where the second is missing, only the first is passed.
  mutating func foreignString() {
    let start = offset
    let length = Characters.length(in: text, at: start)
    let isSingle = StringLiteral.isSingleQuote(Characters.scalar(in: text, at: start)?.value)
    if let end = foreignStringEnd(after: start + length, isSingle: isSingle) {
      offset = end
      add(.string, from: start)
    } else if !addUnknown(length: length) {
      return
    }
    let quote = String(decoding: text[start..<start + length], as: UTF8.self)
    report(.badQuotes, "expected ‘\"’ round a text, found ‘\(quote)’", at: ByteRange(start, start + length))
  }

  private mutating func foreignStringEnd(after start: Int, isSingle: Bool) -> Int? {
    guard !hasNoQuoteEnd else { return nil }
    var index = start
    while let scalar = Characters.scalar(in: text, at: index) {
      index += scalar.length
      if scalar.value == "\\" {
        index += Characters.length(in: text, at: index)
      } else if isSingle
        ? StringLiteral.isSingleQuote(scalar.value)
        : scalar.value == "\"" || StringLiteral.isTypographicQuote(scalar.value)
      {
        return index
      }
    }
    hasNoQuoteEnd = true
    return nil
  }
}
