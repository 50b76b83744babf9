/// The names that a misspelt one may have meant: those at most `maximumDistance` edits away, nearest first.
///
/// Letter case does not count. An edit inserts, drops or replaces one character or swaps two neighbours. Of a short
/// word fewer edits are allowed, since otherwise every other short word would be near.
public func nearestNames(
  to name: String, among candidates: some Sequence<String>, maximumDistance: Int = 2, limit: Int = 3
) -> [String] {
  let wanted = Array(name.lowercased().unicodeScalars)
  guard wanted.count <= 100 else { return [] }
  let allowed = min(maximumDistance, max(1, wanted.count / 3))
  var found: [(name: String, distance: Int)] = []
  for candidate in candidates where candidate != name {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard abs(other.count - wanted.count) <= allowed else { continue }
    let distance = editDistance(wanted, other)
    if distance <= allowed { found.append((candidate, distance)) }
  }
  found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return found.prefix(limit).map(\.name)
}

/// How many edits lead from one word to the other (optimal string alignment).
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
  var older = Array(repeating: 0, count: second.count + 1)
  var old = Array(0...second.count)
  var current = older
  for row in 1...first.count {
    current[0] = row
    for column in 1...second.count {
      let isSame = first[row - 1] == second[column - 1]
      var cost = min(min(old[column], current[column - 1]) + 1, old[column - 1] + (isSame ? 0 : 1))
      if !isSame, row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
        cost = min(cost, older[column - 2] + 1)
      }
      current[column] = cost
    }
    swap(&older, &old)
    swap(&old, &current)
  }
  return old[second.count]
}

/// The end of a message that offers names: `; did you mean ‘a’ or ‘b’?`, or nothing where there are none.
public func suggestion(_ names: [String]) -> String {
  guard !names.isEmpty else { return "" }
  return "; did you mean " + names.map { "‘\($0)’" }.joined(separator: " or ") + "?"
}
