/// Decides about another try and waits for it, within the time that a command has.
struct Pacer: Sendable {
  let options: ClientOptions
  /// On the client's clock; nil for no limit.
  let deadline: Duration?

  var remaining: Duration? {
    deadline.map { max(.zero, $0 - options.clock.now()) }
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
    guard
      let wait = options.retry.wait(after: failure, tries: tries, isRepeatable: isRepeatable, random: random)
    else {
      throw tries > 1 ? error.addingTries(tries) : error
    }
    try await pause(wait, insteadOf: error)
  }

  /// Waits; where that would be longer than the time left, throws at once and says how long it would be.
  func pause(_ wait: Duration, insteadOf error: CloudError?) async throws(CloudError) {
    guard wait > .zero else { return }
    if let remaining, wait >= remaining {
      let seconds = wait.secondsRoundedUp
      let isLimit = if case .rateLimited? = error?.kind { true } else { error == nil }
      let left = "\(seconds) s of waiting are needed, \(remaining.secondsRoundedUp) s are left of the time allowed"
      throw CloudError(
        isLimit ? .rateLimited(seconds: seconds) : error?.kind ?? .timeout,
        (error?.message ?? "the limit of requests is used up") + "; " + left, status: error?.status,
        code: error?.code, correlationID: error?.correlationID, isRetryable: true)
    }
    do {
      try await options.clock.sleep(wait)
    } catch {
      throw .cancelled
    }
    guard !Task.isCancelled else { throw .cancelled }
  }

  /// Throws where the time is over or the task cancelled.
  func check() throws(CloudError) {
    guard !Task.isCancelled else { throw .cancelled }
    if let remaining, remaining <= .zero { throw commandTimeout() }
  }

  func commandTimeout() -> CloudError {
    let seconds = options.commandTimeout.map { "\($0.secondsRoundedUp) s" } ?? "the time"
    return CloudError(.timeout, "\(seconds) allowed for the command are over", isRetryable: true)
  }

  /// The error of a try that brought no reply.
  func error(of failure: Transport.Failure, at what: String) -> CloudError {
    switch failure {
    case .connection(let message, let isSettled): CloudError(.connection, message, isRetryable: !isSettled)
    case .timeout:
      if let remaining, remaining <= .zero {
        commandTimeout()
      } else {
        CloudError(
          .timeout, "\(what): no reply within \(timeForOneTry.secondsRoundedUp) s", isRetryable: true)
      }
    case .tooLarge(let limit): CloudError(.tooLarge, "\(what): the reply is over the limit of \(limit) bytes")
    case .cancelled: .cancelled
    }
  }
}

extension CloudError {
  func addingTries(_ tries: Int) -> CloudError {
    CloudError(
      kind, message + "; \(tries) tries", status: status, code: code, correlationID: correlationID,
      isRetryable: isRetryable)
  }
}
