import SourceText

/// The declaration that may begin an XML file: `<?xml version="1.0" encoding="UTF-8"?>`.
enum XMLDeclaration {
  /// Why a file cannot be read as the declaration says; nil when it can.
  ///
  /// The text has been decoded already, as UTF-8 or by its byte order mark. Bytes beyond ASCII that another encoding
  /// is declared for would be misread, and any place after them with it.
  static func refusal(of file: SourceFile, isASCII: Bool) -> Diagnostic? {
    guard let range = encoding(in: file.bytes) else { return nil }
    let name = file.text(range)
    let known = ["utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"]
    guard !known.contains(name.lowercased()), !isASCII else { return nil }
    return Diagnostic(
      .parseError, .error,
      "the declaration names the encoding ‘\(name)’; only UTF-8, and UTF-16 with a mark, are read", at: range)
  }

  /// The bytes of the encoding's name.
  static func encoding(in bytes: [UInt8]) -> ByteRange? {
    guard bytes.starts(with: "<?xml".utf8) else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      let limit = min(bytes.count, 1000)
      guard let end = XMLMarkup.find(bytes, from: 5, end: limit, "?>"),
        var position = XMLMarkup.find(bytes, from: 5, end: end, "encoding")
      else { return nil }
      position += "encoding".utf8.count
      while position < end, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "=") { position += 1 }
      guard position < end else { return nil }
      let quote = bytes[position]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      let start = position + 1
      position = start
      while position < end, bytes[position] != quote { position += 1 }
      return ByteRange(start, position)
    }
  }
}
