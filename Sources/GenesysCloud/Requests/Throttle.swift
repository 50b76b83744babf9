import Synchronization

/// Spaces the requests of a client out when its limit is near, and holds all of them when it is reached.
///
/// What the service counts is told by each reply, and goes by token. A client that loses its tokens counts by itself too.
final class Throttle: Sendable {
  /// From how many remaining requests on they are spaced out.
  static let threshold = 5

  /// The longest gap: a command of few requests should not wait for a minute because of others that share its limit.
  static let longestGap: Duration = .seconds(2)

  fileprivate struct State {
    /// The moment before which nothing is sent.
    var notBefore: Duration = .zero
    /// The gap between two requests, and until when it is kept.
    var gap: Duration = .zero
    var gapEnd: Duration = .zero
    /// How many requests are left until a moment, and how many are allowed in a minute.
    var remaining: (count: Int, until: Duration)?
    var allowed: Int?
    /// When the requests of the last minute were sent, from the first index that counts on.
    var sent: [Duration] = []
    var firstSent = 0
  }

  /// How many requests a minute are allowed where no reply has told it.
  static let usualLimit = 300

  private let state = Mutex(State())

  /// Books the next place in time; gives how long the caller has to wait for it.
  func book(now: Duration) -> Duration {
    state.withLock { state in
      let moment = state.noteSent(at: max(now, state.notBefore))
      if moment < state.gapEnd {
        state.notBefore = moment + state.gap
      }
      return moment - now
    }
  }

  /// The time between two requests that uses half of what is left of the limit, as far as it is known.
  func pollingGap(now: Duration) -> Duration {
    state.withLock { state in
      let gap = Duration.seconds(120) / max(state.allowed ?? Self.usualLimit, 1)
      guard let (count, until) = state.remaining, until > now else { return gap }
      return max(gap, (until - now) * 2 / max(count, 1))
    }
  }

  /// Learns from the headers of a reply.
  func observe(_ limit: RateLimit, status: Int, now: Duration) {
    guard let remaining = limit.remaining else { return }
    state.withLock { state in
      state.remaining = (remaining, now + .seconds(min(limit.reset ?? 60, 60)))
      if let allowed = limit.allowed { state.allowed = allowed }
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

extension Throttle.State {
  /// Notes a request; gives when it may be sent: so that of the last minute none is one too many.
  fileprivate mutating func noteSent(at wanted: Duration) -> Duration {
    guard allowed ?? 0 < 10_000 else { return wanted }
    var moment = wanted
    // A few less than are allowed: a request may get on its way a little later than it was meant to.
    if let allowed, case let most = max(allowed - allowed / 25, 1), sent.count - firstSent >= most {
      moment = max(moment, sent[sent.count - most] + .seconds(60))
    }
    while firstSent < sent.count, sent[firstSent] + .seconds(60) <= moment { firstSent += 1 }
    if firstSent > 1_000 {
      sent.removeFirst(firstSent)
      firstSent = 0
    }
    sent.append(moment)
    return moment
  }
}
