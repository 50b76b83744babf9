/// A natural number of any size in limbs of nine decimal digits, the lowest first: what ``DecimalNumber`` counts with.
///
/// Decimal limbs make it cheap to shift by powers of ten and to write the number down.
struct DecimalDigits: Hashable, Sendable {
  static let base: UInt64 = 1_000_000_000
  static let digitsPerLimb = 9
  static let zero = DecimalDigits(limbs: [])

  /// The limbs, each below ``base``; the highest is not zero.
  private(set) var limbs: [UInt32]

  private init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt64) {
    var rest = value
    var limbs: [UInt32] = []
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
    self.limbs = limbs
  }

  /// Reads decimal digits; other bytes must not be among them.
  init(digits: some BidirectionalCollection<UInt8>) {
    var limbs: [UInt32] = []
    var rest = digits[...]
    while !rest.isEmpty {
      limbs.append(rest.suffix(Self.digitsPerLimb).reduce(0) { $0 * 10 + UInt32($1 &- 48) })
      rest = rest.dropLast(Self.digitsPerLimb)
    }
    self.init(limbs: limbs)
  }

  var isZero: Bool { limbs.isEmpty }
  var isOdd: Bool { (limbs.first ?? 0) % 2 == 1 }

  /// The number of decimal digits; none for zero.
  var digitCount: Int {
    limbs.last.map { (limbs.count - 1) * Self.digitsPerLimb + String($0).utf8.count } ?? 0
  }

  /// The number as UInt64, or nil where it is larger.
  var small: UInt64? {
    guard limbs.count <= 3 else { return nil }
    var value: UInt64 = 0
    for limb in limbs.reversed() {
      let (product, overflow) = value.multipliedReportingOverflow(by: Self.base)
      let (sum, carry) = product.addingReportingOverflow(UInt64(limb))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// The digits in ASCII, without leading zeros; empty for zero.
  var text: [UInt8] {
    guard let top = limbs.last else { return [] }
    // A one before the digits of a limb keeps its zeros.
    return limbs.dropLast().reversed().reduce(into: Array(String(top).utf8)) { text, limb in
      text += String(Self.base + UInt64(limb)).utf8.dropFirst()
    }
  }

  static func + (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    var sum: [UInt32] = []
    sum.reserveCapacity(max(left.limbs.count, right.limbs.count) + 1)
    var carry: UInt64 = 0
    for place in 0..<max(left.limbs.count, right.limbs.count) {
      let total = UInt64(left.limb(place)) + UInt64(right.limb(place)) + carry
      sum.append(UInt32(total % base))
      carry = total / base
    }
    sum.append(UInt32(carry))
    return DecimalDigits(limbs: sum)
  }

  /// The difference; `right` must not be larger than `left`.
  static func - (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    var difference: [UInt32] = []
    difference.reserveCapacity(left.limbs.count)
    var borrow: UInt64 = 0
    for place in 0..<left.limbs.count {
      let total = UInt64(left.limb(place)) + base - UInt64(right.limb(place)) - borrow
      difference.append(UInt32(total % base))
      borrow = total < base ? 1 : 0
    }
    return DecimalDigits(limbs: difference)
  }

  static func * (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    guard !left.isZero, !right.isZero else { return .zero }
    var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (place, factor) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (offset, other) in right.limbs.enumerated() {
        let total = UInt64(factor) * UInt64(other) + UInt64(product[place + offset]) + carry
        product[place + offset] = UInt32(total % base)
        carry = total / base
      }
      product[place + right.limbs.count] = UInt32(carry)
    }
    return DecimalDigits(limbs: product)
  }

  /// The number times ten to the power of `count`.
  func shifted(by count: Int) -> DecimalDigits {
    guard count > 0, !isZero else { return self }
    let zeros = [UInt32](repeating: 0, count: count / Self.digitsPerLimb)
    return DecimalDigits(limbs: zeros + limbs) * DecimalDigits(Self.powers[count % Self.digitsPerLimb])
  }

  private func limb(_ place: Int) -> UInt32 {
    place < limbs.count ? limbs[place] : 0
  }

  static let powers: [UInt64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
}

extension DecimalDigits: Comparable {
  static func < (left: DecimalDigits, right: DecimalDigits) -> Bool {
    left.limbs.count == right.limbs.count
      ? left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed()) : left.limbs.count < right.limbs.count
  }
}

extension DecimalDigits {
  /// How what was cut off compares with one half of the last digit that is left.
  enum Rest: Comparable {
    case nothing, belowHalf, half, aboveHalf
  }

