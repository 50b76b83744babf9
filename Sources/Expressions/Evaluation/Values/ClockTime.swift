/// A time of day with milliseconds.
public struct ClockTime: Hashable, Sendable {
  static let millisecondsPerDay: Int64 = 86_400_000

  /// Milliseconds since midnight.
  let milliseconds: Int64

  /// Creates the time some milliseconds after midnight; those of whole days do not count.
  init(milliseconds: Int64) {
    let rest = milliseconds % Self.millisecondsPerDay
    self.milliseconds = rest < 0 ? rest + Self.millisecondsPerDay : rest
  }

  /// Creates a time; nil where there is none.
  public init?(hour: Int64, minute: Int64, second: Int64 = 0, millisecond: Int64 = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second), (0...999).contains(millisecond)
    else { return nil }
    milliseconds = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  }

  /// The hour, from 0 to 23.
  public var hour: Int64 { milliseconds / 3_600_000 }
  /// The minute.
  public var minute: Int64 { milliseconds / 60_000 % 60 }
  /// The second.
  public var second: Int64 { milliseconds / 1000 % 60 }
  /// The millisecond.
  public var millisecond: Int64 { milliseconds % 1000 }
}

extension ClockTime: Comparable, CustomStringConvertible {
  /// Orders by time.
  public static func < (left: ClockTime, right: ClockTime) -> Bool { left.milliseconds < right.milliseconds }

  /// The time in ISO 8601, with milliseconds where there are any: `19:47:29`, `19:47:29.309`.
  public var description: String {
    "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))" + (millisecond == 0 ? "" : fraction)
  }

  /// The point and three digits of the milliseconds.
  var fraction: String { "." + String(1000 + millisecond).dropFirst() }
}
