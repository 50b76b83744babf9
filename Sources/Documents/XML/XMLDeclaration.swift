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
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.prefix(1000).firstRange(of: "?>".utf8)?.lowerBound,
      let name = bytes[..<end].firstRange(of: "encoding".utf8)?.upperBound,
      let quote = bytes[name..<end].firstIndex(where: { "\"'".utf8.contains($0) })
    else { return nil }
    return ByteRange(quote + 1, bytes[(quote + 1)..<end].firstIndex(of: bytes[quote]) ?? end)
  }
}
