import Terminal

/// The errors of a batch: those of one kind are told a few times, then counted.
struct ErrorTally {
  private static let told = 3

  private var counts: [String: Int] = [:]

  /// Tells an error on standard error, unless enough of its kind were told.
  mutating func tell(_ kind: String, _ text: String, on console: Console) {
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= Self.told { console.complain(text) }
  }

  /// Says how many were not told, the most frequent kind first.
  func end(on console: Console) {
    let rest = counts.filter { $0.value > Self.told }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (kind, count) in rest { console.complain("plumb: \(count - Self.told) more like it: \(kind)") }
  }
}
