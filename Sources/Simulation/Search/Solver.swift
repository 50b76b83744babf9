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
  private var program: FlowProgram { trace.program }
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

  private func choice(_ operands: [NodeID], in place: Place, _ solve: (NodeID, Place) -> Solutions) -> Solutions {
    guard operands.count == 3 else { return [] }
    return limited(
      product(truth(true, of: operands[0], in: place), solve(operands[1], place))
        + product(truth(false, of: operands[0], in: place), solve(operands[2], place)))
  }

  private func truth(_ wanted: Bool, ofCall id: NodeID, _ operands: [NodeID], in place: Place) -> Solutions {
    guard let first = operands.first else { return [] }
    let second = operands.dropFirst().first
    switch place.tree.name(of: id).lowercased() {
    case "not": return truth(!wanted, of: first, in: place)
    case "if": return choice(operands, in: place) { truth(wanted, of: $0, in: $1) }
    case "areequal":
      guard let second else { return [] }
      return compare(first, wanted ? .equal : .notEqual, second, in: place)
    case "isset": return wanted ? anything(first, [], in: place) : make(first, [], .notSet, in: place)
    case "isnotsetorempty":
      if !wanted { return anything(first, [], in: place) }
      return limited(make(first, [], .notSet, in: place) + make(first, [], .string(""), in: place))
    case "isempty":
      let empty = Value.json("[]") ?? .notSet
      return limited(wanted ? make(first, [], empty, in: place) : anything(first, [], in: place))
    case "contains", "startswith", "endswith":
      guard let second, let part = value(of: second, in: place)?.text else { return [] }
      let whole = value(of: first, in: place)?.text
      if !wanted { return limited(["other", ""].flatMap { make(first, [], .string($0), in: place) }) }
      let more = place.tree.name(of: id).lowercased() == "startswith" ? part + (whole ?? "") : (whole ?? "") + part
      return limited([part, more].flatMap { make(first, [], .string($0), in: place) })
    case "tobool", "toboolean", "jsonparse":
      return limited(
        make(id, [], .boolean(wanted), in: place) + make(id, [], .string(wanted ? "true" : "false"), in: place))
    case "isjsonobject": return json(first, wanted ? ["{}"] : ["[]", "1"], in: place)
    case "isjsonarray": return json(first, wanted ? ["[]"] : ["{}", "1"], in: place)
    case "isjsonstring": return json(first, wanted ? ["\"text\""] : ["{}", "1"], in: place)
    case "isjsonnumber": return json(first, wanted ? ["1"] : ["{}", "\"text\""], in: place)
    case "isjsonboolean": return json(first, wanted ? ["true"] : ["{}", "1"], in: place)
    case "isjsonnull": return json(first, wanted ? ["null"] : ["{}", "1"], in: place)
    default: return make(id, [], .boolean(wanted), in: place)
    }
  }

  private func json(_ id: NodeID, _ texts: [String], in place: Place) -> Solutions {
    limited(texts.compactMap { Value.json($0) }.flatMap { make(id, [], $0, in: place) })
  }

  /// What makes two operands compare so.
  private func compare(_ left: NodeID, _ sign: BinaryOperator, _ right: NodeID, in place: Place) -> Solutions {
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
  private func sum(_ operands: [NodeID], _ wanted: Value, in place: Place) -> Solutions {
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

  private func call(
    _ id: NodeID, _ operands: [NodeID], _ path: Draft.Path, _ wanted: Value, in place: Place
  ) -> Solutions {
    let tree = place.tree
    guard let first = operands.first else { return [] }
    let second = operands.dropFirst().first
    func index(_ id: NodeID?) -> Int? {
      guard let id, case .integer(let number)? = value(of: id, in: place)?.read(as: .integer) else { return nil }
      return Int(clamping: number)
    }
    switch tree.name(of: id).lowercased() {
    case "if": return choice(operands, in: place) { make($0, path, wanted, in: $1) }
    case "tostring", "tojson", "trim", "abs", "round", "roundup", "rounddown", "floor", "ceiling", "todisplaystring":
      return make(first, path, wanted, in: place)
    case "toint", "todecimal", "tobool", "toboolean", "todatetime", "todate", "totime", "toduration", "tophonenumber":
      // Some of these take numbers, most of them texts.
      let text = wanted.text.map { Value.string($0) } ?? .notSet
      return limited(make(first, path, text, in: place) + make(first, path, wanted, in: place))
    case "lower", "tolower", "upper", "toupper":
      return make(first, path, wanted, in: place)
    case "jsonparse":
      if path.isEmpty, !wanted.isSet { return make(first, [], .notSet, in: place) }
      return make(first, [.parsed] + path, wanted, in: place)
    case "getjsonobjectproperty":
      guard let key = second.flatMap({ value(of: $0, in: place)?.text }) else { return [] }
      return make(first, [.key(key)] + path, wanted, in: place)
    case "getat", "getjsonarrayitem":
      guard let index = index(second), index >= 0 else { return [] }
      return make(first, [.index(index)] + path, wanted, in: place)
    case "first": return make(first, [.index(0)] + path, wanted, in: place)
    case "split":
      guard case .index(let index)? = path.first, path.count == 1, index < 20, let text = wanted.text,
        let separator = second.flatMap({ value(of: $0, in: place)?.text })
      else { return [] }
      // What is there already stays, since another condition may want it.
      var parts = value(of: first, in: place)?.text.map { Self.parts(of: $0, separator) } ?? []
      while parts.count <= index { parts.append("1") }
      parts[index] = text
      return make(first, [], .string(parts.joined(separator: separator)), in: place)
    case "length":
      guard case .integer(let count) = wanted, (0...1_000).contains(count) else { return [] }
      return make(first, [], .string(String(repeating: "1", count: Int(count))), in: place)
    case "count":
      guard case .integer(let count) = wanted, (0...100).contains(count) else { return [] }
      let item = String(decoding: sample(ofItemsOf: first, in: place).bytes, as: UTF8.self)
      let list = "[" + Array(repeating: item, count: Int(count)).joined(separator: ",") + "]"
      return Value.json(list).map { make(first, [], $0, in: place) } ?? []
    case "append": return sum(operands, wanted, in: place)
    case "substring", "left", "right": return part(id, operands, wanted, in: place)
    case "findstring", "indexof":
      guard let part = second.flatMap({ value(of: $0, in: place)?.text }), case .integer(let offset) = wanted else {
        return []
      }
      if offset < 0 { return make(first, [], .string("other"), in: place) }
      return make(first, [], .string(String(repeating: "_", count: min(1_000, Int(offset))) + part), in: place)
    case "find":
      guard let second, case .integer(let index) = wanted else { return [] }
      if index < 0 { return make(first, [], Value.json("[]") ?? .notSet, in: place) }
      guard let item = value(of: second, in: place), item.isSet else { return [] }
      return make(first, [.index(Int(clamping: min(index, 50)))], item, in: place)
    case "adddays", "addhours", "addminutes", "addseconds":
      guard let date = wanted.text, let amount = second.flatMap({ value(of: $0, in: place)?.literal }) else {
        return []
      }
      let name = tree.name(of: id)
      return plans.value(of: "\(name)(ToDateTime(\(StringLiteral.quoted(date))), -(\(amount)))").map {
        make(first, [], $0, in: place)
      } ?? []
    default:
      if path.isEmpty, case .boolean(let flag) = wanted, let function = tree.function(of: id), !function.isChoice,
        Self.conditions.contains(function.name.lowercased())
      {
        return truth(flag, of: id, in: place)
      }
      return []
    }
  }

  /// The parts of a text between separators, as `Split` gives them.
  private static func parts(of text: String, _ separator: String) -> [String] {
    guard !separator.isEmpty, !text.isEmpty else { return [] }
    var parts: [String] = []
    var rest = text[...]
    while parts.count < 20, let place = rest.firstRange(of: separator) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }

  /// Functions that are solved as conditions.
  private static let conditions: Set<String> = [
    "not", "areequal", "isset", "isnotsetorempty", "isempty", "contains", "startswith", "endswith", "isjsonobject",
    "isjsonarray", "isjsonstring", "isjsonnumber", "isjsonboolean", "isjsonnull",
  ]

  /// What makes a part of a text another one.
  private func part(_ id: NodeID, _ operands: [NodeID], _ wanted: Value, in place: Place) -> Solutions {
    guard let part = wanted.text, let first = operands.first else { return [] }
    let numbers = operands.dropFirst().map { operand -> Int in
      guard case .integer(let number)? = value(of: operand, in: place)?.read(as: .integer) else { return 0 }
      return max(0, min(Int(clamping: number), 1_000))
    }
    let whole: String
    switch place.tree.name(of: id).lowercased() {
    case "substring": whole = String(repeating: "0", count: numbers.first ?? 0) + part
    default: whole = part
    }
    return make(first, [], .string(whole), in: place)
  }

  // MARK: References

  /// What makes a part of what a reference names another value.
  private func reference(_ id: NodeID, _ path: Draft.Path, _ wanted: Value, in place: Place) -> Solutions {
    guard let (origin, rest) = origin(of: id, in: place) else {
      guard let (base, step) = member(id, in: place) else { return [] }
      return make(base, [step] + path, wanted, in: place)
    }
    switch origin {
    case .answer(let answer, let type):
      let path = answer + rest + path
      guard wanted.isSet else { return [[Patch(path: path, value: nil)]] }
      guard let value = shaped(wanted, for: answer, rest.isEmpty ? type : .any) else { return [] }
      return [[Patch(path: path, value: value)]]
    case .expression(let site, let scope):
      guard let plan = program.plan(site), plan.tree.isValid else { return [] }
      let inner = Place(tree: plan.tree, scope: scope, depth: place.depth)
      return make(plan.tree.root, rest + path, wanted, in: inner)
    case .flow: return []
    }
  }

  /// What a member or an index is taken of, and which; nil for other nodes.
  private func member(_ id: NodeID, in place: Place) -> (base: NodeID, step: Draft.Step)? {
    let operands = Array(place.tree.operands(of: id))
    guard let base = operands.first else { return nil }
    if case .member = place.tree[id].kind { return (base, .key(place.tree.name(of: id))) }
    guard operands.count == 2 else { return nil }
    switch value(of: operands[1], in: place) {
    case .integer(let index)? where index >= 0: return (base, .index(Int(clamping: index)))
    case .string(let key)?: return (base, .key(key))
    default: return nil
    }
  }

  /// Where what a reference names came from, and the steps from there.
  private func origin(of id: NodeID, in place: Place) -> (Trace.Origin, Draft.Path)? {
    let tree = place.tree
    guard let path = tree.accessPath(of: id) else {
      // Members and indexes of something else, such as JsonParse(…).x, are looked for there.
      return nil
    }
    let scope = trace.scopes[place.scope]
    if path.kind == .variable, let (origin, count) = path.variable({ scope.variables[$0] }) {
      return rest(of: path, from: count, in: place).map { (origin, $0) }
    }
    guard path.kind == .variable else { return nil }
    let declared = path.variable { name in program.flow.variables.first { $0.name.lowercased() == name } }
    if let (variable, count) = declared {
      guard variable.isInput || variable.scope?.lowercased() == "slot" || program.isNeverSet(variable) else {
        return (.flow, [])
      }
      let answer: Draft.Path = [.key("variables"), .key(variable.name)]
      return rest(of: path, from: count, in: place).map { (.answer(answer, variable.type), $0) }
    }
    let known = path.variable { BuiltInVariable.isKnown($0) ? true : nil }
    let count = known?.stepCount ?? min(1, path.steps.count)
    let words = path.steps.prefix(count).map { $0.name ?? "" }
    let name = ([path.root] + words).joined(separator: ".")
    return rest(of: path, from: count, in: place).map {
      (.answer([.key("variables"), .key(name)], BuiltInVariable.type(of: name)), $0)
    }
  }

  private func rest(of path: AccessPath, from count: Int, in place: Place) -> Draft.Path? {
    var steps: Draft.Path = []
    for step in path.steps.dropFirst(count) {
      switch step {
      case .member(let name, _), .key(let name, _): steps.append(.key(name))
      case .index(let index, _): steps.append(.index(index))
      case .dynamic(let node, _):
        guard let value = value(of: node, in: place) else { return nil }
        switch value {
        case .integer(let index) where index >= 0: steps.append(.index(Int(clamping: index)))
        case .string(let key): steps.append(.key(key))
        default: return nil
        }
      }
    }
    return steps
  }

  /// A value as the place of an answer takes it; nil where it does not.
  private func shaped(_ value: Value, for path: Draft.Path, _ type: ExpressionType) -> JSONValue? {
    let isText = path.first == .key("attributes") || path.first == .key("inputs")
    if isText || type == .string { return value.text.map { .string($0) } }
    if case .collection = type, let item = JSONValue(value), !item.isArray { return .array([item]) }
    return JSONValue(value)
  }

  // MARK: Anything

  /// What gives a node some value, whatever it is.
  func anything(_ id: NodeID, _ path: Draft.Path, in place: Place) -> Solutions {
    guard let place = deeper(place) else { return [] }
    let tree = place.tree
    let id = tree.unwrapped(id)
    let operands = Array(tree.operands(of: id))
    if path.isEmpty, value(of: id, in: place)?.isSet == true { return [[]] }
    switch tree[id].kind {
    case .name, .member, .index:
      guard let (origin, rest) = origin(of: id, in: place) else {
        guard let (base, step) = member(id, in: place) else { return [] }
        return anything(base, [step] + path, in: place)
      }
      switch origin {
      case .answer(let answer, let type):
        let path = answer + rest + path
        if let now = trace.draft[path], now != .null, now != .string("") { return [[]] }
        let isPart = path.count > answer.count
        return samples(for: answer, isPart ? .any : type).map { [Patch(path: path, value: $0)] }
      case .expression(let site, let scope):
        guard let plan = program.plan(site), plan.tree.isValid else { return [] }
        return anything(plan.tree.root, rest + path, in: Place(tree: plan.tree, scope: scope, depth: place.depth))
      case .flow: return []
      }
    case .call:
      switch tree.name(of: id).lowercased() {
      case "getjsonobjectproperty" where operands.count == 2:
        guard let key = value(of: operands[1], in: place)?.text else { return [] }
        return anything(operands[0], [.key(key)] + path, in: place)
      case "getat", "getjsonarrayitem":
        guard operands.count == 2, case .integer(let index)? = value(of: operands[1], in: place) else { return [] }
        return anything(operands[0], [.index(max(0, Int(clamping: index)))] + path, in: place)
      case "split" where !path.isEmpty: return make(id, path, .string("1"), in: place)
      case "jsonparse" where operands.count == 1: return anything(operands[0], [.parsed] + path, in: place)
      case "tostring" where operands.count == 1, "trim" where operands.count == 1:
        return anything(operands[0], path, in: place)
      default: break
      }
      fallthrough
    default:
      return operands.reduce([[]] as Solutions) { all, operand in
        let some = anything(operand, [], in: place)
        return some.isEmpty ? all : product(all, some)
      }
    }
  }

  private func sample(ofItemsOf id: NodeID, in place: Place) -> JSONValue {
    guard case .answer(_, .collection(let element))? = origin(of: place.tree.unwrapped(id), in: place)?.0 else {
      return .string("1")
    }
    return JSONValue.sample(of: element)
  }

  /// Values that an answer may be, the plainest first.
  private func samples(for path: Draft.Path, _ type: ExpressionType) -> [JSONValue] {
    if path.first == .key("attributes") || path.first == .key("inputs") { return [.string("1"), .string("other")] }
    if type == .any { return [.string("1")] }
    return [JSONValue.sample(of: type)]
  }

  /// The answers that an expression depends on, with the types of what they give, in order.
  func answers(behind id: NodeID, in place: Place) -> [(path: Draft.Path, type: ExpressionType)] {
    guard let place = deeper(place) else { return [] }
    let id = place.tree.unwrapped(id)
    switch place.tree[id].kind {
    case .name, .member, .index:
      guard let (origin, rest) = origin(of: id, in: place) else {
        return place.tree.operands(of: id).flatMap { answers(behind: $0, in: place) }
      }
      switch origin {
      case .answer(let path, let type): return [(path + rest, rest.isEmpty ? type : .any)]
      case .expression(let site, let scope):
        guard let plan = program.plan(site), plan.tree.isValid else { return [] }
        return answers(behind: plan.tree.root, in: Place(tree: plan.tree, scope: scope, depth: place.depth))
      case .flow: return []
      }
    default: return place.tree.operands(of: id).flatMap { answers(behind: $0, in: place) }
    }
  }

  // MARK: Evaluation

  /// The value that a node has in the run; nil where it has none but fails.
  func value(of id: NodeID, in place: Place) -> Value? {
    let scope = trace.scopes[place.scope]
    var environment = trace.environments[scope.step]
    for (name, value) in scope.values { environment.base.bind(name, VariableBinding(value, from: .flow)) }
    return plans.value(of: place.tree.text(place.tree[id].range), in: &environment)
  }

  private func deeper(_ place: Place) -> Place? {
    guard place.depth < Self.deepest else { return nil }
    var place = place
    place.depth += 1
    return place
  }

  private func limited(_ solutions: Solutions) -> Solutions {
    var seen: Set<[Patch]> = []
    return Array(solutions.filter { seen.insert($0).inserted }.prefix(Self.mostSolutions))
  }

  private func product(_ left: Solutions, _ right: Solutions) -> Solutions {
    limited(left.flatMap { first in right.map { first + $0.filter { !first.contains($0) } } })
  }
}

/// Expressions that were planned, by their texts.
final class PlanCache {
  private var plans: [String: Plan] = [:]
  private let functions: FunctionCatalogue

  init(functions: FunctionCatalogue) {
    self.functions = functions
  }

  /// What a text evaluates to; nil where that fails.
  func value(of text: String, in environment: inout RunEnvironment) -> Value? {
    let plan = plans[text] ?? Plan(SyntaxTree(parsing: text), functions: functions)
    plans[text] = plan
    return try? Evaluator.evaluate(plan, in: &environment).value
  }

  /// What a text that reads nothing evaluates to; nil where that fails.
  func value(of text: String) -> Value? {
    var environment = Run.environment(Scenario())
    guard let value = value(of: text, in: &environment), value.isSet else { return nil }
    return value
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
  /// The value of a JSON text; nil where it is none.
  static func json(_ text: String) -> Value? {
    (try? JSONDocument(parsing: Array(text.utf8))).map { .json($0.root) }
  }

  /// The value itself, or the number that stands in JSON.
  fileprivate var operandOfComparison: Value {
    if case .json(let node) = self { Value(node) } else { self }
  }
}

extension JSONValue {
  /// A value as JSON; nil for NOT_SET and for what JSON cannot hold.
  init?(_ value: Expressions.Value) {
    guard value.isSet, let node = value.asJSON else { return nil }
    self.init(node)
  }

  /// A value of a type, the plainest there is.
  static func sample(of type: ExpressionType) -> JSONValue {
    switch type {
    case .integer: 1
    case .decimal: .number("1.5")
    case .boolean: true
    case .dateTime: "2026-03-02T10:00:00Z"
    case .date: "2026-03-02"
    case .time: "10:00:00"
    case .duration: "PT1M"
    case .phoneNumber: "+13175550100"
    case .json: .object([])
    case .collection(let element): .array([sample(of: element)])
    case .currency, .any, .string, .audio, .prompt, .communication, .object: "1"
    }
  }
}
