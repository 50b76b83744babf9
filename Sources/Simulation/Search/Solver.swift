import Conversations
import Expressions
import Flows
import JSON
import SourceText

/// Finds answers with which an expression of a run comes out in another way.
///
/// It goes from what is wanted backwards: through conditions and comparisons to a value that an operand has to have,
/// through functions that can be undone to their arguments, through variables to the expressions that gave them their
/// values, down to what the world answered or the run began with. What it finds is a guess that a run has to prove.
struct Solver {
  /// Ways to come to what is wanted, the most promising first; each is a set of changes that belong together.
  typealias Solutions = [[Patch]]

  /// An expression and the scope that it stands in.
  struct Place {
    let tree: SyntaxTree
    let scope: Int
    var depth = 0
  }

  /// The most ways that are kept of any part.
  private static let mostSolutions = 8
  /// How far it goes back.
  private static let deepest = 40

  let trace: Trace
  var program: FlowProgram { trace.program }
  let plans: PlanCache

  /// The place of a value of a step; nil for what is no expression.
  func place(of value: FlowValue, at step: Int) -> Place? {
    let value = if case .other(let node) = value { program.properties.value(node) } else { value }
    guard case .expression(let site) = value, let plan = program.plan(site), plan.tree.isValid,
      let scope = trace.scopeOfStep[step]
    else { return nil }
    return Place(tree: plan.tree, scope: scope)
  }

  // MARK: Conditions

  /// What makes a condition come out true or false.
  func truth(_ wanted: Bool, of id: NodeID, in place: Place) -> Solutions {
    guard let place = deeper(place) else { return [] }
    let tree = place.tree
    let id = tree.unwrapped(id)
    let operands = Array(tree.operands(of: id))
    if case .boolean(wanted)? = value(of: id, in: place)?.read(as: .boolean) { return [[]] }
    switch tree[id].kind {
    case .boolean: return []
    case .unary(.not): return truth(!wanted, of: operands[0], in: place)
    case .binary(let sign) where sign == .and || sign == .or:
      let left = truth(wanted, of: operands[0], in: place)
      let right = truth(wanted, of: operands[1], in: place)
      return (sign == .and) == wanted ? product(left, right) : limited(left + right)
    case .binary(let sign):
      guard let sign = wanted ? sign : sign.opposite else { return [] }
      return compare(operands[0], sign, operands[1], in: place)
    case .conditional: return choice(operands, in: place) { truth(wanted, of: $0, in: $1) }
    case .call: return truth(wanted, ofCall: id, operands, in: place)
    default:
      // Where NOT_SET counts as false.
      let unset = wanted ? [] : make(id, [], .notSet, in: place)
      return limited(make(id, [], .boolean(wanted), in: place) + unset)
    }
  }

  func choice(_ operands: [NodeID], in place: Place, _ solve: (NodeID, Place) -> Solutions) -> Solutions {
    guard operands.count == 3 else { return [] }
    return limited(
      product(truth(true, of: operands[0], in: place), solve(operands[1], place))
        + product(truth(false, of: operands[0], in: place), solve(operands[2], place)))
  }

  /// What makes two operands compare so.
  func compare(_ left: NodeID, _ sign: BinaryOperator, _ right: NodeID, in place: Place) -> Solutions {
    let (leftValue, rightValue) = (value(of: left, in: place), value(of: right, in: place))
    var solutions: Solutions = []
    if let rightValue, rightValue.unknown == nil { solutions += meet(sign, rightValue, left, in: place) }
    if let leftValue, leftValue.unknown == nil, let turned = sign.turned {
      solutions += meet(turned, leftValue, right, in: place)
    }
    if !(leftValue?.isSet ?? false), !(rightValue?.isSet ?? false) {
      solutions += product(anything(left, [], in: place), anything(right, [], in: place))
    }
    return limited(solutions)
  }

  /// What makes an operand stand so to a value.
  private func meet(_ sign: BinaryOperator, _ other: Value, _ id: NodeID, in place: Place) -> Solutions {
    guard other.isSet else {
      return sign == .notEqual ? anything(id, [], in: place) : make(id, [], .notSet, in: place)
    }
    return limited(values(sign, other, in: place).flatMap { make(id, [], $0, in: place) })
  }

  /// Values that stand so to another one, the nearest first.
  private func values(_ sign: BinaryOperator, _ other: Value, in place: Place) -> [Value] {
    switch (sign, other) {
    case (.equal, _), (.lessOrEqual, _), (.greaterOrEqual, _): return [other]
    case (.notEqual, .boolean(let flag)): return [.boolean(!flag), .notSet]
    case (.notEqual, .string(let text)):
      // Where digits are asked for a word is none.
      let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      let digits = isNumber ? ["0", "9", "8", "7", "6"].map { String(repeating: $0, count: text.utf8.count) } : []
      return (digits + ["other", "another"]).filter { $0 != text }.map { .string($0) } + [.notSet]
    default: break
    }
    let isUp = sign != .less
    let steps: [Value]
    switch other.operandOfComparison {
    case .integer(let number): steps = [.integer(isUp ? number + 1 : number - 1)]
    case .dateTime(let moment):
      let day: Int64 = isUp ? 86_400_000 : -86_400_000
      steps = [day, day * 400].compactMap { DateTime(milliseconds: moment.milliseconds + $0) }.map { .dateTime($0) }
    case .duration(let span):
      steps = [TimeSpan(milliseconds: span.milliseconds + (isUp ? 60_000 : -60_000))].compactMap(\.self).map {
        .duration($0)
      }
    case .decimal(let number):
      steps = [plans.value(of: "\(number.description) \(isUp ? "+" : "-") 1.0")].compactMap(\.self)
    case .date(let date):
      steps = [plans.value(of: "AddDays(ToDate(\"\(date.description)\"), \(isUp ? 1 : -1))")].compactMap(\.self)
    default: steps = []
    }
    return steps + (sign == .notEqual ? [.notSet] : [])
  }

