/// The words of a name that an author made up: `customerCardNumber`, `card_number`, `CARD-NO2`.
package struct NameWords: Sendable {
  /// The words in lower case, parted by case, by digits and by everything that is no letter.
  package private(set) var words: [String]

  /// Takes a name; what stands before its last dot is its scope and left out.
  package init(_ name: some StringProtocol) {
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      words = Self.words(ofASCII: name.utf8)
      return
    }
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

  /// The same for names of bytes that are a character each, as nearly all are.
  private static func words(ofASCII name: some Collection<UInt8>) -> [String] {
    var words: [[UInt8]] = []
    var last = UInt8(ascii: ".")
    for byte in name.split(separator: UInt8(ascii: ".")).last ?? name.prefix(0) {
      let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
      let isNumber = byte &- UInt8(ascii: "0") < 10
      let wasLetter = (last | 0x20) &- UInt8(ascii: "a") < 26
      let wasNumber = last &- UInt8(ascii: "0") < 10
      if isLetter || isNumber {
        let isNew = isLetter && byte < 0x61 && wasLetter && last >= 0x61 || isNumber != wasNumber
        if isNew || !(wasLetter || wasNumber) { words.append([]) }
        words[words.count - 1].append(isLetter ? byte | 0x20 : byte)
      }
      last = byte
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
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
