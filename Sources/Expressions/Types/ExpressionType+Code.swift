extension ExpressionType {
  /// The type that a code of a flow configuration stands for, such as `str` or `int_coll`; an unknown code is an object.
  public init(code: String) {
    if code.hasSuffix("_coll") {
      self = .collection(ExpressionType(code: String(code.dropLast("_coll".count))))
      return
    }
    self = Self.scalars.first { $0.code == code } ?? .object(code)
  }

  /// The types with a case of their own, without collections.
  static let scalars: [ExpressionType] = [
    .any, .string, .integer, .decimal, .boolean, .dateTime, .date, .time, .duration, .currency, .phoneNumber, .json,
    .audio, .prompt, .communication,
  ]

  /// Whether the type is a number.
  var isNumber: Bool { self == .integer || self == .decimal }
}
