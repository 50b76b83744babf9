package import Expressions

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

extension Timestamp {
  /// Creates the moment some milliseconds after the beginning of 1970, or the nearest one that there is.
  package init(milliseconds: Int64) {
    self.init(microseconds: Int64(clamping: Int128(milliseconds) * 1000))
  }

  /// Milliseconds since the beginning of 1970.
  package var milliseconds: Int64 { microseconds / 1000 }

  /// The moment some time later, or the nearest one that there is.
  package static func + (moment: Timestamp, time: Duration) -> Timestamp {
    Timestamp(microseconds: Int64(clamping: Int128(moment.microseconds) + time.attoseconds / 1_000_000_000_000))
  }

  /// The time from one moment to another.
  package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    Duration(attoseconds: (Int128(later.microseconds) - Int128(earlier.microseconds)) * 1_000_000_000_000)
  }

  /// The date in UTC, the nearest one that the calendar has.
  package var date: CalendarDate {
    let days = microseconds / 86_400_000_000 - (microseconds % 86_400_000_000 < 0 ? 1 : 0)
    return CalendarDate(daysSinceEpoch: days) ?? (days < 0 ? .minimum : .maximum)
  }

  /// Hours, minutes and seconds in UTC: `10:04:31`.
  package var clockTime: String {
    let seconds = flooredMicroseconds / 1_000_000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  /// The moment as Genesys Cloud writes it: `2026-05-04T12:00:00.000Z`.
  package var iso8601: String {
    "\(date)T\(clockTime).\(padded(flooredMicroseconds / 1000 % 1000, 3))Z"
  }

  /// The microseconds since the day began.
  private var flooredMicroseconds: Int64 {
    let rest = microseconds % 86_400_000_000
    return rest < 0 ? rest + 86_400_000_000 : rest
  }
}

/// A number that is not negative, with at least so many digits.
private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}

private struct TimestampScanner {
  let bytes: [UInt8]
  var position = 0

  mutating func scan() -> Int64? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2), skip("T"),
      let hour = number(2), skip(":"), let minute = number(2),
      let date = CalendarDate(year: year, month: month, day: day), hour < 24, minute < 60
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
    return ((date.dayNumber * 24 + hour) * 60 + minute - offset) * 60_000_000 + second * 1_000_000 + fraction
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
}
