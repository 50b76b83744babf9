/// What a byte or a scalar is to the tokenizer.
enum Characters {
  static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }

  /// A byte of an ASCII word: letter, digit or underscore.
  static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  /// A byte of ASCII in lower case; others stay.
  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// A blank that no keyboard types into an expression on purpose.
  static func isUnusualBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0B, 0x0C, 0x85, 0xA0, 0x200B, 0xFEFF: true
    case 0x00...0x7F: false
    default: scalar.properties.isWhitespace
    }
  }

  /// A scalar beyond ASCII that names may hold.
  ///
  /// Which characters Architect allows is not known, so everything is accepted but punctuation, mathematical signs,
  /// blanks and what cannot be seen. The two joiners are part of words in some scripts.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value == 0x200C || scalar.value == 0x200D { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation: return false
    case .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol: return false
    default: return true
    }
  }

  /// The scalar that begins at an offset of UTF-8 text and its length; nil where the bytes are not valid UTF-8.
  static func scalar(in text: [UInt8], at offset: Int) -> (value: Unicode.Scalar, length: Int)? {
    guard offset < text.count else { return nil }
    if text[offset] < 0x80 { return (Unicode.Scalar(text[offset]), 1) }
    var bytes = text[offset...].makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    guard case .valid(let scalar) = parser.parseScalar(from: &bytes) else { return nil }
    return (Unicode.UTF8.decode(scalar), scalar.count)
  }

  /// The length of the scalar that begins at an offset; 1 for a byte that is not valid UTF-8.
  static func length(in text: [UInt8], at offset: Int) -> Int {
    scalar(in: text, at: offset)?.length ?? 1
  }
}
