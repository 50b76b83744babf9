struct BitSet: Hashable, Sendable {
  private var words: [UInt64] = []

  init() {}

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < words.count && words[word] & (1 << UInt64(number & 63)) != 0
  }

  var isEmpty: Bool { words.isEmpty }

  mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    words[number >> 6] &= ~(1 << UInt64(number & 63))
    while words.last == 0 { words.removeLast() }
  }

  mutating func insert(_ number: Int) {
    let word = number >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(number & 63)
  }

  func union(_ other: BitSet) -> BitSet {
    var result = words.count < other.words.count ? other : self
    let shorter = words.count < other.words.count ? self : other
    for (word, bits) in shorter.words.enumerated() { result.words[word] |= bits }
    return result
  }

  func intersection(_ other: BitSet) -> BitSet {
    var result = self
    for word in words.indices { result.words[word] &= word < other.words.count ? other.words[word] : 0 }
    return result.trimmed
  }

  func subtracting(_ other: BitSet) -> BitSet {
    var result = self
    for word in words.indices where word < other.words.count { result.words[word] &= ~other.words[word] }
    return result.trimmed
  }

  /// Without empty words at the end, so that equal sets are equal.
  private var trimmed: BitSet {
    var result = self
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }
}
