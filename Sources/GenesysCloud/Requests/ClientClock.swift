/// The time that a client lives in. Tests give one of their own, in which waiting takes no time.
public struct ClientClock: Sendable {
  /// The time since a fixed, arbitrary moment; never goes back.
  public var now: @Sendable () -> Duration
  /// The seconds since 1970, for times that outlive the process.
  public var epochSeconds: @Sendable () -> Int
  /// Waits; ends early with an error when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// A number from 0 to below 1, for jitter.
  public var random: @Sendable () -> Double

  /// Creates a clock.
  public init(
    now: @escaping @Sendable () -> Duration, epochSeconds: @escaping @Sendable () -> Int,
    sleep: @escaping @Sendable (Duration) async throws -> Void, random: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.epochSeconds = epochSeconds
    self.sleep = sleep
    self.random = random
  }

  /// The machine's clock.
  public static let system: ClientClock = {
    let start = ContinuousClock.now
    return ClientClock(
      now: { ContinuousClock.now - start }, epochSeconds: secondsSince1970, sleep: { try await Task.sleep(for: $0) },
      random: { Double.random(in: 0..<1) })
  }()
}

extension Duration {
  /// Whole seconds, rounded up, at least 0.
  var secondsRoundedUp: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: max(0, attoseconds > 0 ? seconds.addingReportingOverflow(1).partialValue : seconds))
  }

  /// Whole nanoseconds, for timers that take a number; at the ends of its range where there are more.
  var nanoseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000) }
}
