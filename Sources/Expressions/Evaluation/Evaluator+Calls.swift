import SourceText

extension EvaluationRun {
  /// Looks a function up and has its arguments evaluated, or only the one that decides.
  mutating func beginCall(_ id: NodeID) throws(EvaluationError) {
    let name = tree.name(of: id)
    guard let place = functions.place(of: name) else {
      throw EvaluationError(
        .unknownFunction,
        "expected the name of a function, found ‘\(name.clipped)’\(suggestion(functions.names(near: name)))",
        at: tree[id].nameRange)
    }
    let function = functions.functions[place]
    let operands = tree.operands(of: id)
    guard let candidate = function.overloads.first(where: { $0.takes(operands.count) }) else {
      throw EvaluationError(
        .invalidArgumentCount, "expected \(function.argumentCounts) for ‘\(function.name)’, found \(operands.count)",
        at: tree[id].range)
    }
    if case .choice = candidate.implementation {
      tasks += [.choose(id, function: place), .evaluate(try operand(0, of: id))]
    } else {
      tasks.append(.call(id, function: place))
      for operand in operands.reversed() { tasks.append(.evaluate(operand)) }
    }
  }

  mutating func call(
    _ function: Function, _ id: NodeID, _ environment: inout some Environment
  ) throws(EvaluationError) {
    let operands = Array(tree.operands(of: id))
    let arguments = Array(values.suffix(operands.count))
    values.removeLast(arguments.count)
    let match = try overload(of: function, for: arguments, operands)
    push(try apply(function, match, arguments, id, &environment), of: id)
  }

  private func overload(
    of function: Function, for arguments: [Operand], _ operands: [NodeID]
  ) throws(EvaluationError) -> OverloadMatch {
    let given = arguments.map { OverloadMatch.Argument(value: $0.value, type: $0.declaredType) }
    do throws(OverloadMatch.Mismatch) {
      return try OverloadMatch.first(of: function, for: given)
    } catch {
      let place = min(error.argument, max(0, operands.count - 1))
      let range = place < operands.count ? tree[operands[place]].range : ByteRange(at: 0)
      let found = place < arguments.count ? arguments[place].value.typeName : "nothing"
      let parameter = error.parameter
      let expected = parameter.map { "\($0.type.displayName) for ‘\($0.name)’" } ?? "other arguments"
      let hint = place < arguments.count ? Self.hint(for: parameter?.type, arguments[place].value) : ""
      throw EvaluationError(
        .invalidArgument, "expected \(expected) of ‘\(function.name)’, found \(found)\(hint)", at: range)
    }
  }

  /// The function that converts an argument to what is expected.
  private static func hint(for type: ParameterType?, _ value: Value) -> String {
    guard case .exactly(let type) = type else { return "" }
    let conversion: String? =
      switch type {
      case .string: "ToString"
      case .integer: "ToInt"
      case .decimal: "ToDecimal"
      case .boolean: "ToBool"
      case .json: "JsonParse"
      default: nil
      }
    return conversion.map { "; convert it with \($0)" } ?? ""
  }

  private mutating func apply(
    _ function: Function, _ match: OverloadMatch, _ arguments: [Operand], _ id: NodeID,
    _ environment: inout some Environment
  ) throws(EvaluationError) -> Operand {
    let ranges = tree.operands(of: id).map { tree[$0].range }
    for (place, value) in match.values.enumerated() where !value.isSet {
      guard let parameter = match.overload.parameter(at: place), !parameter.allowsNotSet else { continue }
      throw EvaluationError(
        .notSet, "expected a value for ‘\(parameter.name)’ of ‘\(function.name)’, found NOT_SET", at: ranges[place])
    }
    let resultType = match.overload.resultType(itemType: match.itemType)
    switch match.overload.implementation {
    case .choice:
      return Operand(.notSet, type: resultType)
    case .unknown:
      throw EvaluationError(
        .unknownHere, "‘\(function.name.clipped)’ is declared with these types, but Plumb cannot compute it",
        at: tree[id].range)
    case .lookup(let key):
      return look(for: key, of: function, match, resultType, id, &environment)
    case .strict(let body):
      var call = FunctionCall(
        name: function.name, range: tree[id].range, arguments: match.values, types: arguments.map(\.type),
        ranges: ranges, itemType: match.itemType, now: environment.now, random: random, textSize: limits.textSize)
      let value = try body(&call)
      random = call.random
      try charge(call.steps, at: id)
      guard value.isSet else {
        // What a conversion hands on is NOT_SET for the reason its argument is.
        let origin = arguments.first { !$0.value.isSet && $0.origin != nil }?.origin
        return Operand(value, type: resultType, origin: origin)
      }
      return Operand(value)
    }
  }

  private mutating func look(
    for key: ObjectLookup.Key, of function: Function, _ match: OverloadMatch, _ type: ExpressionType, _ id: NodeID,
    _ environment: inout some Environment
  ) -> Operand {
    guard case .string(let text)? = match.values.first else { return Operand(.notSet, type: type) }
    let lookup = ObjectLookup(typeCode: type.code, key: key, text: text)
    guard let resolution = environment.find(lookup) else {
      diagnostics.append(
        Diagnostic(
          .unknownHere, .info,
          "what ‘\(function.name)’ finds in the organisation is not known here, so the value is NOT_SET",
          at: tree[id].range))
      return Operand(.notSet, type: type)
    }
    diagnostics += resolution.diagnostics
    return Operand(resolution.value, type: type, origin: resolution.origin)
  }
}

extension Function {
  /// How many arguments the function takes, for messages: `2 arguments`, `2 or 3 arguments`, `at least 1 argument`.
  var argumentCounts: String {
    if let least = overloads.filter({ $0.maximumCount == nil }).map(\.minimumCount).min() {
      return "at least \(least) argument\(least == 1 ? "" : "s")"
    }
    var counts: Set<Int> = []
    for overload in overloads {
      counts.formUnion(overload.minimumCount...Swift.max(overload.minimumCount, overload.maximumCount ?? 0))
    }
    let sorted = counts.sorted()
    let list = sorted.map(String.init).joined(separator: " or ")
    return sorted == [0] ? "no arguments" : "\(list) argument\(sorted == [1] ? "" : "s")"
  }
}
