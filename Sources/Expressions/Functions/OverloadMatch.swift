import JSON

/// Finds the overload that fits the arguments of a call.
struct OverloadMatch {
  /// An argument as it was evaluated.
  struct Argument {
    let value: Value
    let type: ExpressionType
  }

  let overload: Overload
  /// The arguments, converted to the parameters' types.
  let values: [Value]
  /// The type that all items share.
  let itemType: ExpressionType

  /// The first overload that fits, or an error at the first argument that does not fit the one that comes nearest.
  static func first(of function: Function, for arguments: [Argument]) throws(Mismatch) -> OverloadMatch {
    var nearest: (count: Int, overload: Overload)?
    for overload in function.overloads where overload.takes(arguments.count) {
      let (match, fitting) = match(overload, arguments)
      if let match { return match }
      if nearest.map({ fitting > $0.count }) ?? true { nearest = (fitting, overload) }
    }
    guard let nearest, nearest.count < arguments.count else { throw Mismatch(argument: 0, parameter: nil) }
    throw Mismatch(argument: nearest.count, parameter: nearest.overload.parameter(at: nearest.count))
  }

  /// Which argument does not fit.
  struct Mismatch: Error {
    let argument: Int
    let parameter: Parameter?
  }

  /// The match, or how many arguments fit before the first that does not.
  private static func match(_ overload: Overload, _ arguments: [Argument]) -> (OverloadMatch?, fitting: Int) {
    var shared = SharedType()
    for index in shared.order(of: overload, arguments) where !shared.take(arguments[index].type, overload, index) {
      return (nil, index)
    }
    var values: [Value] = []
    for (index, argument) in arguments.enumerated() {
      guard let parameter = overload.parameter(at: index),
        let value = argument.value.converted(to: parameter.type, itemType: shared.type)
      else { return (nil, index) }
      values.append(value)
    }
    return (OverloadMatch(overload: overload, values: values, itemType: shared.type), arguments.count)
  }
}

/// The type that all items of a call can be converted to.
private struct SharedType {
  /// `any` as long as nothing says.
  var type = ExpressionType.any
  /// Whether a collection says what its items are, which then decides.
  private var isDecided = false

  /// The arguments that have a say, collections first.
  func order(of overload: Overload, _ arguments: [OverloadMatch.Argument]) -> [Int] {
    arguments.indices.filter { overload.parameter(at: $0)?.type == .items }
      + arguments.indices.filter { overload.parameter(at: $0)?.type == .item }
  }

  /// Takes one argument in; false where no type is left that all can have.
  mutating func take(_ other: ExpressionType, _ overload: Overload, _ index: Int) -> Bool {
    if overload.parameter(at: index)?.type == .items {
      guard case .collection(let element) = other, element != .any else { return true }
      if isDecided, type != element { return false }
      type = element
      isDecided = true
      return true
    }
    if isDecided { return true }
    guard let common = ExpressionType.common(type, other) else { return false }
    type = common
    return true
  }
}

extension Overload {
  /// Whether it can be called with a number of arguments.
  public func takes(_ count: Int) -> Bool {
    count >= minimumCount && count <= maximumCount ?? .max
  }

  /// The type of a call's result, given the type that its items share.
  func resultType(itemType: ExpressionType) -> ExpressionType {
    switch result {
    case .exactly(let type): type
    case .item: itemType
    case .items, .anyCollection: .collection(itemType)
    case .anyJSON: .json
    case .any: .any
    }
  }
}

extension ExpressionType {
  /// The type that values of both types can be converted to without being asked for; nil where there is none.
  static func common(_ first: ExpressionType, _ second: ExpressionType) -> ExpressionType? {
    if first == second || second == .any { return first }
    if first == .any { return second }
    let both: Set<ExpressionType> = [first, second]
    if both == [.integer, .decimal] { return .decimal }
    let writable: Set<ExpressionType> = [.json, .string, .integer, .decimal, .boolean]
    return both.contains(.json) && both.isSubset(of: writable) ? .json : nil
  }
}

extension Value {
  /// The value as a parameter takes it; nil where it does not fit. NOT_SET fits everywhere.
  func converted(to parameter: ParameterType, itemType: ExpressionType) -> Value? {
    switch parameter {
    case .exactly(let type): return converted(to: type)
    case .item: return converted(to: itemType)
    case .items:
      return converted(to: .collection(itemType))
    case .anyCollection:
      if case .collection = self { return self } else { return nil }
    case .anyJSON:
      if case .collection = self { return nil }
      return isSet ? asJSON.map { .json($0) } : self
    case .any: return self
    }
  }

  /// The value as one of a type, by the conversions that need not be asked for; nil where there is none.
  func converted(to type: ExpressionType) -> Value? {
    switch (type, self) {
    case (.any, _), (_, .notSet): return self
    case (.json, .json): return self
    case (.json, _):
      let isScalar = [ExpressionType.string, .integer, .decimal, .boolean].contains(self.type)
      return isScalar ? asJSON.map { .json($0) } : nil
    case (_, .json(let node)):
      if node.kind == .null { return .notSet }
      return jsonScalar?.converted(to: type)
    case (.decimal, .integer(let number)): return .decimal(DecimalNumber(number))
    case (.collection(let element), .collection(let items, of: let own)):
      return element == own || element == .any || own == .any
        ? .collection(items, of: own == .any ? element : own) : nil
    default: return self.type == type ? self : nil
    }
  }
}
