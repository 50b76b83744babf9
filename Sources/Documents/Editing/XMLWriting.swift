import SourceText

/// Writes texts as XML.
enum XMLWriting {
  /// A text between tags; nil with characters that XML cannot hold.
  static func content(_ text: String) -> String? {
    escaped(text) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\r": "&#13;"
      default: nil
      }
    }
  }

  /// An attribute's value for some kind of quotes.
  static func attribute(_ text: String, quote: Character) -> String? {
    escaped(text) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"" where quote == "\"": "&quot;"
      case "'" where quote == "'": "&apos;"
      case "\n": "&#10;"
      case "\r": "&#13;"
      case "\t": "&#9;"
      default: nil
      }
    }
  }

  /// The inside of a CDATA section, which is ended and begun again where the text has the mark of its end.
  static func section(_ text: String) -> String? {
    guard !text.unicodeScalars.contains("\r"), text.unicodeScalars.allSatisfy(isAllowed) else { return nil }
    return String(text.unicodeScalars.replacing("]]>".unicodeScalars, with: "]]]]><![CDATA[>".unicodeScalars))
  }

  private static func escaped(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String? {
    text.unicodeScalars.allSatisfy(isAllowed) ? text.replacingScalars(replacement) : nil
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
    default: false
    }
  }
}
