import ArgumentParser
import JSON
import SourceText

/// A word `KEY=VALUE`; the value is a string, whatever it looks like.
struct Assignment: Hashable {
  /// A word that has a value.
  typealias Pair = (key: String, value: String)

  let key: String
  /// Nil where the word is a key alone.
  let value: String?

  /// A key alone, whatever it holds.
  init(key: String) {
    self.key = key
    value = nil
  }

  /// Reads a word; the first `=` ends the key.
  init(_ word: String) {
    guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      key = word
      value = nil
      return
    }
    key = String(word[..<equals])
    value = String(word[word.utf8.index(after: equals)...])
  }

  /// Reads words that must have values; of several with a key the last one counts.
  static func pairs(_ words: [String]) throws -> [Pair] {
    var pairs: [Pair] = []
    for word in words {
      let assignment = Assignment(word)
      guard let value = assignment.value, !assignment.key.isEmpty else {
        // The word is not shown: it may be a secret that was meant for a flag there is not.
        throw ValidationError("an attribute is written KEY=VALUE")
      }
      pairs.removeAll { sameKey($0.key, assignment.key) }
      pairs.append((assignment.key, value))
    }
    return pairs
  }
}

/// Whether two keys are the same for Genesys Cloud: code unit by code unit.
func sameKey(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}

extension JSONNode {
  /// The value as the API stores it, which knows strings only.
  var attributeText: String { string ?? sourceText }

  /// Whether it is the string `text`, code unit by code unit.
  func isExactly(_ text: String) -> Bool {
    string?.utf8.elementsEqual(text.utf8) ?? false
  }
}
