/// What the headers of a reply say about limits.
struct RateLimit: Sendable, Hashable {
  /// How many requests are allowed in a period, and how many were counted in the current one.
  var allowed: Int?
  var count: Int?
  /// The seconds until the count starts again.
  var reset: Int?
  /// The seconds that the service asks to wait.
  var retryAfter: Int?
}

extension RateLimit {
  /// Reads the headers; what is no number of seconds, or no date, is passed over.
  init(_ response: CloudResponse, epochSeconds: Int = ClientClock.system.epochSeconds()) {
    func number(_ name: String) -> Int? { response.header(name).flatMap(wholeNumber) }
    allowed = number("inin-ratelimit-allowed")
    count = number("inin-ratelimit-count")
    reset = number("inin-ratelimit-reset")
    retryAfter =
      number("retry-after") ?? response.header("retry-after").flatMap(httpDate).map { max(0, $0 - epochSeconds) }
  }

  /// How long to wait after a 429, where the reply says it.
  var secondsToWait: Int? { retryAfter ?? reset }

  /// How many requests are left, where the reply says it.
  var remaining: Int? {
    guard let allowed, let count else { return nil }
    return max(0, allowed.subtractingReportingOverflow(count).partialValue)
  }
}

/// A number of at most nine digits, blanks around it left out.
private func wholeNumber(_ text: String) -> Int? {
  let digits = text.filter { $0 != " " && $0 != "\t" }
  return digits.utf8.count <= 9 && digits.utf8.allSatisfy(isASCIIDigit) ? Int(digits) : nil
}
