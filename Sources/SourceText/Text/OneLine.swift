extension String {
  /// A part of an expression for a message: its runs of blanks as one, cut where it is long.
  package var oneLine: String {
    if isOneLine { return self }
    let text = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 100 ? text.prefix(99) + "…" : text
  }

  /// Whether it is short, and of letters of ASCII with single blanks between them: a look at bytes, as nearly all are so.
  private var isOneLine: Bool {
    guard utf8.count <= 100 else { return false }
    var last = UInt8(ascii: " ")
    for byte in utf8 {
      guard 0x20..<0x7F ~= byte, byte != UInt8(ascii: " ") || last != byte else { return false }
      last = byte
    }
    return last != UInt8(ascii: " ")
  }

  /// The text as a message quotes it, shortened where it is long.
  package var clipped: String { count <= 60 ? self : prefix(59) + "…" }
}
