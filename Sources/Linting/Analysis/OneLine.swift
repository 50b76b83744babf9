extension String {
  /// A part of an expression for a message: its runs of blanks as one, cut where it is long.
  var oneLine: String {
    let text = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 100 ? text.prefix(99) + "…" : text
  }
}
