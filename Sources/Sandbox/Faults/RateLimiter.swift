import Conversations

/// Counts the calls of each token in windows of a minute.
struct RateLimiter: Sendable {
  /// How many calls a token may make in a window.
  let allowed: Int
  private var windows: [String: Window] = [:]

  private struct Window {
    var start: Timestamp
    var count: Int
  }

  init(allowed: Int) {
    self.allowed = allowed
  }

  /// How a token stands.
  struct Standing: Hashable, Sendable {
    /// The calls of this window, the present one included.
    var count: Int
    /// Seconds until the window ends.
    var reset: Int
    /// Whether the call is one too many.
    var isOver: Bool
  }

  /// Counts a call.
  mutating func count(token: String, now: Timestamp) -> Standing {
    var window = windows[token] ?? Window(start: now, count: 0)
    let length = Duration.seconds(60)
    if now >= window.start + length || now < window.start { window = Window(start: now, count: 0) }
    let rest = (window.start + length).milliseconds - now.milliseconds
    let isOver = window.count >= allowed
    if !isOver { window.count += 1 }
    windows[token] = window
    return Standing(count: window.count, reset: Int((rest + 999) / 1000), isOver: isOver)
  }
}
