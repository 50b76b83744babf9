import JSON

extension Value {
  /// Below, at or above zero as the value comes before, with or after another one; nil where there is no order: only
  /// values of like types have one.
  func order(to other: Value) -> Int? {
    switch (operand, other.operand) {
    case (.integer(let left), .integer(let right)): Self.order(left, right)
    case (.decimal(let left), .decimal(let right)): Self.order(left, right)
    case (.integer(let left), .decimal(let right)): Self.order(DecimalNumber(left), right)
    case (.decimal(let left), .integer(let right)): Self.order(left, DecimalNumber(right))
    case (.dateTime(let left), .dateTime(let right)): Self.order(left, right)
    case (.date(let left), .date(let right)): Self.order(left, right)
    case (.time(let left), .time(let right)): Self.order(left, right)
    case (.duration(let left), .duration(let right)): Self.order(left, right)
    case (.currency(let left), .currency(let right)) where left.code == right.code:
      Self.order(left.amount, right.amount)
    default: nil
    }
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  /// Whether two values are the same; nil where their types cannot be compared.
  ///
  /// Texts are compared code unit by code unit, numbers by value, JSON objects without regard to the order of members.
  func isEqual(to other: Value) -> Bool? {
    switch (operand, other.operand) {
    case (.notSet, .notSet): return true
    case (.notSet, _), (_, .notSet): return false
    case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.json(let left), .json(let right)): return Self.areEqual(left, right)
    case (.collection(let left, of: _), .collection(let right, of: _)):
      guard left.count == right.count else { return false }
      for (first, second) in zip(left, right) {
        guard let isEqual = first.isEqual(to: second) else { return nil }
        if !isEqual { return false }
      }
      return true
    case (.phoneNumber(let left), .phoneNumber(let right)): return left == right
    case (.object(let left), .object(let right)):
      guard left.typeCode == right.typeCode else { return nil }
      return Value.string(left.text).isSame(as: .string(right.text))
    default: return order(to: other).map { $0 == 0 }
    }
  }

  /// Whether two values are the same, also of unlike types.
  package func isSame(as other: Value) -> Bool { isEqual(to: other) ?? false }

  private static func areEqual(_ left: JSONNode, _ right: JSONNode) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .null: return true
    case .boolean: return left.boolean == right.boolean
    case .string: return Value.json(left).isSame(as: .json(right))
    case .number:
      guard left.numberText != right.numberText else { return true }
      return Value.json(left).order(to: .json(right)) == 0
    case .array:
      return left.items.count == right.items.count && zip(left.items, right.items).allSatisfy { areEqual($0, $1) }
    case .object:
      guard left.members.count == right.members.count else { return false }
      return left.members.allSatisfy { member in
        guard let key = member.key.string, let other = right[key] else { return false }
        return areEqual(member.value, other)
      }
    }
  }

  /// The value as a number to count with; nil where it is none.
  var number: DecimalNumber? {
    switch operand {
    case .integer(let number): DecimalNumber(number)
    case .decimal(let number): number
    default: nil
    }
  }
}
