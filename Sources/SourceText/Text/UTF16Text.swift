/// Conversion between UTF-16 files with a byte order mark and UTF-8 text.
enum UTF16Text {
  /// The UTF-8 text of a UTF-16 file, without its byte order mark.
  static func decode(_ contents: [UInt8], littleEndian: Bool) throws(SourceFile.Failure) -> [UInt8] {
    guard contents.count % 2 == 0 else {
      throw SourceFile.Failure(
        message: "the text is not valid UTF-16: it ends in the middle of a character", offset: contents.count - 1)
    }
    func unit(at offset: Int) -> UInt16 {
      let first = UInt16(contents[offset])
      let second = UInt16(contents[offset + 1])
      return littleEndian ? second << 8 | first : first << 8 | second
    }
    var text: [UInt8] = []
    text.reserveCapacity(contents.count)
    var offset = 2
    while offset < contents.count {
      let first = unit(at: offset)
      var scalar = Unicode.Scalar(first)
      var length = 2
      if UTF16.isLeadSurrogate(first), offset + 2 < contents.count {
        let second = unit(at: offset + 2)
        if UTF16.isTrailSurrogate(second) {
          let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
          scalar = Unicode.Scalar(value)
          length = 4
        }
      }
      guard let scalar else {
        throw SourceFile.Failure(message: "the text is not valid UTF-16: a lone surrogate", offset: offset)
      }
      text.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      offset += length
    }
    return text
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
