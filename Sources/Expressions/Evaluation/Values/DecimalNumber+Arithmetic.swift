/// How a number between two others is rounded to one of them.
public enum Rounding: Sendable {
  /// To the nearest, a tie to the even digit.
  case halfEven
  /// To the nearest, a tie away from zero.
  case halfAwayFromZero
  case towardZero
  case awayFromZero
  /// Towards negative infinity.
  case down
  /// Towards positive infinity.
  case up

  func roundsAway(_ kept: DecimalDigits, rest: DecimalDigits.Rest, isNegative: Bool) -> Bool {
    guard rest != .nothing else { return false }
    switch self {
    case .halfEven: return rest == .aboveHalf || (rest == .half && kept.isOdd)
    case .halfAwayFromZero: return rest >= .half
    case .towardZero: return false
    case .awayFromZero: return true
    case .down: return isNegative
    case .up: return !isNegative
    }
  }
}

extension DecimalNumber {
  /// The number with the other sign.
  public static prefix func - (number: DecimalNumber) -> DecimalNumber {
    DecimalNumber(isNegative: !number.isNegative, digits: number.digits, exponent: number.exponent) ?? .zero
  }

  /// The number without its sign.
  public var magnitude: DecimalNumber { isNegative ? -self : self }

  /// The sum; nil where it is too large.
  public func adding(_ other: DecimalNumber) -> DecimalNumber? {
    let (first, second, exponent) = Self.aligned(self, other)
    if isNegative == other.isNegative {
      return DecimalNumber(isNegative: isNegative, digits: first + second, exponent: exponent)
    }
    if first < second {
      return DecimalNumber(isNegative: other.isNegative, digits: second - first, exponent: exponent)
    }
    return DecimalNumber(isNegative: isNegative, digits: first - second, exponent: exponent)
  }

  /// The difference; nil where it is too large.
  public func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    adding(-other)
  }

  /// The product; nil where it is too large.
  public func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    DecimalNumber(
      isNegative: isNegative != other.isNegative, digits: digits * other.digits, exponent: exponent + other.exponent)
  }

  /// The quotient; nil where it is too large or the divisor is zero.
  public func divided(by other: DecimalNumber) -> DecimalNumber? {
    guard !other.isZero else { return nil }
    // Two digits more than can be kept, and a last one that stands for all that follow, make the rounding right.
    let shift = max(0, Self.maximumDigits + 2 + other.digits.digitCount - digits.digitCount)
    let (quotient, remainder) = digits.shifted(by: shift).divided(by: other.digits)
    let sticky = remainder.isZero ? quotient : quotient.shifted(by: 1) + DecimalDigits(1)
    return DecimalNumber(
      isNegative: isNegative != other.isNegative, digits: sticky,
      exponent: exponent - other.exponent - shift - (remainder.isZero ? 0 : 1))
  }

  /// What is left of a division with an integer quotient cut towards zero: it has the sign of the dividend. Nil where
  /// the divisor is zero.
  public func remainder(dividingBy other: DecimalNumber) -> DecimalNumber? {
    guard !other.isZero else { return nil }
    let (first, second, exponent) = Self.aligned(self, other)
    return DecimalNumber(isNegative: isNegative, digits: first.divided(by: second).remainder, exponent: exponent)
  }

  /// The power with an integer exponent; nil where it is too large, or zero is raised to a negative power.
  ///
  /// Every multiplication rounds to 40 digits, so the last digits of a long power may differ from the exact one.
  public func raised(to power: Int64) -> DecimalNumber? {
    var base = self
    if power < 0 {
      guard let reciprocal = DecimalNumber(1).divided(by: self) else { return nil }
      base = reciprocal
    }
    var result = DecimalNumber(1)
    var rest = power.magnitude
    while rest > 0 {
      if rest % 2 == 1 {
        guard let product = result.multiplied(by: base) else { return nil }
        result = product
      }
      rest /= 2
      guard rest > 0 else { break }
      guard let square = base.multiplied(by: base) else { return nil }
      base = square
    }
    return result
  }

  /// The square root; nil for a number below zero.
  public var squareRoot: DecimalNumber? {
    guard !isZero else { return .zero }
    guard !isNegative else { return nil }
    var shift = max(0, 2 * Self.maximumDigits + 4 - digits.digitCount)
    if (exponent - shift) % 2 != 0 { shift += 1 }
    let (root, isExact) = digits.shifted(by: shift).squareRoot
    let power = (exponent - shift) / 2
    return isExact
      ? DecimalNumber(isNegative: false, digits: root, exponent: power)
      : DecimalNumber(isNegative: false, digits: root.shifted(by: 1) + DecimalDigits(1), exponent: power - 1)
  }

  /// The number with at most `places` digits after the point; nil where rounding makes it too large.
  ///
  /// Negative places round to tens, hundreds and so on.
  public func rounded(toPlaces places: Int = 0, _ rounding: Rounding = .halfEven) -> DecimalNumber? {
    let places = min(max(places, -Self.maximumDigits - 1), Self.maximumPlaces)
    let excess = -exponent - places
    guard excess > 0 else { return self }
    let (kept, rest) = digits.dropping(excess)
    let rounded = rounding.roundsAway(kept, rest: rest, isNegative: isNegative) ? kept + DecimalDigits(1) : kept
    return DecimalNumber(isNegative: isNegative, digits: rounded, exponent: exponent + excess)
  }
}
