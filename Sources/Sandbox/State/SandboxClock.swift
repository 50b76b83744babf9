import Conversations
import Expressions
import FoundationEssentials

extension Timestamp {
  /// As the header `Date` has it.
  var httpDate: String {
    let (year, month, day) = date.parts
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return
      "\(days[Int(date.dayOfWeek)]), \(day < 10 ? "0" : "")\(day) \(months[Int(month) - 1]) \(year) \(clockTime) GMT"
  }
}

/// Tells the time in milliseconds since the beginning of 1970.
public typealias SandboxClock = @Sendable () -> Int64

/// The clock of the machine.
public let systemClock: SandboxClock = { Int64(Date().timeIntervalSince1970 * 1000) }
