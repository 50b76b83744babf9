import Synchronization

/// Decides about another try and waits for it, within the time that a command has.
struct Pacer: Sendable {
  let options: ClientOptions
  private let deadline: Deadline

  /// Begins to count the time allowed.
  ///
  /// - Parameter limit: the time for everything; nil for no limit.
  init(options: ClientOptions, limit: Duration?) {
    self.options = options
    deadline = Deadline(limit.map { options.clock.now() + $0 })
  }

  /// The time that is left; nil for no limit.
  var remaining: Duration? {
    deadline.moment.map { max(.zero, $0 - options.clock.now()) }
  }

  /// Begins to count again, where the time is counted from the last progress.
  func noteProgress() {
    guard options.countsFromProgress, let limit = options.commandTimeout else { return }
    deadline.set(options.clock.now() + limit)
  }

  /// The time for one try.
  var timeForOneTry: Duration {
    remaining.map { min($0, options.requestTimeout) } ?? options.requestTimeout
  }

  /// Waits before another try, or throws at once: `error`, where there must be none, or what says that the time does not
  /// suffice.
  func waitForRetry(
    after failure: RetryPolicy.Failure, tries: Int, isRepeatable: Bool, error: CloudError
  ) async throws(CloudError) {
    let random = options.clock.random()
    guard let wait = options.retry.wait(after: failure, tries: tries, isRepeatable: isRepeatable, random: random) else {
      var error = error
      if tries > 1 { error.message += "; \(tries) tries" }
      throw error
    }
    try await pause(wait, insteadOf: error)
  }

  /// Waits; where that would be longer than the time left, throws at once and says how long it would be.
  func pause(_ wait: Duration, insteadOf error: CloudError?) async throws(CloudError) {
    guard wait > .zero else { return }
    // Long work is not lost because the limit of a minute is used up; by other waits time goes by.
    if options.countsFromProgress, let limit = options.commandTimeout, wait <= max(limit, Self.period),
      error?.isOfLimit ?? true
    {
      deadline.extend(by: wait)
    }
    if let remaining, wait >= remaining {
      let seconds = wait.secondsRoundedUp
      var late = error ?? CloudError(.rateLimited(seconds: nil), "the limit of requests is used up")
      if case .rateLimited = late.kind { late.kind = .rateLimited(seconds: seconds) }
      late.message +=
        "; \(seconds) s of waiting are needed, \(remaining.secondsRoundedUp) s are left of the time allowed"
      late.isRetryable = true
      throw late
    }
    do { try await options.clock.sleep(wait) } catch { throw .cancelled }
    guard !Task.isCancelled else { throw .cancelled }
  }

  /// Throws where the time is over or the task cancelled.
  func check() throws(CloudError) {
    guard !Task.isCancelled else { throw .cancelled }
    if let remaining, remaining <= .zero { throw commandTimeout() }
  }

  /// The longest wait until a limit of requests a minute counts again, jitter included.
  private static let period = Duration.seconds(62)

  private func commandTimeout() -> CloudError {
    let seconds = options.commandTimeout.map { "\($0.secondsRoundedUp) s" } ?? "the time"
    let what = options.countsFromProgress ? "for one step" : "for the command"
    return CloudError(.timeout, "\(seconds) allowed \(what) are over", isRetryable: true)
  }

  /// The error of a try that takes longer than the time for it.
  func late(at what: String) -> CloudError {
    let time = timeForOneTry
    if time < options.requestTimeout { return commandTimeout() }
    return CloudError(.timeout, "\(what): no reply within \(time.secondsRoundedUp) s", isRetryable: true)
  }

  /// Waits as a reply that is a failure asks for, or throws at once.
  func waitForRetry(
    after response: CloudResponse, tries: Int, isRepeatable: Bool, error: CloudError
  ) async throws(CloudError) {
    let limit = RateLimit(response, epochSeconds: options.clock.epochSeconds())
    try await waitForRetry(
      after: .status(response.status, limit), tries: tries, isRepeatable: isRepeatable, error: error)
  }

  /// One try: gives the reply; where the connection broke, waits and gives nil, or throws at once.
  ///
  /// - Parameter retriesLate: Whether a reply that does not come in time is worth another try.
  func attempt(
    _ request: Transport.Request, by transport: Transport, at what: String, tries: inout Int, isRepeatable: Bool,
    retriesLate: Bool = true
  ) async throws(CloudError) -> CloudResponse? {
    try check()
    tries += 1
    do throws(CloudError) {
      return try await transport.exchange(request, at: what, within: self)
    } catch {
      guard error.isRetryable, retriesLate || error.kind == .connection else { throw error }
      try await waitForRetry(after: .brokenConnection, tries: tries, isRepeatable: isRepeatable, error: error)
      return nil
    }
  }
}

extension CloudError {
  /// Whether too many requests were sent.
  fileprivate var isOfLimit: Bool { if case .rateLimited = kind { true } else { false } }
}

/// A moment on the client's clock that can be put off.
private final class Deadline: Sendable {
  private let state: Mutex<Duration?>

  init(_ moment: Duration?) {
    state = Mutex(moment)
  }

  /// The moment; nil for none.
  var moment: Duration? { state.withLock { $0 } }

  func set(_ moment: Duration) { state.withLock { $0 = moment } }

  func extend(by time: Duration) { state.withLock { $0 = $0.map { $0 + time } } }
}
