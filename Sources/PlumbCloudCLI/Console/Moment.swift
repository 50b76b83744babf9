#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A time of the system's clock.
struct Moment {
  let seconds: Int
  let milliseconds: Int

  /// The time now.
  static var now: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(seconds: Int(time.tv_sec), milliseconds: Int(time.tv_nsec) / 1_000_000)
  }

  /// The time as Genesys Cloud writes it: `2026-05-04T12:00:00.000Z`.
  var iso8601: String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map { Self.padded($0, 2) }
    return date.joined(separator: "-") + "T" + Self.clock(parts) + "." + Self.padded(milliseconds, 3) + "Z"
  }

  /// The time of day, UTC.
  var clockTime: String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    return Self.clock(parts)
  }

  /// Reads the `Date` header of a reply: `Mon, 04 May 2026 12:00:00 GMT`.
  init?(httpDate text: String) {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int32(words[1]), let year = Int32(words[3]),
      let month = Self.months.firstIndex(of: words[2].lowercased())
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int32($0) }
    guard clock.count == 3, (1970...9999).contains(year) else { return nil }
    var parts = tm()
    parts.tm_year = year - 1900
    parts.tm_mon = Int32(month)
    parts.tm_mday = day
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (clock[0], clock[1], clock[2])
    self.init(seconds: Int(timegm(&parts)), milliseconds: 0)
  }

  private init(seconds: Int, milliseconds: Int) {
    self.seconds = seconds
    self.milliseconds = milliseconds
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func clock(_ parts: tm) -> String {
    [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }.joined(separator: ":")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }
}
