/// A date of the proleptic Gregorian calendar, from 1800-01-01 to 2200-12-31.
public struct CalendarDate: Hashable, Sendable {
  /// The years that Architect has.
  public static let years: ClosedRange<Int64> = 1800...2200
  /// The first date.
  public static let minimum = CalendarDate(dayNumber: -62_091)
  /// The last date.
  public static let maximum = CalendarDate(dayNumber: 84_370)

  /// Days since 1970-01-01.
  package let dayNumber: Int64

  private init(dayNumber: Int64) {
    self.dayNumber = dayNumber
  }

  /// Creates the date some days after 1970-01-01; nil outside the years.
  package init?(daysSinceEpoch days: Int64) {
    guard days >= Self.minimum.dayNumber, days <= Self.maximum.dayNumber else { return nil }
    dayNumber = days
  }

  /// Creates a date; nil where there is none.
  public init?(year: Int64, month: Int64, day: Int64) {
    guard Self.years.contains(year), let last = Self.lastDay(ofMonth: month, year: year), (1...last).contains(day)
    else {
      return nil
    }
    // Years begin in March here, so that the day that leap years add comes last.
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = (month + 9) % 12
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    dayNumber = 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719_468
  }

  /// The number of days of a month; nil where there is no such month.
  public static func lastDay(ofMonth month: Int64, year: Int64) -> Int64? {
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: 31
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: nil
    }
  }

  /// Year, month from 1 and day from 1.
  public var parts: (year: Int64, month: Int64, day: Int64) {
    let days = dayNumber + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day of the week, Sunday being 0.
  public var dayOfWeek: Int64 { (dayNumber + 4 + 7 * 100_000) % 7 }

  /// The date some months later or earlier, on the last day of its month where the month is too short; nil outside the
  /// years.
  public func adding(months: Int64) -> CalendarDate? {
    guard months.magnitude <= 5000 else { return nil }
    let (year, month, day) = parts
    let total = year * 12 + month - 1 + months
    guard total >= 0, let last = Self.lastDay(ofMonth: total % 12 + 1, year: total / 12) else { return nil }
    return CalendarDate(year: total / 12, month: total % 12 + 1, day: min(day, last))
  }
}

extension CalendarDate: Comparable, CustomStringConvertible {
  /// Orders by time.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }

  /// The date in ISO 8601: `2025-05-16`.
  public var description: String {
    let (year, month, day) = parts
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }
}

/// A number below 100 with two digits.
func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
