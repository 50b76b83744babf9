import JSON
import SourceText

/// The operators with two operands that look at both of them: all but `and` and `or`.
enum BinaryOperation {
  static func apply(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws(OperatorFailure) -> Value {
    if sign == .equal { return .boolean(try areEqual(left, right, sign)) }
    if sign == .notEqual { return .boolean(!(try areEqual(left, right, sign))) }
    let (first, second) = (left.operand, right.operand)
    if !first.isSet { throw .notSet(.left, sign.rawValue) }
    if !second.isSet { throw .notSet(.right, sign.rawValue) }
    switch sign {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return .boolean(try isOrdered(first, second, sign))
    default: break
    }
    switch (first, second) {
    case (.integer(let first), .integer(let second)): return try integers(sign, first, second)
    case (.integer(let first), .decimal(let second)): return try decimals(sign, DecimalNumber(first), second)
    case (.decimal(let first), .integer(let second)): return try decimals(sign, first, DecimalNumber(second))
    case (.decimal(let first), .decimal(let second)): return try decimals(sign, first, second)
    case (.string(let first), .string(let second)) where sign == .add: return .string(first + second)
    default:
      guard let value = try times(sign, first, second) else { throw unfit(sign, first, second) }
      return value
    }
  }

  /// Sums and differences of moments, durations and amounts; nil where the operator does not take such operands.
  private static func times(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws(OperatorFailure) -> Value? {
    switch (left, sign, right) {
    case (.dateTime(let moment), .add, .duration(let span)), (.duration(let span), .add, .dateTime(let moment)):
      return .dateTime(try inRange(moment.adding(milliseconds: span.milliseconds), .dateTime))
    case (.dateTime(let moment), .subtract, .duration(let span)):
      return .dateTime(try inRange(moment.adding(milliseconds: -span.milliseconds), .dateTime))
    case (.dateTime(let later), .subtract, .dateTime(let earlier)):
      return .duration(later.since(earlier))
    case (.duration(let first), .add, .duration(let second)):
      return .duration(try inRange(first.adding(second), .duration))
    case (.duration(let first), .subtract, .duration(let second)):
      return .duration(try inRange(first.subtracting(second), .duration))
    case (.currency(let first), .add, .currency(let second)) where first.code == second.code:
      return try money(first.amount.adding(second.amount), first.code)
    case (.currency(let first), .subtract, .currency(let second)) where first.code == second.code:
      return try money(first.amount.subtracting(second.amount), first.code)
    case (.duration(let span), .multiply, let factor), (let factor, .multiply, .duration(let span)),
      (.duration(let span), .divide, let factor):
      let milliseconds = try scaled(DecimalNumber(span.milliseconds), .duration, sign, factor.number)
      let whole = milliseconds.map { $0.rounded(toPlaces: 0)?.integer }
      return try whole.map { whole throws(OperatorFailure) in
        .duration(try inRange(whole.flatMap { TimeSpan(milliseconds: $0) }, .duration))
      }
    case (.currency(let money), .multiply, let factor), (let factor, .multiply, .currency(let money)),
      (.currency(let money), .divide, let factor):
      return try scaled(money.amount, .currency, sign, factor.number).map { amount throws(OperatorFailure) in
        try self.money(amount, money.code)
      }
    default: return nil
    }
  }

  /// A product or quotient; nil where the second operand is no number.
  private static func scaled(
    _ amount: DecimalNumber, _ type: ExpressionType, _ sign: BinaryOperator, _ factor: DecimalNumber?
  ) throws(OperatorFailure) -> DecimalNumber? {
    guard let factor else { return nil }
    if sign == .divide, factor.isZero { throw .divisionByZero }
    return try inRange(sign == .divide ? amount.divided(by: factor) : amount.multiplied(by: factor), type)
  }

  private static func inRange<T>(_ result: T?, _ type: ExpressionType) throws(OperatorFailure) -> T {
    guard let result else { throw .overflow(type) }
    return result
  }

  private static func money(_ amount: DecimalNumber?, _ code: String) throws(OperatorFailure) -> Value {
    guard let money = Money(try inRange(amount, .currency), code: code) else { throw .overflow(.currency) }
    return .currency(money)
  }

  // MARK: Numbers

  private static func integers(_ sign: BinaryOperator, _ left: Int64, _ right: Int64) throws(OperatorFailure) -> Value {
    switch sign {
    case .add: return try checked(left.addingReportingOverflow(right))
    case .subtract: return try checked(left.subtractingReportingOverflow(right))
    case .multiply: return try checked(left.multipliedReportingOverflow(by: right))
    case .remainder:
      guard right != 0 else { throw .divisionByZero }
      return try checked(left.remainderReportingOverflow(dividingBy: right))
    case .power: return try power(left, right)
    case .bitwiseAnd: return .integer(left & right)
    case .bitwiseOr: return .integer(left | right)
    default: return try decimals(sign, DecimalNumber(left), DecimalNumber(right))
    }
  }

  /// An Integer result, which must be in range.
  static func checked(_ result: (partialValue: Int64, overflow: Bool)) throws(OperatorFailure) -> Value {
    guard !result.overflow, result.partialValue.magnitude <= Value.maximumInteger.magnitude else {
      throw .overflow(.integer)
    }
    return .integer(result.partialValue)
  }

  private static func power(_ base: Int64, _ exponent: Int64) throws(OperatorFailure) -> Value {
    guard exponent >= 0 else {
      throw OperatorFailure(
        .invalidOperand, "an Integer has no Integer power below 0; convert the base with ToDecimal", at: .right)
    }
    guard let result = DecimalNumber(base).raised(to: exponent)?.integer else { throw .overflow(.integer) }
    return try checked((result, false))
  }

  private static func decimals(
    _ sign: BinaryOperator, _ left: DecimalNumber, _ right: DecimalNumber
  ) throws(OperatorFailure) -> Value {
    let result: DecimalNumber?
    switch sign {
    case .add: result = left.adding(right)
    case .subtract: result = left.subtracting(right)
    case .multiply: result = left.multiplied(by: right)
    case .divide:
      guard !right.isZero else { throw .divisionByZero }
      result = left.divided(by: right)
    case .remainder:
      guard !right.isZero else { throw .divisionByZero }
      result = left.remainder(dividingBy: right)
    case .power:
      guard let exponent = right.integer else {
        throw OperatorFailure(.invalidOperand, "expected an exponent without a fraction", at: .right)
      }
      guard !(left.isZero && exponent < 0) else { throw .divisionByZero }
      result = left.raised(to: exponent)
    default:
      throw unfit(sign, .decimal(left), .decimal(right))
    }
    guard let result else { throw .overflow(.decimal) }
    return .decimal(result)
  }

  // MARK: Comparisons

  private static func isOrdered(
    _ left: Value, _ right: Value, _ sign: BinaryOperator
  ) throws(OperatorFailure) -> Bool {
    guard let order = left.order(to: right) else { throw unfit(sign, left, right) }
    switch sign {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    default: return order >= 0
    }
  }

  private static func areEqual(_ left: Value, _ right: Value, _ sign: BinaryOperator) throws(OperatorFailure) -> Bool {
    if !left.isSet || !right.isSet { return left.isSet == right.isSet }
    guard let isEqual = left.isEqual(to: right) else { throw unfit(sign, left.operand, right.operand) }
    return isEqual
  }

  // MARK: Types

  private static func unfit(_ sign: BinaryOperator, _ left: Value, _ right: Value) -> OperatorFailure {
    OperatorFailure(
      .invalidOperand, "‘\(sign.rawValue)’ does not take \(left.typeName) and \(right.typeName)\(hint(left, right))")
  }

  /// The conversion that makes both operands alike.
  private static func hint(_ left: Value, _ right: Value) -> String {
    switch (left.type, right.type) {
    case (.string, .integer), (.integer, .string), (.string, .decimal), (.decimal, .string), (.string, .boolean),
      (.boolean, .string), (.string, .json), (.json, .string):
      "; convert one of them, for example with ToString"
    case (.string, .string): "; convert them, for example with ToDecimal"
    default: ""
    }
  }
}
