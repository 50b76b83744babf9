// Holds decimal numbers against a second implementation, which counts as on paper; run.sh compiles and runs it with
// libFuzzer.

import Expressions

/// Takes two numbers and what to do with them out of the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = Choices(start, count)
  let (first, second) = (number(&choices), number(&choices))
  guard let (left, paperLeft) = first, let (right, paperRight) = second else { return 0 }
  compare(left.adding(right), paperLeft.adding(paperRight).rounded(), "+")
  compare(left.subtracting(right), paperLeft.adding(-paperRight).rounded(), "-")
  compare(left.multiplied(by: right), paperLeft.multiplied(by: paperRight).rounded(), "*")
  compare(left.divided(by: right), paperRight.isZero ? nil : paperLeft.divided(by: paperRight).rounded(), "/")
  compare(
    left.remainder(dividingBy: right), paperRight.isZero ? nil : paperLeft.remainder(by: paperRight).rounded(), "%")
  let places = choices.number(below: 130) - 42
  for rounding in [Rounding.halfEven, .halfAwayFromZero, .towardZero, .awayFromZero, .down, .up] {
    compare(
      left.rounded(toPlaces: places, rounding), paperLeft.rounded(toPlaces: places, rounding).rounded(), "\(rounding)")
  }
  expect(
    (left < right) == paperLeft.adding(-paperRight).isBelowZero
      && (left == right) == (paperLeft.adding(-paperRight).isZero))
  if let root = left.squareRoot { expectRoot(root, of: left) }
  return 0
}

/// The number that a text stands for, read by both; nil where the text is none.
private func number(_ choices: inout Choices) -> (DecimalNumber, Paper)? {
  let count = choices.number(below: 46)
  var text = choices.byte() < 128 ? "" : "-"
  let digits = choices.bytes(count).map { $0 % 10 }
  // Runs of 0 and 9 are where carries go far.
  let kind = choices.byte()
  for (place, digit) in digits.enumerated() {
    text += String(kind < 64 ? digit : kind < 128 ? (digit < 5 ? 0 : 9) : place == 0 ? digit : 0)
  }
  let exponent = choices.number(below: 140) - 90
  text += digits.isEmpty ? "0" : ""
  guard let paper = Paper(text, exponent: exponent).rounded() else {
    expect(DecimalNumber(parsing: "\(text)e\(exponent)", isRounded: true) == nil)
    return nil
  }
  guard let number = DecimalNumber(parsing: "\(text)e\(exponent)", isRounded: true) else {
    fatalError("\(text)e\(exponent) is not read")
  }
  compare(number, paper, "reading")
  expect(DecimalNumber(parsing: number.description) == number)
  return (number, paper)
}

private func compare(_ found: DecimalNumber?, _ wanted: Paper?, _ operation: String) {
  expect(
    found?.description == wanted?.description,
    "\(operation) gives \(found?.description ?? "nil"), not \(wanted?.description ?? "nil")")
}

/// A root is right where the number lies between the squares of what is half of its last digit below and above it.
private func expectRoot(_ root: DecimalNumber, of number: DecimalNumber) {
  let paper = Paper(root.description)
  let lowest = max(paper.digits.count + paper.exponent - DecimalNumber.maximumDigits, -DecimalNumber.maximumPlaces)
  let half = Paper("5", exponent: lowest - 1)
  let (below, above) = (paper.adding(-half), paper.adding(half))
  let exact = Paper(number.description)
  expect(!exact.adding(-above.multiplied(by: above)).isAboveZero, "the root is too small")
  expect(below.isBelowZero || !exact.adding(-below.multiplied(by: below)).isBelowZero, "the root is too large")
}

/// A number as it is written on paper: digits, the lowest first, and the power of ten of the lowest one.
private struct Paper: CustomStringConvertible {
  var isNegative = false
  var digits: [UInt8]
  var exponent: Int

  init(_ text: String, exponent: Int = 0) {
    isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    let fraction = parts.count > 1 ? parts[1] : ""
    digits = (String(parts[0]) + fraction).utf8.reversed().map { $0 - 48 }
    self.exponent = exponent - fraction.utf8.count
    trim()
  }

  init(isNegative: Bool, _ digits: [UInt8], _ exponent: Int) {
    (self.isNegative, self.digits, self.exponent) = (isNegative, digits, exponent)
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent = digits.isEmpty ? 0 : exponent + zeros
    if digits.isEmpty { isNegative = false }
  }

  var isZero: Bool { digits.isEmpty }
  var isBelowZero: Bool { isNegative }
  var isAboveZero: Bool { !isZero && !isNegative }

  static prefix func - (number: Paper) -> Paper {
    Paper(isNegative: !number.isNegative, number.digits, number.exponent)
  }

