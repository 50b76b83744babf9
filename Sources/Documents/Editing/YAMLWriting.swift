import SourceText

/// Writes texts as YAML scalars.
enum YAMLWriting {
  /// Whether a text can stand in a scalar without escapes.
  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { isPrintable($0) || $0 == "\n" }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...: true
    default: false
    }
  }

  static func singleQuotedContent(_ text: String) -> String {
    text.replacingScalars { $0 == "'" ? "''" : nil }
  }

  static func doubleQuotedContent(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      default: isPrintable(scalar) ? nil : escape(scalar.value)
      }
    }
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let (letter, width) = value <= 0xFF ? ("x", 2) : value <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
  }

  /// A text as a quoted scalar on one line.
  static func quoted(_ text: String, preferringDouble: Bool) -> String {
    let needsEscapes = !text.unicodeScalars.allSatisfy(isPrintable)
    return preferringDouble || needsEscapes ? "\"\(doubleQuotedContent(text))\"" : "'\(singleQuotedContent(text))'"
  }

  /// Whether a text can be a plain scalar and is read as itself.
  static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, isPrintable(text) else { return false }
    guard !isSpace(first), !isSpace(last), last != UInt8(ascii: ":") else { return false }
    let bytes = Array(text.utf8)
    if "#,[]{}&*!|>'\"%@`".utf8.contains(first), !TemplateMask(bytes).hasHole(in: ByteRange(0, 1)) { return false }
    if "-?:".utf8.contains(first) {
      guard bytes.count > 1, !isBlank(bytes[1]), !isBreak(bytes[1]) else { return false }
    }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    let masked = TemplateMask(bytes).masked
    // In brackets `?` and `:` may begin something whatever follows, so that they are not left plain there.
    if inFlow, let first = masked.first, "?:".utf8.contains(first) { return false }
    for position in masked.indices.dropFirst() {
      switch masked[position] {
      case UInt8(ascii: "#") where isBlank(masked[position - 1]) || isBreak(masked[position - 1]): return false
      case let byte where (isBlank(byte) || isBreak(byte)) && masked[position - 1] == UInt8(ascii: ":"): return false
      case let byte where inFlow && ",[]{}?:".utf8.contains(byte): return false
      default: continue
      }
    }
    return true
  }
}
