package import Expressions

/// A moment, in milliseconds since the beginning of 1970 in UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the beginning of 1970.
  public let milliseconds: Int64

  /// Creates a moment.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads an ISO 8601 date and time such as `2026-03-02T10:00:00.000Z` or `2026-03-02T10:00:00+01:00`; one without a
  /// zone is taken as UTC. Nil where the text is something else.
  public init?(parsing text: String) {
    guard let moment = DateTime(writtenByAPI: text) else { return nil }
    milliseconds = moment.milliseconds
  }

  /// Orders by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Timestamp {
  /// The first moment of all.
  package static let earliest = Timestamp(milliseconds: .min)

  /// The moment some time later, or the nearest one that there is.
  package static func + (moment: Timestamp, time: Duration) -> Timestamp {
    Timestamp(milliseconds: Int64(clamping: Int128(moment.milliseconds) + time.attoseconds / 1_000_000_000_000_000))
  }

  /// The time from one moment to another.
  package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .milliseconds(Int128(later.milliseconds) - Int128(earlier.milliseconds))
  }

  /// The date in UTC, the nearest one that the calendar has.
  package var date: CalendarDate { dateTime.date }

  /// Hours, minutes and seconds in UTC: `10:04:31`.
  package var clockTime: String { String(iso8601.dropFirst("2026-05-04T".count).prefix("10:04:31".count)) }

  /// The moment as Genesys Cloud writes it: `2026-05-04T12:00:00.000Z`.
  package var iso8601: String { dateTime.description }

  private var dateTime: DateTime {
    DateTime(milliseconds: milliseconds) ?? (milliseconds < 0 ? .minimum : .maximum)
  }
}
