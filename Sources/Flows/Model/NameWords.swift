/// The words of a name that an author made up: `customerCardNumber`, `card_number`, `CARD-NO2`.
package struct NameWords: Sendable {
  /// The words in lower case, parted by case, by digits and by everything that is no letter.
  package private(set) var words: [String]

  /// Takes a name; what stands before its last dot is its scope and left out.
  package init(_ name: some StringProtocol) {
    var words: [String] = []
    var last: Character = "."
    for character in name.split(separator: ".").last ?? "" {
      let isNew = character.isUppercase && last.isLowercase || character.isNumber != last.isNumber
      if character.isLetter || character.isNumber {
        if isNew || !(last.isLetter || last.isNumber) { words.append("") }
        words[words.count - 1] += character.lowercased()
      }
      last = character
    }
    self.words = words
  }

  /// Takes away what stands behind the thing that is named: numbers, and words that say nothing else.
  ///
  /// - Returns: nil where nothing is left, or where the first word shows that something is asked of the thing.
  package init?(ofThing name: some StringProtocol) {
    self.init(name)
    while let last = words.last, last.allSatisfy(\.isNumber) || Self.qualifiers.contains(last) { words.removeLast() }
    guard let first = words.first, words.count == 1 || !Self.questions.contains(first) else { return nil }
  }

  /// Words that may stand behind, and say nothing else.
  private static let qualifiers: Set<String> = [
    "value", "text", "string", "str", "prod", "production", "test", "dev", "uat", "live", "default", "old", "new",
    "current",
  ]
  /// First words of what is asked of a thing.
  private static let questions: Set<String> = [
    "is", "has", "forgot", "forgotten", "needs", "ask", "enter", "invalid", "wrong", "verify", "require", "requires",
    "use", "no", "max", "min",
  ]
}
