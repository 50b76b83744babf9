import SourceText

/// The operators with one operand.
enum UnaryOperation {
  static func apply(_ sign: UnaryOperator, _ value: Value) throws(OperatorFailure) -> Value {
    let operand = value.operand
    guard operand.isSet else { throw .notSet(.right, sign.rawValue) }
    switch (sign, operand) {
    case (.minus, .integer(let number)):
      return try BinaryOperation.checked(Int64(0).subtractingReportingOverflow(number))
    case (.minus, .decimal(let number)): return .decimal(-number)
    case (.minus, .duration(let span)): return .duration(TimeSpan(clamping: -span.milliseconds))
    case (.plus, .integer), (.plus, .decimal): return operand
    case (.not, .boolean(let flag)): return .boolean(!flag)
    case (.bitwiseNot, .integer(let number)): return try BinaryOperation.checked((~number, false))
    default:
      let hint = sign == .not && operand.type == .string ? "; convert it with ToBool" : ""
      throw OperatorFailure(
        .invalidOperand, "‘\(sign.rawValue)’ does not take \(operand.typeName)\(hint)", at: .right)
    }
  }
}
