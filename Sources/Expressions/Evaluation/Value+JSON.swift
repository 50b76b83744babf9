public import JSON

extension Value {
  /// The value of a string, number or Boolean found in JSON, NOT_SET for JSON null; nil for any other value and for a
  /// number that is too large to count with.
  var jsonScalar: Value? {
    guard case .json(let node) = self else { return nil }
    switch node.kind {
    case .null: return .notSet
    case .boolean: return node.boolean.map { .boolean($0) }
    case .string: return node.string.map { .string($0) }
    case .number: return node.numberText.flatMap { Value(number: $0) }
    case .array, .object: return nil
    }
  }

  /// The type of what stands in JSON, without reading more of it than that takes: that of a string, number or Boolean,
  /// else JSON.
  static func type(of node: JSONNode) -> ExpressionType {
    switch node.kind {
    case .boolean: .boolean
    case .string: .string
    case .number: Value.json(node).jsonScalar?.type ?? .json
    case .null, .array, .object: .json
    }
  }

  /// The value as an operand: what stands in JSON as a string, number, Boolean or null is read as such.
  var operand: Value { jsonScalar ?? self }

  /// Reads a JSON number: an Integer where it has neither fraction nor exponent and is in range, otherwise a Decimal of
  /// 40 digits; nil where it is too large.
  init?(number text: String) {
    if let number = Int64(text), number.magnitude <= Value.maximumInteger.magnitude {
      self = .integer(number)
    } else if let number = DecimalNumber(parsing: text, isRounded: true) {
      self = .decimal(number)
    } else {
      return nil
    }
  }

  /// The value as a JSON text: numbers exactly, everything that is neither number, Boolean, collection nor JSON as its
  /// text, NOT_SET as null.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .notSet: writer.null()
    case .integer(let number): writer.integer(number)
    case .decimal(let number): writer.number(number.description)
    case .boolean(let flag): writer.boolean(flag)
    case .json(let node): writer.node(node)
    case .collection(let items, of: _):
      writer.beginArray()
      for item in items { item.write(to: &writer) }
      writer.endArray()
    default:
      if let text { writer.string(text) } else { writer.null() }
    }
  }

  /// The value as a JSON value of its own; nil where it is over a limit of JSON texts.
  public var asJSON: JSONNode? {
    if case .json(let node) = self { return node }
    var writer = JSONWriter()
    write(to: &writer)
    return try? JSONDocument(parsing: writer.take()).root
  }
}
