/// What is left of the work that one rule may do in one file, so that no export can make it run on and on.
///
/// The engine takes a step for each token it hands to a rule; a rule that looks at something again and again takes
/// steps of its own and ends when there are none left.
final class StepBudget {
  private(set) var remaining: Int

  init(_ steps: Int) {
    remaining = steps
  }

  /// Takes steps; false when none are left.
  func spend(_ steps: Int = 1) -> Bool {
    remaining -= min(remaining, steps)
    return remaining > 0
  }

  /// Whether nothing is left.
  var isExhausted: Bool { remaining <= 0 }
}
