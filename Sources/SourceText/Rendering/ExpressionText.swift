/// An expression as it was typed, for messages that point into it.
package struct ExpressionText {
  /// The text.
  package let text: String
  private let bytes: [UInt8]

  /// An expression of this text.
  package init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// The text of a range of bytes.
  package func text(of range: ByteRange) -> String {
    let start = min(Int(range.start), bytes.count)
    return String(decoding: bytes[start..<min(max(start, Int(range.end)), bytes.count)], as: UTF8.self)
  }

  /// A range of bytes in Unicode scalars, counted from 0, as JSON output has it.
  package func scalars(of range: ByteRange) -> Range<Int> {
    let start = min(Int(range.start), bytes.count)
    let end = min(max(start, Int(range.end)), bytes.count)
    let first = scalarCount(bytes[..<start])
    return first..<(first + scalarCount(bytes[start..<end]))
  }

  /// Hides the expression's secrets in what is said of it.
  package var mask: SecretMask { SecretMask(of: text) }

  /// A message with the place it speaks of shown below it; neither shows a secret.
  package func rendered(_ severity: Severity, _ message: String, at range: ByteRange?, style: TextStyle) -> String {
    let mask = mask
    let head = "\(style.severity(severity)): \(TerminalText.escaped(mask.masked(message)))"
    guard let range, let file = try? SourceFile(name: "", contents: Array(mask.masked(text).utf8)) else { return head }
    let place = file.place(at: Int(range.start))
    let at = place.line == 1 ? "column \(place.column)" : "line \(place.line), column \(place.column)"
    let snippet = Snippet(of: range, in: file).text(style: style)
    return "\(head) (\(at))\n\(snippet.dropLast())"
  }

  /// A diagnostic with its place shown below it.
  package func rendered(_ diagnostic: Diagnostic, style: TextStyle) -> String {
    rendered(diagnostic.severity, diagnostic.message, at: diagnostic.range, style: style)
  }
}
