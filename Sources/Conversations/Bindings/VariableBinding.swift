public import Expressions

/// The value that a variable is given from outside.
public struct VariableBinding: Sendable {
  /// Who gives it.
  public enum Source: String, Sendable, CaseIterable {
    /// The person who asks, by an expression.
    case set
    /// The person who asks, by a file of values.
    case vars
    /// The declaration in the flow.
    case flow
    /// An action of the flow that reads participant data.
    case attribute
    /// Genesys Cloud, which provides the variable.
    case builtIn = "built-in"
  }

  /// The value; `notSet` where the variable is known to hold none.
  public var value: Value
  /// The type of the variable; nil where it is not known.
  public var type: ExpressionType?
  /// Where the value came from, or why there is none.
  public var origin: Origin

  /// Creates a binding.
  public init(_ value: Value, type: ExpressionType? = nil, origin: Origin = Origin()) {
    self.value = value
    self.type = type
    self.origin = origin
  }

  /// Creates a binding that a source gives.
  public init(_ value: Value, type: ExpressionType? = nil, from source: Source) {
    self.init(value, type: type, origin: Origin(binding: source))
  }
}
