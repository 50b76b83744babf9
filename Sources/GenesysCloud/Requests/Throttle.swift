import Synchronization

/// Spaces the requests of a client out when its limit is near, and holds all of them when it is reached.
final class Throttle: Sendable {
  /// From how many remaining requests on they are spaced out.
  static let threshold = 5

  /// The longest gap: a command of few requests should not wait for a minute because of others that share its limit.
  static let longestGap: Duration = .seconds(2)

  private struct State {
    /// The moment before which nothing is sent.
    var notBefore: Duration = .zero
    /// The gap between two requests, and until when it is kept.
    var gap: Duration = .zero
    var gapEnd: Duration = .zero
  }

  private let state = Mutex(State())

  /// Books the next place in time; gives how long the caller has to wait for it.
  func book(now: Duration) -> Duration {
    state.withLock { state in
      let moment = max(now, state.notBefore)
      if moment < state.gapEnd {
        state.notBefore = moment + state.gap
      }
      return moment - now
    }
  }

  /// Learns from the headers of a reply.
  func observe(_ limit: RateLimit, status: Int, now: Duration) {
    guard let remaining = limit.remaining else { return }
    state.withLock { state in
      guard remaining <= Self.threshold else {
        state.gap = .zero
        state.gapEnd = .zero
        return
      }
      let period = Duration.seconds(min(limit.reset ?? limit.retryAfter ?? 60, 60))
      state.gap = remaining == 0 ? .zero : min(period / (remaining + 1), Self.longestGap)
      state.gapEnd = now + period
      let hold =
        switch limit.secondsToWait {
        case let seconds? where status == 429: Duration.seconds(seconds)
        default: remaining == 0 ? period : state.gap
        }
      state.notBefore = max(state.notBefore, now + hold)
    }
  }
}
