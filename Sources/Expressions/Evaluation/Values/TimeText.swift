/// Reads dates, times and durations in the forms of ISO 8601 that Plumb takes.
struct TimeText {
  private var rest: ArraySlice<UInt8>

  private init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  /// `2025-05-16`, or that and a time as ``time(_:)`` takes it after a `T`, with `Z`, an offset such as `+02:00`, or
  /// nothing for UTC at its end.
  ///
  /// - Parameter needsColon: whether an offset must have its colon.
  static func dateTime(_ text: String, needsColon: Bool = true) -> DateTime? {
    var reader = TimeText(text)
    guard let date = reader.date() else { return nil }
    guard !reader.rest.isEmpty else { return DateTime(date: date, time: ClockTime(milliseconds: 0)) }
    guard reader.take("T"), let time = reader.time(), let offset = reader.offset(needsColon), reader.rest.isEmpty else {
      return nil
    }
    return DateTime(date: date, time: time).adding(milliseconds: -offset * 60_000)
  }

  /// `2025-05-16`.
  static func date(_ text: String) -> CalendarDate? {
    var reader = TimeText(text)
    guard let date = reader.date(), reader.rest.isEmpty else { return nil }
    return date
  }

  /// `19:47`, `19:47:29` or `19:47:29.309`; digits after the third of the fraction are cut off.
  static func time(_ text: String) -> ClockTime? {
    var reader = TimeText(text)
    guard let time = reader.time(), reader.rest.isEmpty else { return nil }
    return time
  }

  /// `P1DT2H3M4.5S` with any of its parts, and a sign before it.
  static func duration(_ text: String) -> TimeSpan? {
    var reader = TimeText(text)
    let sign: Int64 = reader.take("-") ? -1 : 1
    guard reader.take("P"), !reader.rest.isEmpty else { return nil }
    var parts: [UInt8: Int64] = [:]
    if let days = reader.part("D") { parts[UInt8(ascii: "D")] = days }
    if reader.take("T") {
      for unit in ["H", "M"] as [Unicode.Scalar] {
        if let count = reader.part(unit) { parts[UInt8(truncatingIfNeeded: unit.value)] = count }
      }
      if let milliseconds = reader.seconds() { parts[UInt8(ascii: "S")] = milliseconds }
      guard parts.contains(where: { $0.key != UInt8(ascii: "D") }) else { return nil }
    }
    guard reader.rest.isEmpty, !parts.isEmpty else { return nil }
    return TimeSpan(
      days: sign * (parts[UInt8(ascii: "D")] ?? 0), hours: sign * (parts[UInt8(ascii: "H")] ?? 0),
      minutes: sign * (parts[UInt8(ascii: "M")] ?? 0), seconds: 0, milliseconds: sign * (parts[UInt8(ascii: "S")] ?? 0))
  }

  // MARK: Parts

  private mutating func date() -> CalendarDate? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2) else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  private mutating func time() -> ClockTime? {
    guard let hour = digits(2), take(":"), let minute = digits(2) else { return nil }
    guard take(":") else { return ClockTime(hour: hour, minute: minute) }
    guard let second = digits(2) else { return nil }
    guard take(".") else { return ClockTime(hour: hour, minute: minute, second: second) }
    guard let millisecond = fraction() else { return nil }
    return ClockTime(hour: hour, minute: minute, second: second, millisecond: millisecond)
  }

  /// An offset from UTC in minutes.
  private mutating func offset(_ needsColon: Bool) -> Int64? {
    if rest.isEmpty || take("Z") { return 0 }
    let sign: Int64 = rest.first == UInt8(ascii: "-") ? -1 : 1
    guard take("+") || take("-"), let hours = digits(2), take(":") || !needsColon, let minutes = digits(2), hours < 24,
      minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }

  /// The milliseconds of a fraction of a second.
  private mutating func fraction() -> Int64? {
    let all = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard !all.isEmpty else { return nil }
    rest = rest.dropFirst(all.count)
    var value: Int64 = 0
    for place in 0..<3 { value = value * 10 + (place < all.count ? Int64(all[all.startIndex + place]) - 48 : 0) }
    return value
  }

  /// A number before a letter.
  private mutating func part(_ unit: Unicode.Scalar) -> Int64? {
    let before = rest
    guard let number = number(), take(unit) else {
      rest = before
      return nil
    }
    return number
  }

  /// Seconds with or without a fraction, in milliseconds.
  private mutating func seconds() -> Int64? {
    let before = rest
    guard let seconds = number() else { return nil }
    var milliseconds: Int64 = 0
    if take(".") {
      guard let value = fraction() else {
        rest = before
        return nil
      }
      milliseconds = value
    }
    guard take("S") else {
      rest = before
      return nil
    }
    return seconds * 1000 + milliseconds
  }

  /// At most twelve digits, so that no sum overflows.
  private mutating func number() -> Int64? {
    let all = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard (1...12).contains(all.count) else { return nil }
    return digits(all.count)
  }

  private mutating func digits(_ count: Int) -> Int64? {
    guard rest.count >= count else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(count) {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int64(byte) - 48
    }
    rest = rest.dropFirst(count)
    return value
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == scalar.value else { return false }
    rest.removeFirst()
    return true
  }
}
