public import SourceText

/// The result of an expression.
public struct Evaluation: Sendable {
  /// The value; ``Value/unknown(_:)`` where what was given does not tell it.
  public var value: Value
  /// Its type; for NOT_SET and what is not known the type that the expression would have had, as far as it is known.
  public var type: ExpressionType
  /// Where the value came from, when the environment gave it and nothing changed it, or why there is none.
  public var origin: OriginID?
  /// What is to be said about the expression besides.
  public var diagnostics: [Diagnostic]
}

/// Limits of one evaluation.
public struct EvaluationLimits: Sendable {
  /// How many nodes are evaluated, and kilobytes of text or tens of items handled, at most.
  public var steps = Limits().evaluationSteps
  /// How many bytes a text may have.
  public var textSize = Limits().textSize

  /// Creates the default limits.
  public init() {}
}

/// Why an expression has no result: what Architect would send to its error handling, or would not have compiled.
public struct EvaluationError: Error, Hashable, Sendable {
  /// What kind of error it is.
  public let code: DiagnosticCode
  /// What is wrong, lower case, without a full stop.
  public let message: String
  /// The bytes of the expression at fault.
  public let range: ByteRange
  /// What had been said before.
  public var diagnostics: [Diagnostic] = []

  /// Creates an error.
  public init(_ code: DiagnosticCode, _ message: String, at range: ByteRange) {
    self.code = code
    self.message = message
    self.range = range
  }
}
