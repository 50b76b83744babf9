public import SourceText

/// What can be wrong with the names and types of an expression.
///
/// What is known about Architect's functions and types has holes, so all of these are warnings.
extension DiagnosticCode {
  /// A function that is not in the catalogue: `ToNumber("1")`.
  public static let unknownFunction = DiagnosticCode("unknown-function")
  /// A name that is no variable: `customerName`, or one that the flow does not declare: `Flow.custmer`.
  public static let unknownVariable = DiagnosticCode("unknown-variable")
  /// A property that no value of the type has: `"a".id`.
  public static let unknownProperty = DiagnosticCode("unknown-property")
  /// A function with too few or too many arguments: `Lower()`.
  public static let invalidArgumentCount = DiagnosticCode("invalid-argument-count")
  /// An argument of a type that no known form of the function takes: `AddDays("1", 2)`.
  public static let invalidArgument = DiagnosticCode("invalid-argument")
  /// Operands of types that the operator does not take: `"a" + 1`.
  public static let invalidOperand = DiagnosticCode("invalid-operand")
  /// An integer beyond ±999,999,999,999,999: `1000000000000000`.
  public static let invalidInteger = DiagnosticCode("invalid-integer")
  /// A result that cannot become what its place wants: `true` where a duration is expected.
  public static let invalidResult = DiagnosticCode("invalid-result")

  /// All codes of names and types.
  public static let typeCodes: [DiagnosticCode] = [
    unknownFunction, unknownVariable, unknownProperty, invalidArgumentCount, invalidArgument, invalidOperand,
    invalidInteger, invalidResult,
  ]
}
