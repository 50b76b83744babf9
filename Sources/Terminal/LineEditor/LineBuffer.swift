/// A line that is being written, with a cursor between its characters.
struct LineBuffer: Hashable {
  private(set) var characters: [Character] = []
  /// The number of characters before the cursor.
  private(set) var cursor = 0
  /// What was cut last.
  private(set) var cut: [Character] = []

  /// The whole line.
  var text: String { String(characters) }
  /// What stands before the cursor.
  var head: String { String(characters[..<cursor]) }

  /// Puts another line in place of this one, with the cursor at its end.
  mutating func replace(with text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  /// Puts a text in place of what stands between a character and the cursor.
  mutating func replaceHead(from start: Int, with text: String) {
    let start = max(0, min(start, cursor))
    // Joined as text, since a mark may become part of the character before it.
    let head = Array(String(characters[..<start]) + text)
    characters = head + characters[cursor...]
    cursor = head.count
  }

  mutating func insert(_ text: String) { replaceHead(from: cursor, with: text) }

  mutating func move(to place: Int) { cursor = max(0, min(place, characters.count)) }

  mutating func deleteBackwards() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForwards() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// Cuts the characters between the cursor and a place.
  mutating func cut(to place: Int) {
    let place = max(0, min(place, characters.count))
    let range = min(place, cursor)..<max(place, cursor)
    guard !range.isEmpty else { return }
    cut = Array(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  /// Puts in what was cut last.
  mutating func paste() { insert(String(cut)) }

  /// Swaps the two characters before the cursor, at the end of the line, or those on its both sides.
  mutating func transpose() {
    guard cursor > 0, characters.count > 1 else { return }
    let second = min(cursor, characters.count - 1)
    characters.swapAt(second - 1, second)
    cursor = second + 1
  }

  // MARK: Words

  /// Where the word before the cursor begins.
  var wordStart: Int {
    var place = cursor
    while place > 0, !Self.isWord(characters[place - 1]) { place -= 1 }
    while place > 0, Self.isWord(characters[place - 1]) { place -= 1 }
    return place
  }

  /// Where the word after the cursor ends.
  var wordEnd: Int {
    var place = cursor
    while place < characters.count, !Self.isWord(characters[place]) { place += 1 }
    while place < characters.count, Self.isWord(characters[place]) { place += 1 }
    return place
  }

  /// Where the text before the cursor begins that holds no blank.
  var blankStart: Int {
    var place = cursor
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
