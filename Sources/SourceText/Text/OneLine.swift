extension String {
  /// A part of an expression for a message: its runs of blanks as one, cut where it is long.
  package var oneLine: String {
    // Most are names, in which a look at bytes finds nothing to do.
    if utf8.count <= 100, utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return self }
    let text = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 100 ? text.prefix(99) + "…" : text
  }

  /// The text as a message quotes it, shortened where it is long.
  package var clipped: String { count <= 60 ? self : prefix(59) + "…" }
}