  /// Cuts off the lowest `count` digits.
  func dropping(_ count: Int) -> (kept: DecimalDigits, rest: Rest) {
    guard count > 0, !isZero else { return (self, .nothing) }
    guard count <= digitCount else { return (.zero, .belowHalf) }
    let below = count - 1
    let lowLimbs = below / Self.digitsPerLimb
    var isExact = limbs.prefix(lowLimbs).allSatisfy { $0 == 0 }
    let (upper, lost) = DecimalDigits(limbs: Array(limbs.dropFirst(lowLimbs)))
      .dividedBySmall(Self.powers[below % Self.digitsPerLimb])
    if lost != 0 { isExact = false }
    let (kept, digit) = upper.dividedBySmall(10)
    switch digit {
    case 0: return (kept, isExact ? .nothing : .belowHalf)
    case 1...4: return (kept, .belowHalf)
    case 5: return (kept, isExact ? .half : .aboveHalf)
    default: return (kept, .aboveHalf)
    }
  }

  /// The number without the zeros at its end, and how many they were.
  var withoutTrailingZeros: (digits: DecimalDigits, count: Int) {
    let zeroLimbs = limbs.prefix { $0 == 0 }.count
    guard zeroLimbs < limbs.count else { return (self, 0) }
    var limb = limbs[zeroLimbs]
    var zeros = 0
    while limb % 10 == 0 {
      limb /= 10
      zeros += 1
    }
    guard zeroLimbs + zeros > 0 else { return (self, 0) }
    let shortened = DecimalDigits(limbs: Array(limbs.dropFirst(zeroLimbs))).dividedBySmall(Self.powers[zeros]).quotient
    return (shortened, zeroLimbs * Self.digitsPerLimb + zeros)
  }

  /// Divides by a number of at most nine digits, not zero.
  func dividedBySmall(_ divisor: UInt64) -> (quotient: DecimalDigits, remainder: UInt64) {
    var quotient = limbs
    var remainder: UInt64 = 0
    for place in stride(from: limbs.count - 1, through: 0, by: -1) {
      let total = remainder * Self.base + UInt64(limbs[place])
      quotient[place] = UInt32(total / divisor)
      remainder = total % divisor
    }
    return (DecimalDigits(limbs: quotient), remainder)
  }

  /// Divides by a number that is not zero (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
  func divided(by divisor: DecimalDigits) -> (quotient: DecimalDigits, remainder: DecimalDigits) {
    if self < divisor { return (.zero, self) }
    guard divisor.limbs.count > 1, let top = divisor.limbs.last else {
      let (quotient, remainder) = dividedBySmall(UInt64(max(1, divisor.limb(0))))
      return (quotient, DecimalDigits(remainder))
    }
    let scale = Self.base / (UInt64(top) + 1)
    var rest = (self * DecimalDigits(scale)).limbs
    rest.append(0)
    let parts = (divisor * DecimalDigits(scale)).limbs
    let count = parts.count
    var quotient = [UInt32](repeating: 0, count: max(1, rest.count - count))
    for place in stride(from: rest.count - count - 1, through: 0, by: -1) {
      let guess = Self.quotientDigit(of: rest, at: place, by: parts)
      quotient[place] = UInt32(Self.subtract(parts, times: guess, from: &rest, at: place))
    }
    let remainder = DecimalDigits(limbs: rest).dividedBySmall(scale).quotient
    return (DecimalDigits(limbs: quotient), remainder)
  }

  /// Guesses one limb of a quotient: right or one too large.
  private static func quotientDigit(of rest: [UInt32], at place: Int, by parts: [UInt32]) -> UInt64 {
    let count = parts.count
    let head = UInt64(rest[place + count]) * base + UInt64(rest[place + count - 1])
    var guess = head / UInt64(parts[count - 1])
    var left = head % UInt64(parts[count - 1])
    while guess >= base || guess * UInt64(parts[count - 2]) > left * base + UInt64(rest[place + count - 2]) {
      guess -= 1
      left += UInt64(parts[count - 1])
      if left >= base { break }
    }
    return guess
  }

  /// Takes `guess` times the divisor away, or once less where that is too much; gives the factor that was right.
  private static func subtract(_ parts: [UInt32], times guess: UInt64, from rest: inout [UInt32], at place: Int)
    -> UInt64
  {
    var carry: UInt64 = 0
    var borrow: UInt64 = 0
    for offset in 0...parts.count {
      let product = (offset < parts.count ? guess * UInt64(parts[offset]) : 0) + carry
      carry = product / base
      let total = UInt64(rest[place + offset]) + base - product % base - borrow
      rest[place + offset] = UInt32(total % base)
      borrow = total < base ? 1 : 0
    }
    guard borrow != 0 else { return guess }
    var sum: UInt64 = 0
    for offset in 0...parts.count {
      let total = UInt64(rest[place + offset]) + (offset < parts.count ? UInt64(parts[offset]) : 0) + sum
      rest[place + offset] = UInt32(total % base)
      sum = total / base
    }
    return guess - 1
  }

  /// The largest number whose square is not larger, and whether its square is the number.
  var squareRoot: (root: DecimalDigits, isExact: Bool) {
    guard !isZero else { return (.zero, true) }
    var root = DecimalDigits(1).shifted(by: (digitCount + 1) / 2)
    while true {
      let next = (root + divided(by: root).quotient).dividedBySmall(2).quotient
      guard next < root else { return (root, root * root == self) }
      root = next
    }
  }
}
