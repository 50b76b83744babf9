import SourceText

extension TypedTreeBuilder {
  mutating func addIndex(_ id: NodeID) -> TypedNodeID {
    let base = operand(of: id, 0)
    let index = operand(of: id, 1)
    let type: ExpressionType
    switch self[base].type {
    case .collection(let element):
      type = element
      expect(.integer, of: index)
      let found = self[index].type
      if found != .any, found != .integer { refuse(index, "an index of type Integer, found one") }
    case .json: type = .json
    case .any: type = .any
    default:
      type = .any
      refuse(base, "a collection before ‘[’, found a value")
    }
    return add(.index, type, id, index, base)
  }

  mutating func addUnary(_ sign: UnaryOperator, _ id: NodeID) -> TypedNodeID {
    let operand = operand(of: id, 0)
    if sign == .minus, let negative = foldedNegative(id) { return negative }
    let type = self[operand].type
    let (result, isWrong): (ExpressionType, Bool) =
      switch (sign, type) {
      case (.not, _): (.boolean, type != .boolean && type != .any)
      case (.bitwiseNot, _): (.integer, type != .integer && type != .any)
      case (_, .any), (_, .integer), (_, .decimal), (_, .duration), (_, .currency): (type, false)
      default: (type, true)
      }
    if sign == .not { expect(.boolean, of: operand) }
    if isWrong { refuse(operand, "an operand that ‘\(sign.rawValue)’ takes, found one") }
    return add(.unary(sign), isWrong && sign != .not ? .any : result, id, operand)
  }

  /// Makes one literal of a minus and the number after it.
  private mutating func foldedNegative(_ id: NodeID) -> TypedNodeID? {
    guard let number = syntax.operands(of: id).first, let last = nodes.last, last.origin == number else { return nil }
    switch syntax[number].kind {
    case .integer, .decimal: break
    default: return nil
    }
    nodes.removeLast()
    return add(.literal, last.type, id)
  }

  mutating func addBinary(_ sign: BinaryOperator, _ id: NodeID) -> TypedNodeID {
    let left = operand(of: id, 0)
    let right = operand(of: id, 1)
    if sign == .and || sign == .or {
      expect(.boolean, of: left)
      expect(.boolean, of: right)
    } else {
      expect(self[right].type, of: left)
      expect(self[left].type, of: right)
    }
    let types = (self[left].type, self[right].type)
    if let result = OperatorTypes.result(of: sign, types.0, types.1) {
      return add(.binary(sign), result, id, left, right)
    }
    report(
      .invalidOperand,
      "expected operands that ‘\(sign.rawValue)’ takes, found types \(types.0.displayName) and \(types.1.displayName)",
      at: syntax[id].nameRange)
    return add(.binary(sign), sign.isTest ? .boolean : .any, id, left, right)
  }

  mutating func addConditional(_ id: NodeID) -> TypedNodeID {
    let condition = operand(of: id, 0)
    let then = operand(of: id, 1)
    let otherwise = operand(of: id, 2)
    expect(.boolean, of: condition)
    expect(self[otherwise].type, of: then)
    expect(self[then].type, of: otherwise)
    let found = self[condition].type
    if found != .boolean, found != .any { refuse(condition, "a condition of type Boolean, found one") }
    let type = ExpressionType.common(self[then].type, self[otherwise].type) ?? .any
    let first = operandIDs.count
    operandIDs += [condition, then, otherwise]
    return add(.conditional, type, id, from: first)
  }

  private mutating func refuse(_ operand: TypedNodeID, _ expected: String) {
    report(
      .invalidOperand, "expected \(expected) of type \(self[operand].type.displayName)",
      at: syntax[self[operand].origin].range)
  }
}

/// The types that operators take and give.
enum OperatorTypes {
  /// The type of a result; nil where the operator does not take such operands. `any` where one of them is not known and
  /// the other does not decide.
  static func result(
    of sign: BinaryOperator, _ left: ExpressionType, _ right: ExpressionType
  ) -> ExpressionType? {
    switch sign {
    case .and, .or:
      return isBooleanOrUnknown(left) && isBooleanOrUnknown(right) ? .boolean : nil
    case .equal, .notEqual:
      return isComparable(left, right) ? .boolean : nil
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return isComparable(left, right) && left != .boolean && right != .boolean ? .boolean : nil
    case .bitwiseAnd, .bitwiseOr:
      return both(left, right, .integer)
    case .add, .subtract, .multiply, .divide, .remainder, .power:
      return arithmetic(sign, left, right)
    }
  }

  private static func arithmetic(
    _ sign: BinaryOperator, _ left: ExpressionType, _ right: ExpressionType
  ) -> ExpressionType? {
    if left == .any || right == .any { return withUnknown(sign, left == .any ? right : left) }
    if left.isNumber && right.isNumber {
      switch sign {
      case .divide: return .decimal
      case .power, .remainder, .add, .subtract, .multiply: break
      default: return nil
      }
      return left == .integer && right == .integer ? .integer : .decimal
    }
    switch (sign, left, right) {
    case (.add, .string, .string): return .string
    case (.add, .dateTime, .duration), (.add, .duration, .dateTime), (.subtract, .dateTime, .duration): return .dateTime
    case (.subtract, .dateTime, .dateTime): return .duration
    case (.add, .duration, .duration), (.subtract, .duration, .duration): return .duration
    case (.multiply, .duration, _) where right.isNumber, (.divide, .duration, _) where right.isNumber: return .duration
    case (.multiply, _, .duration) where left.isNumber: return .duration
    case (.add, .currency, .currency), (.subtract, .currency, .currency): return .currency
    case (.multiply, .currency, _) where right.isNumber, (.divide, .currency, _) where right.isNumber: return .currency
    default: break
    }
    // Dates and times with durations are named in Genesys' help, without their results.
    let vague: Set<ExpressionType> = [.date, .time, .dateTime, .duration, .currency]
    return vague.contains(left) && vague.contains(right) ? .any : nil
  }

  /// The type of a result when only one operand is known.
  private static func withUnknown(_ sign: BinaryOperator, _ known: ExpressionType) -> ExpressionType? {
    switch (sign, known) {
    case (.add, .string): .string
    case (_, .decimal): .decimal
    case (_, .any), (_, .json), (_, .integer), (_, .duration), (_, .dateTime), (_, .date), (_, .time), (_, .currency):
      .any
    default: nil
    }
  }

  private static func isBooleanOrUnknown(_ type: ExpressionType) -> Bool {
    type == .boolean || type == .any || type == .json
  }

  private static func isComparable(_ left: ExpressionType, _ right: ExpressionType) -> Bool {
    if left == right || left == .any || right == .any || left == .json || right == .json { return true }
    return left.isNumber && right.isNumber
  }

  private static func both(_ left: ExpressionType, _ right: ExpressionType, _ type: ExpressionType) -> ExpressionType? {
    (left == type || left == .any) && (right == type || right == .any) ? type : nil
  }
}
