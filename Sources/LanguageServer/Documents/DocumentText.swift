import SourceText

/// The text of a document as its editor has it.
struct DocumentText: Sendable {
  /// The text in UTF-8.
  private(set) var bytes: [UInt8]
  /// Where its lines begin.
  private(set) var lines: LineIndex

  init(_ text: String) {
    bytes = Array(text.utf8)
    lines = LineIndex(bytes)
  }

  /// The byte at a place: one beyond its line is the line's end; nil for a line that there is not, and for a place
  /// inside of a character.
  func offset(of position: TextPosition, in encoding: PositionEncoding) -> Int? {
    guard position.line < lines.starts.count else { return nil }
    var offset = Int(lines.starts[position.line])
    let end = endOfLine(position.line)
    var rest = position.character
    while rest > 0, offset < end {
      rest -= encoding.width(ofScalarBeginningWith: bytes[offset])
      offset += PositionEncoding.utf8.width(ofScalarBeginningWith: bytes[offset])
    }
    return rest < 0 ? nil : offset
  }

  /// The byte at which the end of a line begins.
  private func endOfLine(_ line: Int) -> Int {
    guard line + 1 < lines.starts.count else { return bytes.count }
    let next = Int(lines.starts[line + 1])
    return next
      - (next >= 2 && bytes[next - 1] == 0x0A && bytes[next - 2] == 0x0D && next - 2 >= lines.starts[line] ? 2 : 1)
  }

  /// Replaces a part of the text; false where the places are none of it.
  mutating func replace(_ span: TextSpan, with text: String, in encoding: PositionEncoding) -> Bool {
    guard span.start <= span.end, let start = offset(of: span.start, in: encoding),
      let end = offset(of: span.end, in: encoding), start <= end
    else { return false }
    bytes.replaceSubrange(start..<end, with: text.utf8)
    lines = LineIndex(bytes)
    return true
  }
}
