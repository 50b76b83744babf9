/// What is being written at the end of a text.
package struct CompletionPlace {
  /// What it is.
  package enum Kind: Hashable, Sendable {
    /// A word of its own.
    case word(String)
    /// A name after the dot of a path.
    case member(base: String, part: String)
    /// A key in brackets, after its quote.
    case key(base: String, part: String)
    /// Inside of a text, where nothing is completed.
    case text
  }

  /// What is being written.
  package let kind: Kind
  /// The number of characters before the part.
  package let start: Int

  /// Looks at the end of a text.
  package init(_ characters: [Character]) {
    if let quote = Self.openQuote(in: characters) {
      start = quote + 1
      guard quote > 0, characters[quote - 1] == "[" else {
        kind = .text
        return
      }
      let base = Self.chainStart(in: characters[..<(quote - 1)])
      kind = .key(base: String(characters[base..<(quote - 1)]), part: String(characters[start...]))
      return
    }
    let first = Self.chainStart(in: characters[...])
    let chain = characters[first...]
    let lower = String(chain).lowercased()
    // Attributes are a flat map: the whole dotted rest is one key.
    if let range = lower.range(ofLast: ".attributes.") {
      start = first + range.upperBound
      kind = .member(base: String(characters[first..<(start - 1)]), part: String(characters[start...]))
    } else if let dot = chain.lastIndex(of: "."), chain[dot...].allSatisfy({ $0 != "]" && $0 != ")" }) {
      start = dot + 1
      kind = .member(base: String(chain[..<dot]), part: String(chain[start...]))
    } else {
      start = first
      kind = chain.contains { "[(".contains($0) } ? .text : .word(String(chain))
    }
  }

  /// The quote of a text that is not closed.
  private static func openQuote(in characters: [Character]) -> Int? {
    var open: Int?
    var isEscaped = false
    for (place, character) in characters.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if character == "\\", open != nil {
        isEscaped = true
      } else if character == "\"" {
        open = open == nil ? place : nil
      }
    }
    return open
  }

  /// Where the bracket is that goes with a closing one.
  private static func partner(of closing: Int, in characters: ArraySlice<Character>) -> Int? {
    var depth = 0
    for place in stride(from: closing, through: characters.startIndex, by: -1) {
      switch characters[place] {
      case "]", ")": depth += 1
      case "[", "(": depth -= 1
      default: break
      }
      if depth == 0 { return place }
    }
    return nil
  }

  /// Where a path begins that the text ends with: names, dots, and brackets with what is in them.
  private static func chainStart(in characters: ArraySlice<Character>) -> Int {
    var place = characters.endIndex
    while place > characters.startIndex {
      let character = characters[place - 1]
      if character.isLetter || character.isNumber || character == "_" || character == "." {
        place -= 1
      } else if character == "]" || character == ")", let open = Self.partner(of: place - 1, in: characters) {
        place = open
      } else {
        break
      }
    }
    return place
  }
}

extension String {
  /// The places of the characters where another text stands last.
  fileprivate func range(ofLast text: String) -> Range<Int>? {
    let characters = Array(self)
    let wanted = Array(text)
    guard characters.count >= wanted.count else { return nil }
    for start in stride(from: characters.count - wanted.count, through: 0, by: -1)
    where characters[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start..<(start + wanted.count)
    }
    return nil
  }
}
