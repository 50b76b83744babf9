import Conversations
import Expressions
import Flows
import JSON
import SourceText

extension Solver {
  // MARK: References

  /// What makes a part of what a reference names another value.
  func reference(_ id: NodeID, _ path: Draft.Path, _ wanted: Value, in place: Place) -> Solutions {
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

  func rest(of path: AccessPath, from count: Int, in place: Place) -> Draft.Path? {
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
  func shaped(_ value: Value, for path: Draft.Path, _ type: ExpressionType) -> JSONValue? {
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

  func sample(ofItemsOf id: NodeID, in place: Place) -> JSONValue {
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
