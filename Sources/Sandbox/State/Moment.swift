import Conversations
import FoundationEssentials

/// A moment in milliseconds since the beginning of 1970 in UTC.
struct Moment: Hashable, Comparable, Sendable {
  var milliseconds: Int64

  init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads an ISO 8601 date and time.
  init?(parsing text: String) {
    guard let time = Timestamp(parsing: text) else { return nil }
    milliseconds = time.microseconds / 1000
  }

  static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  /// The moment some milliseconds later, or earlier with a negative number.
  func advanced(by milliseconds: Int64) -> Moment {
    Moment(milliseconds: self.milliseconds.addingReportingOverflow(milliseconds).partialValue)
  }

  /// As the API writes it: `2026-05-04T10:30:00.000Z`.
  var text: String {
    let parts = calendarParts
    return "\(padded(parts.year, 4))-\(padded(parts.month))-\(padded(parts.day))T\(padded(parts.hour)):"
      + "\(padded(parts.minute)):\(padded(parts.second)).\(padded(parts.millisecond, 3))Z"
  }

  /// As the header `Date` has it.
  var headerText: String {
    let parts = calendarParts
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(days[parts.weekday]), \(padded(parts.day)) \(months[parts.month - 1]) \(padded(parts.year, 4)) "
      + "\(padded(parts.hour)):\(padded(parts.minute)):\(padded(parts.second)) GMT"
  }

  private struct CalendarParts {
    var year, month, day, weekday, hour, minute, second, millisecond: Int
  }

  /// The date of the Gregorian calendar; years begin in March while it is computed, so that the leap day comes last.
  private var calendarParts: CalendarParts {
    let day: Int64 = 86_400_000
    let days = (milliseconds - floorModulo(milliseconds, day)) / day
    let rest = Int(floorModulo(milliseconds, day))
    let shifted = days + 719_468
    let era = (shifted - floorModulo(shifted, 146_097)) / 146_097
    let dayOfEra = floorModulo(shifted, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    return CalendarParts(
      year: Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month: month,
      day: Int(dayOfYear - (153 * marchMonth + 2) / 5) + 1, weekday: Int(floorModulo(days, 7)),
      hour: rest / 3_600_000, minute: rest / 60_000 % 60, second: rest / 1000 % 60, millisecond: rest % 1000)
  }
}

private func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 {
  let rest = value % divisor
  return rest < 0 ? rest + divisor : rest
}

private func padded(_ value: Int, _ width: Int = 2) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}

/// Tells the time in milliseconds since the beginning of 1970.
public typealias SandboxClock = @Sendable () -> Int64

/// The clock of the machine.
public let systemClock: SandboxClock = { Int64(Date().timeIntervalSince1970 * 1000) }
