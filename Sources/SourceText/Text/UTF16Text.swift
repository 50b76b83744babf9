/// Conversion between UTF-16 files with a byte order mark and UTF-8 text.
enum UTF16Text {
  /// The UTF-8 text of a UTF-16 file, without its byte order mark.
  static func decode(_ contents: [UInt8], littleEndian: Bool) throws(SourceFile.Failure) -> [UInt8] {
    guard contents.count % 2 == 0 else {
      throw SourceFile.Failure(
        message: "the text is not valid UTF-16: it ends in the middle of a character", offset: contents.count - 1)
    }
    var units = stride(from: 2, to: contents.count, by: 2).map { offset in
      let (first, second) = (UInt16(contents[offset]), UInt16(contents[offset + 1]))
      return littleEndian ? second << 8 | first : first << 8 | second
    }.makeIterator()
    var text = ""
    var offset = 2
    var decoder = UTF16()
    while true {
      switch decoder.decode(&units) {
      case .scalarValue(let scalar):
        text.unicodeScalars.append(scalar)
        offset += 2 * UTF16.width(scalar)
      case .emptyInput: return Array(text.utf8)
      case .error: throw SourceFile.Failure(message: "the text is not valid UTF-16: a lone surrogate", offset: offset)
      }
    }
  }

  /// A UTF-8 text as a UTF-16 file with a byte order mark.
  static func encode(_ text: [UInt8], littleEndian: Bool) -> [UInt8] {
    var contents: [UInt8] = littleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    contents.reserveCapacity(text.count * 2 + 2)
    for unit in String(decoding: text, as: UTF8.self).utf16 {
      let low = UInt8(truncatingIfNeeded: unit)
      let high = UInt8(truncatingIfNeeded: unit >> 8)
      contents.append(littleEndian ? low : high)
      contents.append(littleEndian ? high : low)
    }
    return contents
  }
}
