import SourceText

/// A YAML text with its template holes made harmless, byte for byte as long as before.
///
/// Nearly half of the flows that people keep in repositories hold `{{name}}` unquoted, as a value or even as a key, which
/// YAML reads as a mapping in a mapping. So each hole is overwritten with letters before the text is parsed, and the
/// texts of scalars are decoded from the bytes as they were.
struct TemplateMask {
  /// What is given to the parser.
  private(set) var masked: [UInt8]
  /// What scalars are decoded from: the text with its holes, but without lines that hold a directive alone.
  private(set) var visible: [UInt8]
  /// The holes in order.
  private(set) var placeholders: [Placeholder] = []

  /// How far a hole may reach; what is longer is no hole.
  private static let longest = 1000

  /// A text taken as it stands.
  init(unchanged bytes: [UInt8]) {
    masked = bytes
    visible = bytes
  }

  /// Finds the holes of a text.
  init(_ bytes: [UInt8]) {
    masked = bytes
    visible = bytes
    var position = 0
    while let brace = bytes.firstIndex(of: UInt8(ascii: "{"), from: position) {
      position = brace + 1
      guard let hole = Self.hole(in: bytes, brace: brace) else { continue }
      placeholders.append(hole)
      let range = hole.range.indices
      position = range.upperBound
      if hole.kind == .directive, let line = Self.line(of: range, in: bytes) {
        for offset in line {
          masked[offset] = UInt8(ascii: " ")
          visible[offset] = UInt8(ascii: " ")
        }
      } else {
        for offset in range { masked[offset] = UInt8(ascii: "x") }
      }
    }
  }

  /// Whether any hole lies in a range.
  func hasHole(in range: ByteRange) -> Bool {
    let next = placeholders.partitioningIndex { $0.range.end > range.start }
    return next < placeholders.count && placeholders[next].range.start < range.end
  }

  /// The hole whose first brace stands at an offset.
  static func hole(in bytes: [UInt8], brace: Int) -> Placeholder? {
    switch brace > 0 ? bytes[brace - 1] : 0 {
    case UInt8(ascii: "$"):
      // Doubled, the sign stands for itself.
      guard brace < 2 || bytes[brace - 2] != UInt8(ascii: "$") else { return nil }
      return balanced(in: bytes, brace: brace, .interpolation)
    case UInt8(ascii: "%"):
      guard brace < 2 || bytes[brace - 2] != UInt8(ascii: "%") else { return nil }
      return balanced(in: bytes, brace: brace, .directive)
    default:
      return doubled(in: bytes, brace: brace)
    }
  }

  private static func doubled(in bytes: [UInt8], brace: Int) -> Placeholder? {
    guard brace + 1 < bytes.count, bytes[brace + 1] == UInt8(ascii: "{") else { return nil }
    let start = brace + 2
    let limit = min(bytes.count, start + longest)
    var position = start
    while position < limit {
      let byte = bytes[position]
      if byte == UInt8(ascii: "}") { break }
      // A quote or an escape shows that the braces are part of a text: `Append("{{", x, "}}")`.
      guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), !isBreak(byte) else {
        return nil
      }
      if byte == UInt8(ascii: "'"), !isInsideWord(bytes, position) { return nil }
      position += 1
    }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "}"), bytes[position + 1] == bytes[position]
    else { return nil }
    return placeholder(ByteRange(brace, position + 2), named: bytes[start..<position], .braces)
  }

  private static func balanced(in bytes: [UInt8], brace: Int, _ kind: Placeholder.Kind) -> Placeholder? {
    let limit = min(bytes.count, brace + longest)
    var depth = 0
    var position = brace
    while position < limit {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { break }
      if isBreak(byte) { return nil }
    }
    guard depth == 0 else { return nil }
    return placeholder(ByteRange(brace - 1, position), named: bytes[(brace + 1)..<(position - 1)], kind)
  }

  /// The line of a hole without its line break, when nothing else stands in it.
  private static func line(of hole: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    let start = (bytes[..<hole.lowerBound].lastIndex { !isBlank($0) } ?? -1) + 1
    let end = bytes[hole.upperBound...].firstIndex { !isBlank($0) } ?? bytes.count
    guard start == 0 || isBreak(bytes[start - 1]), end == bytes.count || isBreak(bytes[end]) else { return nil }
    return start..<end
  }

  /// The hole of some bytes; nil where nothing but blanks stands in its braces.
  private static func placeholder(
    _ range: ByteRange, named inside: ArraySlice<UInt8>, _ kind: Placeholder.Kind
  ) -> Placeholder? {
    let name = inside.drop(while: isBlank)
    guard let last = name.lastIndex(where: { !isBlank($0) }) else { return nil }
    return Placeholder(range: range, name: String(decoding: name[...last], as: UTF8.self), kind: kind)
  }

  private static func isInsideWord(_ bytes: [UInt8], _ position: Int) -> Bool {
    guard position > 0, position + 1 < bytes.count else { return false }
    return isWord(bytes[position - 1]) && isWord(bytes[position + 1])
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }
}
