import FoundationEssentials

/// The time that a client lives in. Tests give one of their own, in which waiting takes no time.
struct ClientClock: Sendable {
  /// The time since a fixed, arbitrary moment; never goes back.
  var now: @Sendable () -> Duration
  /// The seconds since 1970, for times that outlive the process.
  var epochSeconds: @Sendable () -> Int
  /// Waits; ends early with an error when the task is cancelled.
  var sleep: @Sendable (Duration) async throws -> Void
  /// A number from 0 to below 1, for jitter.
  var random: @Sendable () -> Double

  /// The machine's clock.
  static let system: ClientClock = {
    let start = ContinuousClock.now
    return ClientClock(
      now: { ContinuousClock.now - start }, epochSeconds: { Int(Date().timeIntervalSince1970) },
      sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) })
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

/// What `body` gives; throws `late` where it takes longer than the time allowed.
func limited<Value: Sendable>(
  to time: Duration, late: CloudError, _ body: @escaping @Sendable () async throws(CloudError) -> Value
) async throws(CloudError) -> Value {
  try await withTaskGroup(of: Result<Value, CloudError>.self) { group in
    group.addTask {
      do throws(CloudError) { return .success(try await body()) } catch { return .failure(error) }
    }
    group.addTask {
      do { try await Task.sleep(for: time) } catch { return .failure(.cancelled) }
      return .failure(late)
    }
    let first = await group.next() ?? .failure(.cancelled)
    group.cancelAll()
    return first
  }.get()
}
