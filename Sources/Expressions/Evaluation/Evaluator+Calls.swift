import JSON
import SourceText

extension EvaluationRun {
  /// Calls a function with the arguments that were evaluated.
  mutating func call(
    _ call: CheckedCall, _ id: NodeID, _ environment: inout some Environment
  ) throws(EvaluationError) {
    let arguments = Array(values.suffix(plan.tree.operands(of: id).count))
    values.removeLast(arguments.count)
    let (overload, item) = try overload(of: call, for: arguments)
    for (place, argument) in arguments.enumerated() {
      guard argument.value.unknown != nil, overload.parameter(at: place)?.isExample == false else { continue }
      return push(Operand(argument.value, type: overload.resultType(itemType: item)), of: id)
    }
    push(try apply(call, overload, item, arguments, &environment), of: id)
  }

  private func function(of call: CheckedCall) -> Function { plan.typed.functions.functions[call.function] }

  private func name(of call: CheckedCall) -> String { plan.typed.functions.functions[call.function].name }

  /// The overload that the checker chose, or that the values of the arguments choose by the same rule, and the type that
  /// the items of the call share.
  private func overload(
    of call: CheckedCall, for arguments: [Operand]
  ) throws(EvaluationError) -> (Overload, item: ExpressionType) {
    let overloads = plan.typed.functions.functions[call.function].overloads
    let types = arguments.map { ArgumentType($0.value, type: $0.type) }
    if let chosen = call.overload {
      let match = OverloadMatch(overloads[chosen], types)
      if match.fits { return (overloads[chosen], match.item) }
    }
    guard let (place, match) = overloads.best(for: types) else {
      throw EvaluationError(
        .invalidArgumentCount, "expected other arguments of ‘\(name(of: call))’", at: plan.tree[call.node].range)
    }
    guard let wrong = match.firstMismatch else { return (overloads[place], match.item) }
    throw mismatch(call, overloads[place], wrong, arguments[wrong])
  }

  private func mismatch(
    _ call: CheckedCall, _ overload: Overload, _ place: Int, _ argument: Operand
  ) -> EvaluationError {
    let parameter = overload.parameter(at: place)
    let found = argument.value.unknown == nil ? argument.value.typeName : argument.type.nameWithArticle
    let expected = parameter.map { "\($0.type.displayName) for ‘\($0.name)’" } ?? "other arguments"
    let hint = Self.hint(for: parameter?.type) + function(of: call).hint
    return EvaluationError(
      .invalidArgument, "expected \(expected) of ‘\(name(of: call))’, found \(found)\(hint)",
      at: range(ofOperand: place, of: call.node))
  }

  /// The function that converts an argument to what is expected.
  private static func hint(for type: ParameterType?) -> String {
    guard case .exactly(let type) = type, let conversion = Value.conversions[type] else { return "" }
    return "; convert it with \(conversion.name)"
  }

  private mutating func apply(
    _ call: CheckedCall, _ overload: Overload, _ item: ExpressionType, _ arguments: [Operand],
    _ environment: inout some Environment
  ) throws(EvaluationError) -> Operand {
    var taken: [Value] = []
    taken.reserveCapacity(arguments.count)
    for (place, argument) in arguments.enumerated() {
      guard let parameter = overload.parameter(at: place),
        let value = argument.value.taken(for: parameter.type, itemType: item)
      else { throw mismatch(call, overload, place, argument) }
      taken.append(value)
    }
    for (place, value) in taken.enumerated() where !value.isSet {
      guard let parameter = overload.parameter(at: place), !parameter.allowsNotSet else { continue }
      throw EvaluationError(
        .notSet, "expected a value for ‘\(parameter.name)’ of ‘\(name(of: call))’, found NOT_SET",
        at: range(ofOperand: place, of: call.node))
    }
    let type = overload.resultType(itemType: item)
    switch overload.implementation {
    case .choice: return Operand(.notSet, type: type)
    case .unknown: return Operand(.unknown(.result(of: name(of: call))), type: type)
    case .lookup(let key):
      return look(for: key, call, taken, type, &environment)
    case .strict(let body):
      var given = FunctionCall(
        name: name(of: call), range: plan.tree[call.node].range, arguments: taken,
        operands: plan.tree.operands(of: call.node), nodes: plan.tree.nodes, itemType: item, now: environment.now,
        random: random, textSize: limits.textSize)
      let value = try body(&given)
      random = given.random
      if !given.diagnostics.isEmpty { diagnostics += given.diagnostics }
      if function(of: call).traits.contains(.takesItem), case .json(let list)? = arguments.first?.value,
        list.kind == .array, let array = plan.tree.operands(of: call.node).first
      {
        diagnostics.append(.jsonArrayIndex(plan.tree, array, at: plan.tree[call.node].range))
      }
      try charge(given.steps, at: call.node)
      guard value.isSet else {
        // What a conversion hands on is NOT_SET for the reason its argument is.
        let origin = arguments.first { !$0.value.isSet && $0.origin != nil }?.origin
        return Operand(value, type: type, origin: origin)
      }
      return Operand(value)
    }
  }

  private mutating func look(
    for key: ObjectLookup.Key, _ call: CheckedCall, _ arguments: [Value], _ type: ExpressionType,
    _ environment: inout some Environment
  ) -> Operand {
    guard case .string(let text)? = arguments.first else { return Operand(.notSet, type: type) }
    let lookup = ObjectLookup(typeCode: type.code, key: key, text: text)
    guard let resolution = environment.find(lookup) else {
      return Operand(.unknown(.objects(ofType: type.code, for: name(of: call))), type: type)
    }
    diagnostics += resolution.diagnostics
    return Operand(resolution.value, type: type, origin: resolution.origin)
  }
}