  // MARK: Values

  /// What makes a part of the value of a node another one.
  func make(_ id: NodeID, _ path: Draft.Path, _ wanted: Value, in place: Place) -> Solutions {
    guard let place = deeper(place) else { return [] }
    let tree = place.tree
    let id = tree.unwrapped(id)
    let operands = Array(tree.operands(of: id))
    if path.isEmpty, let now = value(of: id, in: place), now.unknown == nil {
      if wanted.isSet ? now.isSame(as: wanted) : !now.isSet { return [[]] }
    }
    switch tree[id].kind {
    case .name, .member, .index: return reference(id, path, wanted, in: place)
    case .conditional: return choice(operands, in: place) { make($0, path, wanted, in: $1) }
    case .unary(.minus):
      guard let number = wanted.literal else { return [] }
      return plans.value(of: "-(\(number))").map { make(operands[0], path, $0, in: place) } ?? []
    case .binary(.add): return sum(operands, wanted, in: place)
    case .binary(let sign) where [.subtract, .multiply, .divide].contains(sign):
      return undo(sign, operands, wanted, in: place)
    case .binary, .unary:
      guard path.isEmpty, case .boolean(let flag) = wanted else { return [] }
      return truth(flag, of: id, in: place)
    case .call: return call(id, operands, path, wanted, in: place)
    default: return []
    }
  }

  /// What makes the parts of a text, or of a sum, come to another one.
  func sum(_ operands: [NodeID], _ wanted: Value, in place: Place) -> Solutions {
    guard wanted.isSet else { return limited(operands.flatMap { make($0, [], .notSet, in: place) }) }
    guard case .string(let text) = wanted else { return undo(.add, operands, wanted, in: place) }
    var solutions: Solutions = []
    for (index, operand) in operands.enumerated() {
      let before = operands[..<index].map { value(of: $0, in: place)?.text ?? "" }.joined()
      let after = operands[(index + 1)...].map { value(of: $0, in: place)?.text ?? "" }.joined()
      guard text.utf8.count >= before.utf8.count + after.utf8.count, text.hasPrefix(before), text.hasSuffix(after)
      else { continue }
      let inner = String(text.dropFirst(before.count).dropLast(after.count))
      solutions += make(operand, [], .string(inner), in: place)
    }
    return limited(solutions)
  }

  /// What makes one operand of a calculation such that it comes to a value.
  private func undo(_ sign: BinaryOperator, _ operands: [NodeID], _ wanted: Value, in place: Place) -> Solutions {
    guard operands.count == 2, let result = wanted.literal else { return [] }
    let left = value(of: operands[0], in: place)?.literal
    let right = value(of: operands[1], in: place)?.literal
    let inverse: (left: String, right: String)
    switch sign {
    case .add: inverse = ("(\(result)) - (\(right ?? ""))", "(\(result)) - (\(left ?? ""))")
    case .subtract: inverse = ("(\(result)) + (\(right ?? ""))", "(\(left ?? "")) - (\(result))")
    case .multiply: inverse = ("(\(result)) / (\(right ?? ""))", "(\(result)) / (\(left ?? ""))")
    default: inverse = ("(\(result)) * (\(right ?? ""))", "(\(left ?? "")) / (\(result))")
    }
    var solutions: Solutions = []
    if right != nil, let value = plans.value(of: inverse.left) { solutions += make(operands[0], [], value, in: place) }
    if left != nil, let value = plans.value(of: inverse.right) { solutions += make(operands[1], [], value, in: place) }
    return limited(solutions)
  }

  // MARK: Evaluation

  /// The value that a node has in the run; nil where it has none but fails.
  func value(of id: NodeID, in place: Place) -> Value? {
    let scope = trace.scopes[place.scope]
    var environment = trace.environments[scope.step]
    for (name, value) in scope.values { environment.base.bind(name, VariableBinding(value, from: .flow)) }
    return plans.value(of: place.tree.text(place.tree[id].range), in: &environment)
  }

  func deeper(_ place: Place) -> Place? {
    guard place.depth < Self.deepest else { return nil }
    var place = place
    place.depth += 1
    return place
  }

  func limited(_ solutions: Solutions) -> Solutions {
    var seen: Set<[Patch]> = []
    return Array(solutions.filter { seen.insert($0).inserted }.prefix(Self.mostSolutions))
  }

  func product(_ left: Solutions, _ right: Solutions) -> Solutions {
    limited(left.flatMap { first in right.map { first + $0.filter { !first.contains($0) } } })
  }
}

extension BinaryOperator {
  /// The comparison that holds where this one does not; nil for what compares nothing.
  fileprivate var opposite: BinaryOperator? {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    default: nil
    }
  }

  /// The comparison with its operands the other way round; nil for what compares nothing.
  fileprivate var turned: BinaryOperator? {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: nil
    }
  }
}

extension Value {
  /// The value itself, or the number that stands in JSON.
  fileprivate var operandOfComparison: Value {
    if case .json(let node) = self { Value(node) } else { self }
  }
}
