/// Which failures are worth another try, and after how long.
public struct RetryPolicy: Sendable {
  /// How many times a request is sent at most.
  public var maximumTries = 5
  /// The wait before the second try, doubled for each one more.
  public var firstWait: Duration = .seconds(1)
  /// The longest wait that doubling leads to.
  public var longestWait: Duration = .seconds(30)

  /// Creates the default policy.
  public init() {}

  /// What happened to a try.
  enum Failure: Sendable, Hashable {
    case status(Int, RateLimit)
    case brokenConnection
  }

  /// How long to wait before another try; nil where there must be none.
  ///
  /// A 429 was not carried out, so it is repeated whatever the request does; after all else only what may arrive twice.
  func wait(after failure: Failure, tries: Int, isRepeatable: Bool, random: Double) -> Duration? {
    guard tries < maximumTries else { return nil }
    let jitter = min(max(random, 0), 1)
    switch failure {
    case .status(429, let limit):
      guard let seconds = limit.secondsToWait else { return backoff(tries, jitter: jitter) }
      // Who was refused together should not come back together.
      return .seconds(seconds) + .milliseconds(Int(jitter * 250))
    case .status(let status, let limit):
      guard isRepeatable, [502, 503, 504].contains(status) else { return nil }
      let wait = backoff(tries, jitter: jitter)
      return limit.retryAfter.map { max(wait, .seconds($0)) } ?? wait
    case .brokenConnection:
      return isRepeatable ? backoff(tries, jitter: jitter) : nil
    }
  }

  /// Half of the doubled wait for certain, the other half by chance.
  private func backoff(_ tries: Int, jitter: Double) -> Duration {
    var wait = firstWait
    for _ in 1..<max(1, min(tries, 32)) { wait = min(wait * 2, longestWait) }
    return wait / 2 + wait / 2 * jitter
  }
}
