extension Unicode.Scalar {
  /// Whether it is a letter, or a mark that belongs to the one before it. For ASCII, as nearly all are, no table of Unicode
  /// is looked into.
  package var isOfLetter: Bool {
    if isASCII { return (value | 0x20) &- 0x61 < 26 }
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }

  /// Whether it is a digit or another number, likewise.
  package var isOfNumber: Bool { isASCII ? value &- 0x30 < 10 : properties.numericType != nil }
}

extension String {
  /// The words of a text in lower case, as letters and digits make them up, with a blank round each: `" press 1 "`.
  ///
  /// A text without words is two blanks, which no other holds.
  package var spacedWords: String {
    guard isASCII else {
      return " " + lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ") + " "
    }
    // Nearly all texts; a look at bytes takes a fraction of one at characters.
    let blank = UInt8(ascii: " ")
    return String(unsafeUninitializedCapacity: utf8.count + 2) { bytes in
      bytes[0] = blank
      var count = 1
      for byte in utf8 {
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        if isLetter || byte &- UInt8(ascii: "0") < 10 {
          bytes[count] = isLetter ? byte | 0x20 : byte
        } else if bytes[count - 1] != blank {
          bytes[count] = blank
        } else {
          continue
        }
        count += 1
      }
      if bytes[count - 1] != blank || count == 1 {
        bytes[count] = blank
        count += 1
      }
      return count
    }
  }

  /// Whether a text stands in this one, byte by byte.
  package func holds(_ part: String) -> Bool {
    var (text, part) = (self, part)
    return text.withUTF8 { bytes in part.withUTF8 { bytes.holds($0) } }
  }

  /// Whether each character is one of ASCII, and so a byte.
  package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
