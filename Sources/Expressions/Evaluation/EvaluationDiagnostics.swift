public import SourceText

/// What can go wrong when an expression is evaluated.
extension DiagnosticCode {
  /// A value is needed and there is none: `5 + NOT_SET`.
  public static let notSet = DiagnosticCode("not-set")
  /// An operand or a condition of a type that the operator does not take: `"a" + 1`.
  public static let invalidOperand = DiagnosticCode("invalid-operand")
  /// An argument of a type that the function does not take: `Lower(5)`.
  public static let invalidArgument = DiagnosticCode("invalid-argument")
  /// An argument with a value that the function does not take: `MakeDateTime(2500, 1, 1, 0, 0, 0)`.
  public static let invalidValue = DiagnosticCode("invalid-value")
  /// More or fewer arguments than the function takes: `Lower()`.
  public static let invalidArgumentCount = DiagnosticCode("invalid-argument-count")
  /// A function that is not known: `Lowr("A")`.
  public static let unknownFunction = DiagnosticCode("unknown-function")
  /// A member that a value of this type does not have: `JsonParse("1").name`.
  public static let unknownProperty = DiagnosticCode("unknown-property")
  /// An index that is neither a place nor a key: `MakeList(1)["a"]`.
  public static let invalidIndex = DiagnosticCode("invalid-index")
  /// An index before the first or after the last item: `MakeList(1)[1]`.
  public static let indexOutOfRange = DiagnosticCode("index-out-of-range")
  /// A number, date or duration beyond its range: `999999999999999 + 1`.
  public static let overflow = DiagnosticCode("overflow")
  /// A division by zero: `1 / 0`.
  public static let divisionByZero = DiagnosticCode("division-by-zero")
  /// A value that cannot be read as the type asked for: `ToInt("five")`.
  public static let failedConversion = DiagnosticCode("failed-conversion")
  /// A text or collection that is larger than a limit: a list of 2,001 items.
  public static let valueTooLarge = DiagnosticCode("value-too-large")
  /// An expression that takes more steps than a limit allows.
  public static let evaluationLimit = DiagnosticCode("evaluation-limit")
  /// A text that is put in before Architect sees the expression: `{{name}}`.
  public static let unknownHere = DiagnosticCode("unknown-here")
  /// A JSON object without the member asked for, which gives NOT_SET; said as information:
  /// `JsonParse("{}").name`.
  public static let absentMember = DiagnosticCode("absent-member")

  /// An item that is taken out of a JSON array without a collection in between, which one organisation reports to fail
  /// when the flow runs; said as information: `JsonParse("[1]")[0]`.
  public static let jsonArrayIndex = DiagnosticCode("json-array-index")

  /// All codes of evaluation.
  public static let evaluationCodes: [DiagnosticCode] = [
    notSet, invalidOperand, invalidArgument, invalidValue, invalidArgumentCount, unknownFunction, unknownProperty,
    invalidIndex, indexOutOfRange, overflow, divisionByZero, failedConversion, valueTooLarge, evaluationLimit,
    unknownHere, absentMember, jsonArrayIndex,
  ]
}
