import SourceText

/// Tells the format of a file by its first bytes.
public enum FormatSniffer {
  /// What a file is that holds no text; nil for everything else.
  ///
  /// - Returns: a whole message.
  static func binaryKind(of contents: [UInt8]) -> String? {
    for (magic, kind) in magics where contents.starts(with: magic) {
      return "the file is \(kind), not an exported flow"
    }
    if isHandler(contents) { return "the file is a PureConnect handler (.ihd), which is not supported" }
    let isWide = contents.starts(with: [0xFF, 0xFE]) || contents.starts(with: [0xFE, 0xFF])
    if !isWide, contents.firstIndex(of: 0, from: 0) != nil {
      return "the file is binary, not an exported flow"
    }
    return nil
  }

  private static let magics: [(bytes: [UInt8], kind: String)] = [
    ([0x1F, 0x8B], "a gzip archive"),
    (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
    (Array("PK\u{5}\u{6}".utf8), "an empty zip archive"),
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x89] + Array("PNG\r\n".utf8), "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x7F] + Array("ELF".utf8), "an ELF executable"),
    (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    ([0xFD] + Array("7zXZ".utf8), "an xz archive"),
    (Array("BZh".utf8), "a bzip2 archive"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
  ]

  /// The head of a PureConnect handler: an archive of four-byte counts, then the mark of a UTF-16 string.
  private static func isHandler(_ contents: [UInt8]) -> Bool {
    guard contents.count >= 16, contents.starts(with: [1, 0, 0, 0]) else { return false }
    return contents[4..<min(contents.count, 64)].contains([0xFF, 0xFE, 0xFF])
  }

  /// Whether a text begins as the base64 of percent-encoded JSON, in which there may be white space.
  public static func isArchitectExport(_ text: ArraySlice<UInt8>) -> Bool {
    text.lazy.filter { !isSpace($0) }.starts(with: I3Reader.head)
  }

  /// Whether a text that begins with `<` is a YAML template whose first key is `<name>`.
  private static func isPointedKey(_ bytes: [UInt8], from start: Int) -> Bool {
    guard let key = YAMLHead.key(in: bytes, from: start), bytes.last(where: { !isSpace($0) }) != UInt8(ascii: ">")
    else { return false }
    return bytes[key].lastIndex(of: UInt8(ascii: "<")) == key.lowerBound
      && bytes[key].firstIndex(of: UInt8(ascii: ">")) == key.upperBound - 1
  }

  /// The format of a text.
  static func format(of bytes: [UInt8]) throws(DocumentError) -> DocumentFormat {
    if bytes.isEmpty { throw .unrecognised("the file is empty") }
    if bytes.firstIndex(of: 0, from: 0) != nil { throw .unrecognised("the file is binary, not an exported flow") }
    guard let first = bytes.firstIndex(where: { !isBlank($0) && !isBreak($0) }) else {
      throw .unrecognised("the file holds nothing but blanks")
    }
    switch bytes[first] {
    case UInt8(ascii: "<"):
      return isPointedKey(bytes, from: first) ? .yaml : .xml
    case UInt8(ascii: "{"):
      return TemplateMask.hole(in: bytes, brace: first) == nil ? .json : .yaml
    case UInt8(ascii: "["):
      return .json
    default:
      break
    }
    if isArchitectExport(bytes[first...]) { return .i3 }
    if YAMLHead.looksLikeYAML(bytes) { return .yaml }
    throw .unrecognised("the file does not begin like an exported flow in YAML, JSON or XML")
  }
}

/// Looks at how a text begins, as YAML.
enum YAMLHead {
  /// The most bytes of a key that are looked at.
  private static let longestKey = 200

  /// Whether the first line with content is a key of a mapping or an item of a sequence.
  static func looksLikeYAML(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while position < bytes.count {
      var start = position
      while start < bytes.count, isBlank(bytes[start]) { start += 1 }
      var end = start
      while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
      let line = bytes[start..<end]
      position = end + 1
      if line.isEmpty || line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "%") { continue }
      if line.starts(with: "---".utf8) {
        let rest = line.dropFirst(3).first { !isBlank($0) }
        if rest == nil || rest == UInt8(ascii: "#") { continue }
        return false
      }
      if line.starts(with: "- ".utf8) || line.elementsEqual("-".utf8) { return true }
      return key(in: bytes, from: start) != nil
    }
    return false
  }

  /// The first key of a mapping: what stands before a colon that a blank or the end of the line follows.
  static func key(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var position = start
    let limit = min(bytes.count, start + longestKey)
    guard start < limit else { return nil }
    let quote = bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") ? bytes[start] : nil
    if let quote {
      position += 1
      while position < limit, bytes[position] != quote, !isBreak(bytes[position]) { position += 1 }
      position += 1
    } else if ",[]}&*!|>@`?:".utf8.contains(bytes[start]) {
      return nil
    }
    while position < limit, !isBreak(bytes[position]) {
      let next = position + 1
      if bytes[position] == UInt8(ascii: ":"), next >= bytes.count || isBlank(bytes[next]) || isBreak(bytes[next]) {
        return position > start ? start..<position : nil
      }
      position += 1
    }
    return nil
  }
}
