public import JSON

/// A value of the Architect language.
public enum Value: Sendable {
  /// No value; every type has it, except collections.
  case notSet
  case string(String)
  case integer(Int64)
  case decimal(DecimalNumber)
  case boolean(Bool)
  case json(JSONNode)
  case collection([Value], of: ExpressionType)
}
