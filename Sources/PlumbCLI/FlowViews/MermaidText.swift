/// Texts for Mermaid's flowcharts.
enum MermaidText {
  /// A text inside quotes: letters, digits and harmless marks as they are, everything else as a numbered entity, so that
  /// neither Mermaid's syntax nor the HTML it makes can be reached.
  static func label(_ first: String, _ second: String?) -> String {
    [first, second].compactMap { $0 }.map(mermaidEscaped).joined(separator: "<br>")
  }

  private static func mermaidEscaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "_", "-", ":", "/", "?", "!", "(", ")":
        escaped.unicodeScalars.append(scalar)
      case "\n", "\r", "\t": escaped += " "
      default: escaped += scalar.properties.isAlphabetic ? String(scalar) : "#\(scalar.value);"
      }
    }
    return escaped
  }
}
