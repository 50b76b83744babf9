/// A duration in milliseconds, positive or negative: the Duration of the language.
public struct TimeSpan: Hashable, Sendable {
  /// The longest duration in milliseconds.
  public static let maximum = Value.maximumInteger

  /// The length.
  public let milliseconds: Int64

  /// Creates a duration; nil where it is too long.
  public init?(milliseconds: Int64) {
    guard milliseconds.magnitude <= Self.maximum.magnitude else { return nil }
    self.milliseconds = milliseconds
  }

  init(clamping milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, -Self.maximum), Self.maximum)
  }

  /// Adds up parts, each of which may be negative; nil where the sum is too long.
  init?(days: Int64, hours: Int64, minutes: Int64, seconds: Int64, milliseconds: Int64) {
    var sum = milliseconds
    let parts = [(days, ClockTime.millisecondsPerDay), (hours, 3_600_000), (minutes, 60_000), (seconds, 1000)]
    for (count, unit) in parts {
      let (product, isProductTooLarge) = count.multipliedReportingOverflow(by: unit)
      let (next, isSumTooLarge) = sum.addingReportingOverflow(product)
      guard !isProductTooLarge, !isSumTooLarge else { return nil }
      sum = next
    }
    self.init(milliseconds: sum)
  }

  /// The sum; nil where it is too long.
  func adding(_ other: TimeSpan) -> TimeSpan? { TimeSpan(milliseconds: milliseconds + other.milliseconds) }

  /// The difference; nil where it is too long.
  func subtracting(_ other: TimeSpan) -> TimeSpan? { TimeSpan(milliseconds: milliseconds - other.milliseconds) }
}

extension TimeSpan: Comparable, CustomStringConvertible {
  /// Orders by length.
  public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }

  /// The duration in ISO 8601 without the parts that are 0: `PT2M30S`, `P1DT1.5S`, `-PT5S`, `PT0S`.
  public var description: String {
    guard milliseconds != 0 else { return "PT0S" }
    var rest = Int64(milliseconds.magnitude)
    var text = milliseconds < 0 ? "-P" : "P"
    let days = rest / ClockTime.millisecondsPerDay
    if days > 0 { text += "\(days)D" }
    rest %= ClockTime.millisecondsPerDay
    guard rest > 0 else { return text }
    text += "T"
    for (unit, size) in [("H", 3_600_000 as Int64), ("M", 60_000)] where rest >= size {
      text += "\(rest / size)\(unit)"
      rest %= size
    }
    if rest > 0 {
      let seconds = DecimalNumber(rest).divided(by: DecimalNumber(1000))?.description ?? "0"
      text += "\(seconds)S"
    }
    return text
  }
}
