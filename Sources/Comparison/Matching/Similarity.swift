/// Pairs of things that have much in common.
enum Similarity {
  /// A feature that more things than this have says little, and costs much.
  private static let bucketLimit = 16

  /// The best pairs, each thing in one at most: those with the largest share of features in common first.
  ///
  /// - Parameter share: which part of the features, in thousandths, both must have at least.
  static func pairs(
    _ left: [(Int, [Int])], _ right: [(Int, [Int])], share: Int = 501
  ) -> [(Int, Int)] {
    var buckets: [Int: [Int]] = [:]
    for (place, (_, features)) in right.enumerated() {
      for feature in Set(features) { buckets[feature, default: []].append(place) }
    }
    var found: [(score: Int, left: Int, right: Int)] = []
    for (place, (_, features)) in left.enumerated() {
      var common: [Int: Int] = [:]
      let own = Set(features)
      for feature in own {
        guard let bucket = buckets[feature], bucket.count <= bucketLimit else { continue }
        for other in bucket { common[other, default: 0] += 1 }
      }
      for (other, count) in common {
        let all = own.count + Set(right[other].1).count
        // In thousandths, so that no rounding decides.
        let score = 2000 * count / max(all, 1)
        if score >= share { found.append((score, place, other)) }
      }
    }
    found.sort { ($1.score, $0.left, $0.right) < ($0.score, $1.left, $1.right) }
    var (ones, others): (Set<Int>, Set<Int>) = ([], [])
    return found.compactMap { pair in
      guard !ones.contains(pair.left), !others.contains(pair.right) else { return nil }
      ones.insert(pair.left)
      others.insert(pair.right)
      return (left[pair.left].0, right[pair.right].0)
    }
  }
}
