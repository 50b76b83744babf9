import Conversations
import Expressions
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
  var text: String { timestamp.iso8601 }

  /// As the header `Date` has it.
  var headerText: String {
    let (year, month, day) = timestamp.date.parts
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(days[Int(timestamp.date.dayOfWeek)]), \(day < 10 ? "0" : "")\(day) \(months[Int(month) - 1]) \(year) "
      + "\(timestamp.clockTime) GMT"
  }

  private var timestamp: Timestamp {
    let (microseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
    return Timestamp(microseconds: overflow ? (milliseconds < 0 ? .min : .max) : microseconds)
  }
}

/// Tells the time in milliseconds since the beginning of 1970.
public typealias SandboxClock = @Sendable () -> Int64

/// The clock of the machine.
public let systemClock: SandboxClock = { Int64(Date().timeIntervalSince1970 * 1000) }
