/// A decimal number of up to 40 significant digits, exact.
///
/// A number is below 10⁴⁰ and has at most 80 digits after the point. A result with more digits is rounded to the nearest
/// number, a tie to the even digit; one that is too large is nil. Equal numbers have the same text: zeros at the end of
/// the fraction are not kept.
public struct DecimalNumber: Hashable, Sendable {
  /// How many significant digits a number has at most.
  public static let maximumDigits = 40
  /// How many digits a number has at most after the point.
  public static let maximumPlaces = 80
  /// Zero.
  public static let zero = DecimalNumber(normalized: .zero, exponent: 0, isNegative: false)

  /// Whether the number is below zero.
  public let isNegative: Bool
  /// The digits, of which the last is not 0.
  let digits: DecimalDigits
  /// The power of ten that `digits` are multiplied by.
  let exponent: Int

  private init(normalized digits: DecimalDigits, exponent: Int, isNegative: Bool) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// Creates the number of an integer.
  public init(_ value: Int64) {
    let (digits, zeros) = DecimalDigits(value.magnitude).withoutTrailingZeros
    self.init(normalized: digits, exponent: zeros, isNegative: value < 0)
  }

  /// Rounds digits to a number; nil where it is too large.
  init?(isNegative: Bool, digits: DecimalDigits, exponent: Int, rounding: Rounding = .halfEven) {
    let excess = max(digits.digitCount - Self.maximumDigits, -Self.maximumPlaces - exponent, 0)
    let (kept, rest) = digits.dropping(excess)
    let rounded = rounding.roundsAway(kept, rest: rest, isNegative: isNegative) ? kept + DecimalDigits(1) : kept
    let (shortest, zeros) = rounded.withoutTrailingZeros
    let power = exponent + excess + zeros
    guard !shortest.isZero else {
      self = .zero
      return
    }
    guard shortest.digitCount + power <= Self.maximumDigits else { return nil }
    self.init(normalized: shortest, exponent: power, isNegative: isNegative)
  }

  /// Reads digits with an optional sign, fraction and exponent, such as `-12.50` or `1e3`.
  ///
  /// Nil where the text is something else, or a number that is too large. One with more than 40 significant digits is
  /// rounded when `isRounded` says so, otherwise it is nil too.
  public init?(parsing text: String, isRounded: Bool = false) {
    guard let notation = DecimalNotation(Array(text.utf8)) else { return nil }
    let digits = DecimalDigits(digits: notation.digits)
    guard !digits.isZero else {
      self = .zero
      return
    }
    let significant = digits.withoutTrailingZeros.digits.digitCount
    let lowest = notation.exponent + (digits.digitCount - significant)
    if !isRounded, significant > Self.maximumDigits || lowest < -Self.maximumPlaces { return nil }
    self.init(isNegative: notation.isNegative, digits: digits, exponent: notation.exponent)
  }

  /// Whether the number is zero.
  public var isZero: Bool { digits.isZero }

  /// Whether the number has no fraction.
  public var isInteger: Bool { exponent >= 0 }

  /// The number as a 64-bit integer; nil where it has a fraction or is too large.
  public var integer: Int64? {
    guard isInteger, let magnitude = digits.shifted(by: exponent).small else { return nil }
    if isNegative { return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
    return Int64(exactly: magnitude)
  }
}

/// The parts of a number as it is written.
private struct DecimalNotation {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    digits = Self.takeDigits(&rest)
    guard !digits.isEmpty else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = Self.takeDigits(&rest)
      guard !fraction.isEmpty else { return nil }
      digits += fraction
      exponent = -fraction.count
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      guard let power = Self.takeExponent(&rest) else { return nil }
      exponent += power
    }
    guard rest.isEmpty else { return nil }
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = rest.prefix(while: Characters.isDigit)
    rest = rest.dropFirst(digits.count)
    return Array(digits)
  }

  /// An exponent, at most a million either way: beyond that every number is zero or too large.
  private static func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var sign = 1
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      rest.removeFirst()
    }
    let digits = takeDigits(&rest)
    guard !digits.isEmpty else { return nil }
    return sign * min(Int(String(decoding: digits, as: UTF8.self)) ?? .max, 1_000_000)
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// The number in full, without an exponent: `-0.5`, `1200`.
  public var description: String {
    guard !isZero else { return "0" }
    var text = digits.text
    if exponent >= 0 {
      text += [UInt8](repeating: 48, count: exponent)
    } else {
      let places = -exponent
      if text.count <= places { text = [UInt8](repeating: 48, count: places - text.count + 1) + text }
      text.insert(UInt8(ascii: "."), at: text.count - places)
    }
    return (isNegative ? "-" : "") + String(decoding: text, as: UTF8.self)
  }
}

extension DecimalNumber: Comparable {
  /// Orders by value.
  public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let (first, second, _) = aligned(left, right)
    return left.isNegative ? second < first : first < second
  }

  /// The digits of both numbers at the smaller of both exponents.
  static func aligned(_ left: DecimalNumber, _ right: DecimalNumber) -> (DecimalDigits, DecimalDigits, exponent: Int) {
    let exponent = min(left.exponent, right.exponent)
    return (
      left.digits.shifted(by: left.exponent - exponent), right.digits.shifted(by: right.exponent - exponent), exponent
    )
  }
}
