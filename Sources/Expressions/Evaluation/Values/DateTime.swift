/// A moment in UTC with milliseconds, from 1800-01-01 to the end of 2200.
public struct DateTime: Hashable, Sendable {
  /// The first moment.
  public static let minimum = DateTime(date: .minimum, time: ClockTime(milliseconds: 0))
  /// The last moment.
  public static let maximum = DateTime(
    date: .maximum, time: ClockTime(milliseconds: ClockTime.millisecondsPerDay - 1))

  /// The date.
  public let date: CalendarDate
  /// The time of day.
  public let time: ClockTime

  /// Creates a moment.
  public init(date: CalendarDate, time: ClockTime) {
    self.date = date
    self.time = time
  }

  /// Creates the moment some milliseconds after 1970-01-01T00:00:00Z; nil outside the years.
  public init?(milliseconds: Int64) {
    let time = ClockTime(milliseconds: milliseconds)
    let (midnight, overflow) = milliseconds.subtractingReportingOverflow(time.milliseconds)
    guard !overflow, let date = CalendarDate(daysSinceEpoch: midnight / ClockTime.millisecondsPerDay) else {
      return nil
    }
    self.init(date: date, time: time)
  }

  /// Reads a date with a time as replies of Genesys Cloud have it, where an offset may lack its colon.
  package init?(writtenByAPI text: String) {
    guard text.utf8.contains(UInt8(ascii: "T")), let moment = TimeText.dateTime(text, needsColon: false) else {
      return nil
    }
    self = moment
  }

  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64 { date.dayNumber * ClockTime.millisecondsPerDay + time.milliseconds }

  /// The moment some time later or earlier; nil outside the years.
  public func adding(milliseconds: Int64) -> DateTime? {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return overflow ? nil : DateTime(milliseconds: sum)
  }

  /// The time between two moments, positive where this one is later.
  public func since(_ other: DateTime) -> TimeSpan {
    TimeSpan(clamping: milliseconds - other.milliseconds)
  }
}

extension DateTime: Comparable, CustomStringConvertible {
  /// Orders by time.
  public static func < (left: DateTime, right: DateTime) -> Bool { left.milliseconds < right.milliseconds }

  /// The moment in ISO 8601, always with milliseconds: `2025-05-16T19:47:29.309Z`.
  public var description: String {
    let seconds = "\(twoDigits(time.hour)):\(twoDigits(time.minute)):\(twoDigits(time.second))"
    return "\(date)T\(seconds)\(time.fraction)Z"
  }
}
