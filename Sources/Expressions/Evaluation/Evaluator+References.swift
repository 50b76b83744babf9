import JSON
package import SourceText

extension EvaluationRun {
  /// Finds the value of a reference, with the base, where it is no name, and the indexes that were evaluated.
  mutating func reference(
    _ reference: Plan.Reference, _ id: NodeID, _ environment: inout some Environment
  ) throws(EvaluationError) {
    let path = reference.path
    try charge(path.steps.count, at: id)
    var unknown: Unknown?
    let steps = reference.dynamicCount == 0 ? path.steps : try indexed(path.steps, &unknown)
    if let unknown {
      if !reference.isNamed { _ = pop() }
      return push(unknown, of: id)
    }
    var value: Operand
    var known = 0
    if reference.isNamed {
      let resolution = environment.resolve(reference.dynamicCount == 0 ? path : path.replacing(steps))
      if !resolution.diagnostics.isEmpty { diagnostics += resolution.diagnostics }
      value = Operand(resolution.value, type: resolution.type, origin: resolution.origin)
      known = min(max(0, resolution.stepCount), steps.count)
      if trace != nil {
        for left in steps.count - known...steps.count {
          trace?.record(plan.tree.part(of: id, before: left), .partOfReference)
        }
        trace?.record(plan.tree.part(of: id, before: steps.count - known), value)
      }
    } else {
      value = pop()
    }
    for place in known..<steps.count {
      value = try access(steps[place], value, id, left: steps.count - place)
      if trace != nil { trace?.record(plan.tree.part(of: id, before: steps.count - place - 1), value) }
    }
    values.append(value)
  }

  /// The steps with the indexes that were evaluated.
  ///
  /// - Parameter unknown: why one of them is not known, if so.
  private mutating func indexed(
    _ steps: [AccessPath.Step], _ unknown: inout Unknown?
  ) throws(EvaluationError) -> [AccessPath.Step] {
    var steps = steps
    for place in steps.indices.reversed() {
      guard case .dynamic(_, let range) = steps[place] else { continue }
      let value = pop().value
      if let reason = value.unknown {
        unknown = reason
      } else {
        steps[place] = try index(value, at: range)
      }
    }
    return steps
  }

  private func index(_ value: Value, at range: ByteRange) throws(EvaluationError) -> AccessPath.Step {
    switch value.operand {
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
  ///   - id: the node of the whole reference.
  ///   - left: how many steps there are, this one included.
  private mutating func access(
    _ step: AccessPath.Step, _ base: Operand, _ id: NodeID, left: Int
  ) throws(EvaluationError) -> Operand {
    if base.value.unknown != nil {
      return Operand(base.value, type: type(of: plan.tree.part(of: id, before: left - 1)))
    }
    func range(before steps: Int) -> ByteRange { plan.tree[plan.tree.part(of: id, before: steps)].range }
    guard base.value.isSet else {
      let what = step.name.map { "member ‘\($0.clipped)’" } ?? "item"
      throw EvaluationError(
        .notSet, "expected a value to take the \(what) of, found NOT_SET", at: range(before: left))
    }
    if let name = step.name, case .json(let object) = base.value, object.kind == .object {
      return member(name, of: object, at: step.range)
    }
    switch (step, base.value) {
    case (.member(let name, let range), let value):
      if let property = value.property(name) { return Operand(property) }
      if case .object(let object) = value, object.isPartial {
        let member = Unknown.Member(typeCode: object.typeCode, object: object.text, name: name)
        let unknown = Unknown(.inventory, "the ‘\(name.clipped)’ of ‘\(object.text.clipped)’", member: member)
        return Operand(.unknown(unknown), type: .any)
      }
      let names = nearestNames(to: name, among: value.propertyNames)
      throw EvaluationError(
        .unknownProperty, "\(value.typeName) has no member ‘\(name.clipped)’\(suggestion(names))", at: range)
    case (.index(let index, _), .json(let array)) where array.kind == .array:
      guard let item = array[index] else {
        throw EvaluationError.outOfRange(Int64(index), count: array.items.count, at: range(before: left - 1))
      }
      diagnostics.append(.jsonArrayIndex(plan.tree, plan.tree.part(of: id, before: left - 1), at: step.range))
      return Operand(.json(item))
    case (.index(let index, _), .collection(let items, of: let type)):
      guard items.indices.contains(index) else {
        throw EvaluationError.outOfRange(Int64(index), count: items.count, at: range(before: left - 1))
      }
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
      throw EvaluationError(.invalidOperand, "\(base.value.typeName) has no items", at: range(before: left))
    }
  }

  private mutating func member(_ name: String, of object: JSONNode, at range: ByteRange) -> Operand {
    if let value = object[name] { return Operand(.json(value), type: value.kind == .null ? .json : nil) }
    diagnostics.append(.absentMember(name, of: object, at: range))
    return Operand(.notSet, type: .json)
  }
}

extension EvaluationError {
  /// Says that there is no item at a place.
  static func outOfRange(_ index: Int64, count: Int, at range: ByteRange) -> EvaluationError {
    let expected = count == 0 ? "there are no items" : "expected an index from 0 to \(count - 1)"
    return EvaluationError(.indexOutOfRange, "\(expected), found \(index)", at: range)
  }
}

extension Diagnostic {
  /// Says that an item of a JSON array, which a node gives, is taken directly.
  package static func jsonArrayIndex(_ tree: SyntaxTree, _ array: NodeID, at range: ByteRange) -> Diagnostic {
    Diagnostic(
      .jsonArrayIndex, .info,
      "an item of a JSON array is taken directly, which may fail when the flow runs; "
        + "ToJsonCollection(\(tree.text(tree[array].range).clipped)) makes a collection of it", at: range)
  }

  /// Says that an object has no member of a name, and which one may be meant.
  static func absentMember(_ name: String, of object: JSONNode, at range: ByteRange) -> Diagnostic {
    let names = nearestNames(to: name, among: object.members.lazy.compactMap(\.key.string))
    var hint = suggestion(names)
    if names.isEmpty, name.contains(".") {
      let inner = name.split(separator: ".").reduce(object as JSONNode?) { $0?[String($1)] }
      hint = "; it is one name and no path" + (inner == nil ? "" : ": write ‘.\(name.clipped)’ after the object")
    }
    return Diagnostic(.absentMember, .info, "the JSON object has no member ‘\(name.clipped)’\(hint)", at: range)
  }
}
