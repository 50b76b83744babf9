/// A length of time as exports write it out.
package struct FlowDuration {
  /// The length, in thousandths of a second.
  package private(set) var milliseconds: Int

  /// Takes the parts of a literal of Archy: `minutes: 1`; nil for anything else.
  package init?(archy parts: [(key: String, text: String)]) {
    guard !parts.isEmpty else { return nil }
    milliseconds = 0
    for (key, text) in parts {
      guard let unit = Self.units[key], let number = Int(text), add(number, unit) else { return nil }
    }
  }

  /// Takes a text such as `P0D0H1M0S0F`, F being thousandths of a second, or one of ISO 8601.
  package init?(configured text: String) {
    milliseconds = 0
    // In ISO 8601 an M before the T is months, of which nobody knows the length.
    let isStandard = !text.hasSuffix("F")
    var digits = ""
    var isFound = false
    var isTime = false
    for letter in text.dropFirst() {
      switch letter {
      case "0"..."9": digits.append(letter)
      case "T" where !isTime && digits.isEmpty: isTime = true
      case "D", "H", "M", "S", "F":
        if letter == "M", isStandard, !isTime { return nil }
        guard let number = Int(digits), let unit = Self.letters[letter], add(number, unit) else { return nil }
        digits = ""
        isFound = true
      default: return nil
      }
    }
    guard isFound, digits.isEmpty, text.hasPrefix("P") else { return nil }
  }

  private mutating func add(_ number: Int, _ unit: Int) -> Bool {
    let (product, isBeyond) = number.multipliedReportingOverflow(by: unit)
    let (sum, isOver) = milliseconds.addingReportingOverflow(product)
    milliseconds = sum
    return !isBeyond && !isOver
  }

  /// The length in ISO 8601, in the largest units that fit.
  var text: String {
    var rest = milliseconds
    var text = "P"
    func take(_ unit: Int) -> Int {
      defer { rest %= unit }
      return rest / unit
    }
    let days = take(86_400_000)
    if days != 0 { text += "\(days)D" }
    let (hours, minutes, seconds) = (take(3_600_000), take(60_000), take(1000))
    if hours != 0 || minutes != 0 || seconds != 0 || rest != 0 || days == 0 { text += "T" }
    if hours != 0 { text += "\(hours)H" }
    if minutes != 0 { text += "\(minutes)M" }
    if rest != 0 {
      let thousandths = String(repeating: "0", count: 3 - "\(rest)".count) + "\(rest)"
      text += "\(seconds).\(thousandths)S"
    } else if seconds != 0 || hours == 0 && minutes == 0 && days == 0 {
      text += "\(seconds)S"
    }
    return text
  }

  private static let units = [
    "days": 86_400_000, "hours": 3_600_000, "minutes": 60_000, "seconds": 1000, "ms": 1, "milliseconds": 1,
  ]
  private static let letters: [Character: Int] = ["D": 86_400_000, "H": 3_600_000, "M": 60_000, "S": 1000, "F": 1]
}