  func adding(_ other: Paper) -> Paper {
    let low = isZero ? other.exponent : other.isZero ? exponent : min(exponent, other.exponent)
    let (first, second) = (padded(to: low), other.padded(to: low))
    if isNegative == other.isNegative { return Paper(isNegative: isNegative, Self.sum(first, second), low) }
    return Self.isBelow(first, second)
      ? Paper(isNegative: other.isNegative, Self.difference(second, first), low)
      : Paper(isNegative: isNegative, Self.difference(first, second), low)
  }

  func multiplied(by other: Paper) -> Paper {
    var product = [UInt8](repeating: 0, count: digits.count + other.digits.count + 1)
    for (place, digit) in digits.enumerated() {
      var carry = 0
      for offset in 0..<product.count - place {
        let factor = offset < other.digits.count ? Int(other.digits[offset]) : 0
        let total = Int(product[place + offset]) + Int(digit) * factor + carry
        product[place + offset] = UInt8(total % 10)
        carry = total / 10
      }
    }
    return Paper(isNegative: isNegative != other.isNegative, product, exponent + other.exponent)
  }

  /// The quotient with so many digits that rounding it is rounding the exact one: where something is left, a 1 follows.
  func divided(by other: Paper) -> Paper {
    let places = max(0, 60 + other.digits.count - digits.count)
    let (quotient, rest) = Self.divided([UInt8](repeating: 0, count: places) + digits, by: other.digits)
    return Paper(
      isNegative: isNegative != other.isNegative, [rest.isEmpty ? 0 : 1] + quotient,
      exponent - other.exponent - places - 1)
  }

  func remainder(by other: Paper) -> Paper {
    let low = isZero ? other.exponent : min(exponent, other.exponent)
    return Paper(isNegative: isNegative, Self.divided(padded(to: low), by: other.padded(to: low)).rest, low)
  }

  /// Rounded to what can be kept; nil where it is too large.
  func rounded() -> Paper? {
    let places = min(DecimalNumber.maximumPlaces, DecimalNumber.maximumDigits - digits.count - exponent)
    let rounded = rounded(toPlaces: places, .halfEven)
    return rounded.digits.count + rounded.exponent > DecimalNumber.maximumDigits ? nil : rounded
  }

  func rounded(toPlaces places: Int, _ rounding: Rounding) -> Paper {
    let cut = -places - exponent
    guard cut > 0, !isZero else { return self }
    let lost = cut <= digits.count ? Array(digits[..<cut]) : digits + [UInt8](repeating: 0, count: cut - digits.count)
    let kept = Array(digits.dropFirst(cut))
    let half = [UInt8](repeating: 0, count: cut - 1) + [5]
    let isHalf = lost == half
    let isAbove = Self.isBelow(half, lost)
    let isAway =
      switch rounding {
      case .halfEven: isAbove || isHalf && (kept.first ?? 0) % 2 == 1
      case .halfAwayFromZero: isAbove || isHalf
      case .towardZero: false
      case .awayFromZero: true
      case .down: isNegative
      case .up: !isNegative
      }
    return Paper(isNegative: isNegative, isAway ? Self.sum(kept, [1]) : kept, -places)
  }

  var description: String {
    if isZero { return "0" }
    let whole = padded(to: min(0, exponent))
    let places = max(0, -exponent)
    let padding = [UInt8](repeating: 0, count: max(0, places + 1 - whole.count))
    var text = (whole + padding).reversed().map { String($0) }
    if places > 0 { text.insert(".", at: text.count - places) }
    return (isNegative ? "-" : "") + text.joined()
  }

  // MARK: Digits

  private func padded(to low: Int) -> [UInt8] {
    isZero ? [] : [UInt8](repeating: 0, count: exponent - low) + digits
  }

  private static func isBelow(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    for place in (0..<max(left.count, right.count)).reversed() {
      let (first, second) = (place < left.count ? left[place] : 0, place < right.count ? right[place] : 0)
      if first != second { return first < second }
    }
    return false
  }

  private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var carry: UInt8 = 0
    return (0...max(left.count, right.count)).map { place in
      let total = (place < left.count ? left[place] : 0) + (place < right.count ? right[place] : 0) + carry
      carry = total / 10
      return total % 10
    }
  }

  private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var borrow: UInt8 = 0
    return left.indices.map { place in
      let total = 10 + left[place] - (place < right.count ? right[place] : 0) - borrow
      borrow = total < 10 ? 1 : 0
      return total % 10
    }
  }

  private static func divided(_ left: [UInt8], by right: [UInt8]) -> (quotient: [UInt8], rest: [UInt8]) {
    var (quotient, rest): ([UInt8], [UInt8]) = ([], [])
    for digit in left.reversed() {
      rest.insert(digit, at: 0)
      var count: UInt8 = 0
      while !isBelow(rest, right) {
        rest = difference(rest, right)
        count += 1
      }
      while rest.last == 0 { rest.removeLast() }
      quotient.insert(count, at: 0)
    }
    return (quotient, rest)
  }
}
