public import JSON

extension Value {
  /// The value that JSON stands for: of a string, number or Boolean its own, of null NOT_SET. Objects and arrays stay
  /// JSON, and so do numbers of more than 40 digits until they are counted with.
  public init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .notSet
    case .boolean: self = node.boolean.map { .boolean($0) } ?? .notSet
    case .string: self = node.string.map { .string($0) } ?? .notSet
    case .number: self = node.numberText.flatMap { Value(number: $0) } ?? .json(node)
    case .array, .object: self = .json(node)
    }
  }

  /// The value of a string, number or Boolean found in JSON, NOT_SET for JSON null; nil for any other value and for a
  /// number that is too large to count with.
  var jsonScalar: Value? {
    guard case .json(let node) = self else { return nil }
    switch Value(node) {
    case .json(let node):
      return node.numberText.flatMap { DecimalNumber(parsing: $0, isRounded: true) }.map { .decimal($0) }
    case let scalar: return scalar
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

  /// Reads a JSON number: an Integer where it has neither fraction nor exponent and is in range, otherwise a Decimal;
  /// nil where that has more than 40 digits.
  private init?(number text: String) {
    if let number = Int64(text), number.magnitude <= Value.maximumInteger.magnitude {
      self = .integer(number)
    } else if let number = DecimalNumber(parsing: text) {
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
