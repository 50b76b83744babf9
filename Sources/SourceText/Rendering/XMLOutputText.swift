/// Text of a user inside XML.
package enum XMLOutputText {
  /// A text for content and attributes: nothing in it is markup, and no character stands in it that XML forbids.
  package static func escaped(_ text: String) -> String {
    TerminalText.escaped(text).replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&apos;"
      case "\u{FFFE}", "\u{FFFF}": "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: nil
      }
    }
  }
}
