/// Whether a text can be the id of something in Genesys Cloud: a UUID, or another opaque word of letters, digits, `-`,
/// `_`, `.`, `:` and `~` that is no step of a path.
///
/// Ids come from users and from servers and end up in URLs, so they are checked and not merely escaped.
public func isIdentifier(_ text: String) -> Bool {
  text.utf8.allSatisfy { isASCIIWord($0, or: "-_.:~") } && text.utf8.count <= 256
    && !text.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
}

/// Whether a byte is a decimal digit.
func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Whether a byte is a letter or a digit of ASCII, or one of `others`.
func isASCIIWord(_ byte: UInt8, or others: String) -> Bool {
  isASCIIDigit(byte) || (byte | 0x20) &- 0x61 < 26 || others.utf8.contains(byte)
}

/// Gives an id that may stand in a URL, or the error that names it.
func checkedIdentifier(_ text: String, _ what: String) throws(CloudError) -> String {
  guard isIdentifier(text) else {
    throw CloudError(
      .usage, "‘\(printable(text))’ is no \(what) id, expected letters, digits and hyphens as in a UUID")
  }
  return text
}

/// A text with controls made visible and cut to a length that a message bears.
func printable(_ text: String, limit: Int = 200) -> String {
  var result = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == limit { return result + "…" }
    result += isVisible(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
  return result
}

/// Whether a scalar shows as something: no control, no mark of format, nothing that is not assigned.
package func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: false
  default: true
  }
}
