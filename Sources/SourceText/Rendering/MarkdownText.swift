/// Text of a user inside Markdown.
package enum MarkdownText {
  /// A text in which nothing is taken for Markdown or HTML.
  package static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in TerminalText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "$", "@":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    // A bare address would be made a link.
    return String(result.unicodeScalars.replacing("://".unicodeScalars, with: ":&#47;&#47;".unicodeScalars))
  }
}
