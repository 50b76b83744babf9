import SourceText

/// Text of a user inside Markdown.
enum MarkdownText {
  /// A text in which nothing is taken for Markdown or HTML.
  static func escaped(_ text: some StringProtocol) -> String {
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
    return result.replacingOccurrences(of: "://", with: ":&#47;&#47;")
  }
}

extension String {
  /// The text with each occurrence of a piece replaced, from the left.
  func replacingOccurrences(of piece: String, with other: String) -> String {
    guard !piece.isEmpty else { return self }
    var result: [UInt8] = []
    let text = Array(utf8)
    let wanted = Array(piece.utf8)
    var position = 0
    while position < text.count {
      if text[position...].starts(with: wanted) {
        result += other.utf8
        position += wanted.count
      } else {
        result.append(text[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
