import Terminal

/// The errors of a batch: those of one kind are told a few times, then counted.
struct ErrorTally {
  /// How many of a kind are told.
  static let told = 3

  private var counts: [String: Int] = [:]

  /// Counts an error, and says whether it is one of those that are told.
  mutating func isTold(_ kind: String) -> Bool {
    counts[kind, default: 0] += 1
    return counts[kind, default: 0] <= Self.told
  }

  /// Counts errors that are not told.
  mutating func count(_ kind: String, _ count: Int) {
    counts[kind, default: 0] += count
  }

  /// Says how many were not told, the most frequent kind first.
  func end(on console: Console) {
    let rest = counts.filter { $0.value > Self.told }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (kind, count) in rest { console.complain("plumb: \(count - Self.told) more like it: \(kind)") }
  }
}
