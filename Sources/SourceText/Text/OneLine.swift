extension String {
  /// A part of an expression for a message: its runs of blanks as one, cut where it is long.
  package var oneLine: String {
    let text = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 100 ? text.prefix(99) + "…" : text
  }

  /// The text as a message quotes it, shortened where it is long.
  package var clipped: String { count <= 60 ? self : prefix(59) + "…" }
}
