extension StringProtocol {
  /// The text without white space at its ends; no-break spaces are some.
  package var trimmed: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isSpace }), let end = scalars.lastIndex(where: { !$0.isSpace })
    else { return "" }
    return String(self[start...end])
  }

  /// Whether it consists of white space, or of nothing.
  package var isBlank: Bool { unicodeScalars.allSatisfy(\.isSpace) }
}

extension Unicode.Scalar {
  /// Whether it is white space; of ASCII told without the tables.
  package var isSpace: Bool {
    isASCII ? self == " " || (9...13).contains(value) : properties.isWhitespace
  }
}
