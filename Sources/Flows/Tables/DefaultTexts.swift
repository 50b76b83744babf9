/// The texts of Genesys' own that stand in a flow until its author writes better ones.
///
/// Collected by hand from exports of organisations that have nothing to do with one another, where they stand unchanged
/// at the same place. Texts that Genesys meant to stay (“Sorry, an error occurred. Please try your call again.”, “Tell me
/// again what you would like to do.”) are none.
package enum DefaultTexts {
  /// How a text of Genesys' own is found again.
  package enum Match: Sendable {
    /// It is the whole text.
    case whole
    /// The text holds it.
    case part
  }

  /// What Architect or Archy put in, and what it was put in for.
  package static let all: [(text: String, match: Match, of: String)] = [
    ("Hello, this is the initial greeting.", .part, "the greeting"),
    ("You are at the Main Menu, press 9 to disconnect", .whole, "the menu"),
    ("Please put your slot name here", .part, "the question for a slot"),
    (
      "Just speak a short sentence that describes your query. For example, \"Check my account balance\"", .whole,
      "the question for an intent"
    ), ("Archy says hi", .part, "the greeting"),
  ]

  /// What a text of Genesys' own was put in for; nil for any other.
  package static func origin(of text: String) -> String? {
    let words = words(of: text)
    return folded.first { $0.match == .whole ? words == $0.words : words.contains($0.words) }?.of
  }

  private static let folded = all.map { (words: words(of: $0.text), match: $0.match, of: $0.of) }

  /// The words of a text in lower case with a blank round each, whatever stands between them.
  private static func words(of text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else {
      // A blank for what is no letter and no digit; of several in a row one.
      var bytes = [UInt8(ascii: " ")]
      for byte in text.utf8 {
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        if isLetter || byte &- UInt8(ascii: "0") < 10 {
          bytes.append(isLetter ? byte | 0x20 : byte)
        } else if bytes.last != UInt8(ascii: " ") {
          bytes.append(UInt8(ascii: " "))
        }
      }
      if bytes.last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
      return bytes.count > 1 ? String(decoding: bytes, as: UTF8.self) : "  "
    }
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    return " " + words.joined(separator: " ") + " "
  }
}
