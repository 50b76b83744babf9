import JSON
import SourceText

extension Value {
  /// The value as one of a type, by the language's own conversion function where it is of another type; nil where that
  /// does not take it.
  ///
  /// NOT_SET stays NOT_SET, except for collections, which never are: it becomes the empty one.
  public func read(as type: ExpressionType) -> Value? {
    if case .collection(let element) = type { return collection(of: element) }
    guard isSet else { return .notSet }
    if let value = converted(to: type) { return value }
    guard let function = Self.conversions[type] else { return nil }
    var environment = OneValueEnvironment(value: self)
    let tree = SyntaxTree(parsing: function + "(value)")
    return try? Evaluator.evaluate(tree: tree, in: &environment).value
  }

  private func collection(of element: ExpressionType) -> Value? {
    switch self {
    case .notSet: return .collection([], of: element)
    case .collection(let items, of: _): return Self.collection(items, element)
    case .json(let node) where node.kind == .array:
      guard node.count <= Self.maximumItems else { return nil }
      return Self.collection(node.items.map { .json($0) }, element)
    case .json(let node) where node.kind == .null: return .collection([], of: element)
    default: return nil
    }
  }

  private static func collection(_ items: [Value], _ element: ExpressionType) -> Value? {
    let read = items.compactMap { $0.read(as: element) }
    return read.count == items.count ? .collection(read, of: element) : nil
  }

  private static let conversions: [ExpressionType: String] = [
    .string: "ToString", .integer: "ToInt", .decimal: "ToDecimal", .boolean: "ToBool", .dateTime: "ToDateTime",
    .date: "ToDate", .time: "ToTime", .duration: "ToDuration", .phoneNumber: "ToPhoneNumber", .json: "JsonParse",
  ]
}

/// An environment in which every name is one value.
private struct OneValueEnvironment: Environment {
  let value: Value

  func resolve(_ path: AccessPath) -> Resolution { Resolution(value, stepCount: path.steps.count) }
}
