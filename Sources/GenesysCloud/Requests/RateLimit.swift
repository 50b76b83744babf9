/// What the headers of a reply say about limits.
struct RateLimit: Sendable, Hashable {
  /// How many requests are allowed in a period, and how many were counted in the current one.
  var allowed: Int?
  var count: Int?
  /// The seconds until the count starts again.
  var reset: Int?
  /// The seconds that the service asks to wait.
  var retryAfter: Int?

  init(allowed: Int? = nil, count: Int? = nil, reset: Int? = nil, retryAfter: Int? = nil) {
    self.allowed = allowed
    self.count = count
    self.reset = reset
    self.retryAfter = retryAfter
  }

  /// Reads the headers; what is no number of seconds, or no date, is passed over.
  init(_ response: CloudResponse, epochSeconds: Int = secondsSince1970()) {
    func number(_ name: String) -> Int? {
      response.header(name).flatMap(wholeNumber)
    }
    allowed = number("inin-ratelimit-allowed")
    count = number("inin-ratelimit-count")
    reset = number("inin-ratelimit-reset")
    retryAfter = response.header("retry-after").flatMap { text in
      wholeNumber(text) ?? httpDate(text).map { max(0, $0 - epochSeconds) }
    }
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
  let digits = text.utf8.filter { $0 != 0x20 && $0 != 0x09 }
  guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(isASCIIDigit) else { return nil }
  return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}

/// The seconds since 1970 of a date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
func httpDate(_ text: String) -> Int? {
  let parts = text.split(separator: " ")
  guard parts.count == 6, parts[5] == "GMT" else { return nil }
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  let time = parts[4].split(separator: ":").compactMap { Int($0) }
  guard let day = Int(parts[1]), let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
    time.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0..<24).contains(time[0]),
    (0..<60).contains(time[1]), (0...60).contains(time[2])
  else { return nil }
  // Days from the civil date, March counted as the first month so that the leap day is the last one.
  let shifted = month < 2 ? year - 1 : year
  let era = shifted / 400
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + day - 1
  let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  return days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
}
