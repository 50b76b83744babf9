/// A moment, in microseconds since the beginning of 1970 in UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since the beginning of 1970.
  public let microseconds: Int64

  /// Creates a moment.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Reads an ISO 8601 date and time such as `2026-03-02T10:00:00.000Z` or `2026-03-02T10:00:00+01:00`; one without a
  /// zone is taken as UTC. Nil where the text is something else.
  public init?(parsing text: String) {
    var scanner = TimestampScanner(bytes: Array(text.utf8))
    guard let time = scanner.scan() else { return nil }
    microseconds = time
  }

  /// Orders by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}

private struct TimestampScanner {
  let bytes: [UInt8]
  var position = 0

  mutating func scan() -> Int64? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2), skip("T"),
      let hour = number(2), skip(":"), let minute = number(2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60
    else { return nil }
    var second: Int64 = 0
    var fraction: Int64 = 0
    if skip(":") {
      guard let value = number(2), value <= 60 else { return nil }
      second = value
      if skip(".") {
        guard let value = microseconds() else { return nil }
        fraction = value
      }
    }
    guard let offset = zone(), position == bytes.count else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    return ((days * 24 + hour) * 60 + minute - offset) * 60_000_000 + second * 1_000_000 + fraction
  }

  /// The difference to UTC in minutes.
  private mutating func zone() -> Int64? {
    if skip("Z") || position == bytes.count { return 0 }
    let sign: Int64
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(2) else { return nil }
    _ = skip(":")
    guard let minutes = number(2) else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private mutating func microseconds() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while position < bytes.count, let digit = digit(at: position) {
      position += 1
      digits += 1
      if digits <= 6 { value = value * 10 + digit }
    }
    guard digits > 0 else { return nil }
    for _ in 0..<max(0, 6 - digits) { value *= 10 }
    return value
  }

  private mutating func number(_ count: Int) -> Int64? {
    guard position + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for offset in position..<position + count {
      guard let digit = digit(at: offset) else { return nil }
      value = value * 10 + digit
    }
    position += count
    return value
  }

  private func digit(at offset: Int) -> Int64? {
    let value = bytes[offset] &- UInt8(ascii: "0")
    return value < 10 ? Int64(value) : nil
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == mark.value else { return false }
    position += 1
    return true
  }

  /// Days of the Gregorian calendar, with March as the first month so that the leap day comes last.
  private func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
