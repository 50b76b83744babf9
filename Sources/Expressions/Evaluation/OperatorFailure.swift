import SourceText

/// Why an operator gave no value, and which part of the operation is to blame.
struct OperatorFailure: Error {
  enum Place {
    case left, right, operation
  }

  let code: DiagnosticCode
  let message: String
  let place: Place

  init(_ code: DiagnosticCode, _ message: String, at place: Place = .operation) {
    self.code = code
    self.message = message
    self.place = place
  }

  static func notSet(_ place: Place, _ sign: String) -> OperatorFailure {
    OperatorFailure(.notSet, "expected a value for ‘\(sign)’, found NOT_SET", at: place)
  }

  static func overflow(_ type: ExpressionType) -> OperatorFailure {
    OperatorFailure(.overflow, "the result is beyond the range of \(type.displayName)")
  }

  static var divisionByZero: OperatorFailure {
    OperatorFailure(.divisionByZero, "the divisor is 0")
  }
}
