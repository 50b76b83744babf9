/// Decides which call, event or job meets which fault. The same seed and the same order of them give the same faults.
///
/// A count is spread over the first calls, with gaps of at most two between one and the next, so that all of them are
/// met soon. A share is exact over short runs: of the 20 calls of each run exactly one for 5 %.
struct FaultPlan: Sendable {
  private var lanes: [Lane]

  init(_ specs: [FaultSpec], seed: UInt64) {
    lanes = specs.enumerated().map { index, spec in
      Lane(spec, draws: Identifiers(seed: seed &+ (UInt64(index) &+ 1) &* 0x5851_F42D_4C95_7F2D))
    }
  }

  /// What strikes the next of its targets. Where two want the same one, the later one waits for the next.
  mutating func next(_ target: FaultSpec.Kind.Target) -> FaultSpec.Kind? {
    let own = lanes.indices.filter { lanes[$0].kind.target == target }
    for index in own { lanes[index].advance() }
    guard let index = own.first(where: { lanes[$0].owed > 0 }) else { return nil }
    lanes[index].owed -= 1
    return lanes[index].kind
  }

  /// One kind of fault.
  private struct Lane: Sendable {
    let kind: FaultSpec.Kind
    /// Faults that are due.
    var owed = 0
    private let amount: FaultSpec.Amount
    private var draws: Identifiers
    private var left = 0
    private var gap = 0
    /// What is left of the present run: for each call whether it is struck, last call first.
    private var run: [Bool] = []

    init(_ spec: FaultSpec, draws: Identifiers) {
      kind = spec.kind
      amount = spec.amount
      self.draws = draws
      if case .count(let count) = spec.amount {
        left = count
        gap = Int(self.draws.next() % 3)
      }
    }

    mutating func advance() {
      switch amount {
      case .count:
        guard left > 0 else { return }
        if gap > 0 {
          gap -= 1
          return
        }
        owed += 1
        left -= 1
        gap = Int(draws.next() % 3)
      case .share(let share):
        if run.isEmpty {
          let divisor = greatestCommonDivisor(share, 10_000)
          run = Array(repeating: true, count: share / divisor)
          run += Array(repeating: false, count: (10_000 - share) / divisor)
          run.shuffle(using: &draws)
        }
        if run.popLast() == true { owed += 1 }
      }
    }
  }
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (large, small) = (first, second)
  while small != 0 { (large, small) = (small, large % small) }
  return large
}
