import SourceText

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

  /// What is said in a new flow before an error is handled; it is meant to stay.
  static let errorAudio = "Sorry, an error occurred. Please try your call again."

  /// What a text of Genesys' own was put in for; nil for any other.
  package static func origin(of text: String) -> String? { origin(ofSpacedWords: text.spacedWords) }

  /// What a text was put in for, of which the words are at hand.
  package static func origin(ofSpacedWords words: String) -> String? {
    guard words.utf8.count >= shortest else { return nil }
    return folded.first { $0.match == .whole ? words == $0.words : words.holds($0.words) }?.of
  }

  private static let folded = all.map { (words: $0.text.spacedWords, match: $0.match, of: $0.of) }
  private static let shortest = folded.map(\.words.utf8.count).min() ?? 0
}
