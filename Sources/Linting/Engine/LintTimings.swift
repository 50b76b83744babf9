/// What reading a file and each rule took.
public struct LintTimings: Sendable {
  /// What reading took, parsing included.
  public private(set) var reading = Duration.zero
  /// What each rule took.
  public private(set) var rules: [String: Duration] = [:]

  /// Creates timings of nothing.
  public init() {}

  mutating func addReading(_ duration: Duration) {
    reading += duration
  }

  mutating func add(_ duration: Duration, rule: String) {
    rules[rule, default: .zero] += duration
  }

  /// Adds those of another file.
  public mutating func merge(_ other: LintTimings) {
    reading += other.reading
    for (rule, duration) in other.rules { rules[rule, default: .zero] += duration }
  }
}
