import Expressions
import TestSupport
import Testing

@Suite("Decimal numbers")
struct DecimalNumberTests {
  private static let forty = String(repeating: "9", count: 40)

  @Test(
    "are read and written exactly",
    arguments: [
      ("0", "0"), ("-0", "0"), ("7.25", "7.25"), ("-7.250", "-7.25"), ("+5", "5"), ("007", "7"), ("0.001", "0.001"),
      ("1200", "1200"), ("1e3", "1000"), ("-1.5E-3", "-0.0015"), ("10000000000000000000.1", "10000000000000000000.1"),
      (forty, forty), ("0." + forty, "0." + forty), ("0e999999999999", "0"),
    ])
  func text(_ written: String, _ expected: String) {
    #expect(DecimalNumber(parsing: written)?.description == expected)
  }

  @Test(
    "are nothing else",
    arguments: [
      "", "-", ".", "1.", ".5", "1e", "1e+", "1,5", " 1", "1 ", "0x1", "NaN", "١", "1.2.3", "--1", forty + "9",
      "1e40", "1e999999999999999999999", "0." + forty + "9",
    ])
  func refused(_ written: String) {
    #expect(DecimalNumber(parsing: written) == nil)
  }

  @Test("with too many digits are rounded when asked")
  func roundedReading() {
    let tie = "1." + String(repeating: "0", count: 38) + "25"
    #expect(DecimalNumber(parsing: tie) == nil)
    #expect(
      DecimalNumber(parsing: tie, isRounded: true)?.description == "1." + String(repeating: "0", count: 38) + "2")
    #expect(DecimalNumber(parsing: "1e-1000", isRounded: true) == .zero)
    #expect(DecimalNumber(parsing: "1e1000", isRounded: true) == nil)
  }

  @Test(
    "divide to 40 digits, half to even",
    arguments: [
      ("1", "3", "0." + String(repeating: "3", count: 40)),
      ("2", "3", "0." + String(repeating: "6", count: 39) + "7"),
      ("10", "4", "2.5"), ("-10", "4", "-2.5"), ("1", "8", "0.125"), ("0", "7", "0"),
      ("1", "30", "0.0" + String(repeating: "3", count: 40)),
      // A quotient that lies exactly between two numbers of 40 digits.
      (String(repeating: "2", count: 39) + "5", "10", String(repeating: "2", count: 39) + ".5"),
      ("1" + String(repeating: "0", count: 38) + "1", "2", "5" + String(repeating: "0", count: 38) + ".5"),
    ])
  func division(_ first: String, _ second: String, _ expected: String) throws {
    let left = try #require(DecimalNumber(parsing: first))
    let right = try #require(DecimalNumber(parsing: second))
    #expect(left.divided(by: right)?.description == expected)
  }

  @Test("have no quotient and no remainder by zero")
  func zero() {
    #expect(DecimalNumber(5).divided(by: .zero) == nil)
    #expect(DecimalNumber(5).remainder(dividingBy: .zero) == nil)
    #expect(DecimalNumber.zero.raised(to: -1) == nil)
  }

  @Test("that are too large are nil")
  func overflow() throws {
    let large = try #require(DecimalNumber(parsing: Self.forty))
    #expect(large.adding(DecimalNumber(1)) == nil)
    #expect((-large).subtracting(DecimalNumber(1)) == nil)
    #expect(large.multiplied(by: DecimalNumber(2)) == nil)
    #expect(DecimalNumber(10).raised(to: 40) == nil)
    #expect(DecimalNumber(10).raised(to: 39)?.description == "1" + String(repeating: "0", count: 39))
    #expect(DecimalNumber(2).raised(to: .max) == nil)
    #expect(DecimalNumber(2).raised(to: .min) == .zero)
    #expect(large.rounded(toPlaces: -1, .up) == nil)
  }

  @Test(
    "round",
    arguments: [
      ("2.5", 0, Rounding.halfEven, "2"), ("3.5", 0, .halfEven, "4"), ("-2.5", 0, .halfEven, "-2"),
      ("2.5", 0, .halfAwayFromZero, "3"), ("-2.5", 0, .halfAwayFromZero, "-3"), ("2.4999", 0, .halfAwayFromZero, "2"),
      ("-2.1", 0, .down, "-3"), ("2.9", 0, .down, "2"), ("-2.9", 0, .up, "-2"), ("2.1", 0, .up, "3"),
      ("-2.9", 0, .towardZero, "-2"), ("2.1", 0, .awayFromZero, "3"), ("2.345", 2, .halfEven, "2.34"),
      ("1250", -2, .halfEven, "1200"), ("0.4", 0, .halfEven, "0"), ("7", 3, .up, "7"), ("9.99", 1, .up, "10"),
      ("1", -100, .up, "1"),
    ])
  func rounding(_ written: String, _ places: Int, _ rounding: Rounding, _ expected: String) throws {
    let number = try #require(DecimalNumber(parsing: written))
    if places == -100 {
      #expect(number.rounded(toPlaces: places, rounding) == nil)
    } else {
      #expect(number.rounded(toPlaces: places, rounding)?.description == expected)
    }
  }

  @Test("have square roots")
  func squareRoot() {
    #expect(DecimalNumber(144).squareRoot == DecimalNumber(12))
    #expect(DecimalNumber(2).squareRoot?.description == "1.41421356237309504880168872420969807857")
    #expect(DecimalNumber(parsing: "0.25")?.squareRoot?.description == "0.5")
    #expect(DecimalNumber(-1).squareRoot == nil)
  }

  @Test("agree with integers", arguments: 0..<2000)
  func integers(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let first = Int64.random(in: -9_999_999_999_999...9_999_999_999_999, using: &random) >> Int64(seed % 40)
    let second = Int64.random(in: -99_999...99_999, using: &random)
    let (left, right) = (DecimalNumber(first), DecimalNumber(second))
    #expect(left.description == String(first))
    #expect(left.integer == first)
    #expect(left.adding(right) == DecimalNumber(first + second))
    #expect(left.subtracting(right) == DecimalNumber(first - second))
    #expect(left.multiplied(by: right) == DecimalNumber(first * second))
    #expect((left < right) == (first < second))
    if second != 0 {
      #expect(left.remainder(dividingBy: right) == DecimalNumber(first % second))
      #expect(left.divided(by: right)?.rounded(toPlaces: 0, .towardZero) == DecimalNumber(first / second))
    }
  }

  @Test("keep the laws of arithmetic", arguments: 0..<2000)
  func laws(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let first = Self.number(digits: 1...20, &random)
    let second = Self.number(digits: 1...20, &random)
    let third = Self.number(digits: 1...19, &random)
    #expect(DecimalNumber(parsing: first.description) == first)
    #expect(first.adding(second) == second.adding(first))
    #expect(first.multiplied(by: second) == second.multiplied(by: first))
    #expect(first.adding(second)?.subtracting(second) == first)
    // (a·b) / b = a: the product has at most 40 digits and so is exact.
    if !second.isZero {
      #expect(first.multiplied(by: second)?.divided(by: second) == first)
      let remainder = try #require(first.remainder(dividingBy: second))
      #expect(remainder.magnitude < second.magnitude)
      #expect(remainder.isZero || remainder.isNegative == first.isNegative)
      let quotient = try #require(first.subtracting(remainder)?.divided(by: second))
      #expect(quotient.isInteger || quotient.magnitude > DecimalNumber(1_000_000_000_000_000))
    }
    #expect(first < second || second < first || first == second)
    if first < second, second < third { #expect(first < third) }
    let square = try #require(first.multiplied(by: first))
    #expect(square.squareRoot == first.magnitude)
    #expect(first.raised(to: 2) == square)
  }

  /// A number of some digits with the point anywhere up to 12 places.
  private static func number(digits: ClosedRange<Int>, _ random: inout SeededGenerator) -> DecimalNumber {
    var text = ""
    for _ in 0..<Int.random(in: digits, using: &random) { text += String(Int.random(in: 0...9, using: &random)) }
    let places = Int.random(in: 0...12, using: &random)
    let sign = Bool.random(using: &random) ? "-" : ""
    return DecimalNumber(parsing: "\(sign)\(text)e-\(places)") ?? .zero
  }
}
