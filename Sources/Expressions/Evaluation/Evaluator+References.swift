import JSON
import SourceText

extension EvaluationRun {
  /// The members and indexes of a reference in the order in which they apply, and what they apply to.
  private func spine(of id: NodeID) throws(EvaluationError) -> (base: NodeID, nodes: [NodeID]) {
    var nodes: [NodeID] = []
    var base = tree.unwrapped(id)
    while tree[base].kind == .member || tree[base].kind == .index {
      nodes.append(base)
      base = tree.unwrapped(try operand(0, of: base))
    }
    return (base, nodes.reversed())
  }

  /// Has the base of a reference, where it is not the name of a variable, and its indexes evaluated.
  mutating func beginReference(_ id: NodeID) throws(EvaluationError) {
    let (base, nodes) = try spine(of: id)
    tasks.append(.reference(id))
    for node in nodes.reversed() where tree[node].kind == .index {
      tasks.append(.evaluate(try operand(1, of: node)))
    }
    if tree[base].kind != .name { tasks.append(.evaluate(base)) }
  }

  /// A variable or path with what follows it, or members and indexes of any other value.
  mutating func reference(_ id: NodeID, _ environment: inout some Environment) throws(EvaluationError) {
    let (base, nodes) = try spine(of: id)
    try charge(nodes.count, at: id)
    var steps: [AccessPath.Step] = []
    for node in nodes.reversed() { steps.append(try step(of: node)) }
    steps.reverse()
    var value: Operand
    var known = 0
    if tree[base].kind == .name {
      let rootRange = tree[base].range
      let path = AccessPath(root: tree.text(rootRange), rootRange: rootRange, steps: steps, range: tree[id].range)
      if let constant = Constants.value(of: path) {
        value = Operand(constant)
        known = steps.count
      } else {
        let resolution = environment.resolve(path)
        diagnostics += resolution.diagnostics
        value = Operand(resolution.value, type: resolution.type, origin: resolution.origin)
        known = min(max(0, resolution.stepCount), steps.count)
      }
      trace?.record(reference: base, nodes, known: known, value)
    } else {
      value = pop()
    }
    var owner = known == 0 ? base : nodes[known - 1]
    for place in known..<steps.count {
      value = try access(steps[place], value, owner: owner, node: nodes[place])
      trace?.record(nodes[place], value)
      owner = nodes[place]
    }
    values.append(value)
  }

  /// A member, or an index with the last value that was found.
  private mutating func step(of node: NodeID) throws(EvaluationError) -> AccessPath.Step {
    guard tree[node].kind == .index else {
      let range = tree[node].nameRange
      return .member(tree.text(range), range)
    }
    let range = tree[try operand(1, of: node)].range
    switch pop().value.operand {
    case .string(let key): return .key(key, range)
    case .integer(let index): return .index(Int(clamping: index), range)
    case let value where !value.isSet:
      throw EvaluationError(.notSet, "expected an index, found NOT_SET", at: range)
    case let value:
      throw EvaluationError(
        .invalidIndex, "expected an Integer or a String as index, found \(value.typeName)", at: range)
    }
  }

  /// Applies one member or index to a value.
  ///
  /// - Parameters:
  ///   - owner: the node that gave the value.
  ///   - node: the node of the member or index.
  private mutating func access(
    _ step: AccessPath.Step, _ base: Operand, owner: NodeID, node: NodeID
  ) throws(EvaluationError) -> Operand {
    guard base.value.isSet else {
      let what = step.name.map { "member ‘\($0.clipped)’" } ?? "item"
      throw EvaluationError(.notSet, "expected a value to take the \(what) of, found NOT_SET", at: tree[owner].range)
    }
    switch (step, base.value) {
    case (.member(let name, let range), .json(let object)) where object.kind == .object:
      return member(name, of: object, at: range)
    case (.key(let name, let range), .json(let object)) where object.kind == .object:
      return member(name, of: object, at: range)
    case (.member(let name, let range), let value):
      if let property = value.property(name) { return Operand(property) }
      let names = nearestNames(to: name, among: value.propertyNames)
      throw EvaluationError(
        .unknownProperty, "\(value.typeName) has no member ‘\(name.clipped)’\(suggestion(names))", at: range)
    case (.index(let index, _), .json(let array)) where array.kind == .array:
      guard let item = array[index] else { throw outOfRange(index, count: array.items.count, node) }
      return Operand(.json(item))
    case (.index(let index, _), .collection(let items, of: let type)):
      guard items.indices.contains(index) else { throw outOfRange(index, count: items.count, node) }
      return Operand(items[index], type: items[index].isSet ? nil : type)
    case (.key, .json(let array)) where array.kind == .array:
      throw EvaluationError(
        .invalidIndex, "expected an Integer as index of a JSON array, found a String", at: step.range)
    case (.key, .collection):
      throw EvaluationError(
        .invalidIndex, "expected an Integer as index of a collection, found a String", at: step.range)
    case (.index, .json(let object)) where object.kind == .object:
      throw EvaluationError(
        .invalidIndex, "expected a member’s name for a JSON object, found an Integer", at: step.range)
    default:
      throw EvaluationError(.invalidOperand, "\(base.value.typeName) has no items", at: tree[owner].range)
    }
  }

  private mutating func member(_ name: String, of object: JSONNode, at range: ByteRange) -> Operand {
    if let value = object[name] { return Operand(.json(value), type: value.kind == .null ? .json : nil) }
    let names = nearestNames(to: name, among: object.members.lazy.compactMap(\.key.string))
    diagnostics.append(
      Diagnostic(.absentMember, .info, "the JSON object has no member ‘\(name.clipped)’\(suggestion(names))", at: range)
    )
    return Operand(.notSet, type: .json)
  }

  private func outOfRange(_ index: Int, count: Int, _ node: NodeID) -> EvaluationError {
    let expected = count == 0 ? "there are no items" : "expected an index from 0 to \(count - 1)"
    return EvaluationError(.indexOutOfRange, "\(expected), found \(index)", at: tree[node].range)
  }
}
