public import SourceText

/// What can be wrong with the names and types of an expression, beside what ``evaluationCodes`` name.
///
/// What is known about Architect's functions and types has holes, so the checker only warns.
extension DiagnosticCode {
  /// A name that is no variable: `customerName`, or one that the flow does not declare: `Flow.custmer`.
  public static let unknownVariable = DiagnosticCode("unknown-variable")
  /// An integer beyond ±999,999,999,999,999: `1000000000000000`.
  public static let invalidInteger = DiagnosticCode("invalid-integer")
  /// A result that cannot become what its place wants: `true` where a Duration is expected.
  public static let invalidResult = DiagnosticCode("invalid-result")

  /// All codes of the checker.
  public static let typeCodes: [DiagnosticCode] = [
    unknownFunction, unknownVariable, unknownProperty, invalidArgumentCount, invalidArgument, invalidOperand,
    invalidInteger, invalidResult,
  ]
}
