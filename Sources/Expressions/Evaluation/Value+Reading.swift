import JSON
import SourceText

extension Value {
  /// The value as one of a type, by the language's own conversion function where it is of another type; nil where that
  /// does not take it.
  ///
  /// NOT_SET stays NOT_SET, except for collections, which never are: it becomes the empty one. What is not known stays so.
  public func read(as type: ExpressionType) -> Value? {
    if unknown != nil { return self }
    if case .collection(let element) = type { return collection(of: element) }
    guard isSet else { return .notSet }
    if let value = converted(to: type) { return value }
    guard let function = Self.conversions[type] else { return nil }
    return function.value(of: self)
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

  private static let conversions: [ExpressionType: Function] = [
    .string: .toString, .integer: .toInt, .decimal: .toDecimal, .boolean: .toBool, .dateTime: .toDateTime,
    .date: .toDate, .time: .toTime, .duration: .toDuration, .phoneNumber: .toPhoneNumber, .json: .jsonParse,
  ]
}

extension Function {
  /// What a call with one argument gives, without a clock; nil where it fails.
  fileprivate func value(of argument: Value) -> Value? {
    guard let (place, match) = overloads.best(for: [ArgumentType(argument, type: argument.type)]), match.fits,
      let parameter = overloads[place].parameter(at: 0), case .strict(let body) = overloads[place].implementation,
      let taken = argument.taken(for: parameter.type, itemType: match.item)
    else { return nil }
    var call = FunctionCall(
      name: name, range: ByteRange(at: 0), arguments: [taken], operands: [], nodes: [], itemType: match.item, now: nil,
      random: RandomNumbers(seed: 0), textSize: EvaluationLimits().textSize)
    return try? body(&call)
  }
}
