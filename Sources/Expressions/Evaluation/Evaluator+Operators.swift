import SourceText

extension EvaluationRun {
  /// A Boolean that decides what is evaluated next.
  mutating func condition(
    _ id: NodeID, _ owner: String, _ environment: inout some Environment
  ) throws(EvaluationError) -> Bool {
    let value = try evaluate(id, &environment).value.operand
    if case .boolean(let flag) = value { return flag }
    let range = tree[id].range
    guard value.isSet else {
      throw EvaluationError(.notSet, "expected a Boolean for \(owner), found NOT_SET", at: range)
    }
    let hint = value.type == .string ? "; convert it with ToBool, or compare it with a text" : ""
    throw EvaluationError(
      .invalidOperand, "expected a Boolean for \(owner), found \(value.typeName)\(hint)", at: range)
  }

  mutating func unary(
    _ sign: UnaryOperator, _ id: NodeID, _ environment: inout some Environment
  ) throws(EvaluationError) -> Operand {
    let operandID = try operand(0, of: id)
    let value = try evaluate(operandID, &environment).value
    do throws(OperatorFailure) {
      return Operand(try UnaryOperation.apply(sign, value))
    } catch {
      let place = error.place == .operation ? id : operandID
      throw EvaluationError(error.code, error.message, at: tree[place].range)
    }
  }

  /// An operation and all the operations that its left operand consists of, from the innermost outwards: a chain such as
  /// `a + b + c + …` may be of any length.
  mutating func binary(_ id: NodeID, _ environment: inout some Environment) throws(EvaluationError) -> Operand {
    var chain: [(node: NodeID, sign: BinaryOperator)] = []
    var leftID = id
    while case .binary(let sign) = tree[leftID].kind {
      chain.append((leftID, sign))
      leftID = try operand(0, of: leftID)
    }
    do throws(EvaluationError) {
      var left = try evaluate(leftID, &environment)
      while let (node, sign) = chain.last {
        left = try link(sign, left, leftID: leftID, node: node, &environment)
        trace?.record(node, left)
        leftID = node
        chain.removeLast()
      }
      return left
    } catch {
      for (node, _) in chain.reversed() { trace?.fail(node, error) }
      throw error
    }
  }

  /// One operation of a chain, whose left operand has been evaluated.
  private mutating func link(
    _ sign: BinaryOperator, _ left: Operand, leftID: NodeID, node: NodeID, _ environment: inout some Environment
  ) throws(EvaluationError) -> Operand {
    try charge(1, at: node)
    let rightID = try operand(1, of: node)
    guard sign == .and || sign == .or else {
      let right = try evaluate(rightID, &environment)
      return try apply(sign, left, right, leftID: leftID, rightID: rightID, node: node)
    }
    let first = try boolean(left.value, of: leftID, sign)
    if first == (sign == .or) {
      trace?.record(rightID, .skipped(.decided(by: sign, left: first)))
      return Operand(.boolean(first))
    }
    return Operand(.boolean(try condition(rightID, "‘\(sign.rawValue)’", &environment)))
  }

  private mutating func apply(
    _ sign: BinaryOperator, _ left: Operand, _ right: Operand, leftID: NodeID, rightID: NodeID, node: NodeID
  ) throws(EvaluationError) -> Operand {
    let value: Value
    do throws(OperatorFailure) {
      value = try BinaryOperation.apply(sign, left.value, right.value)
    } catch {
      switch error.place {
      case .left: throw EvaluationError(error.code, error.message, at: tree[leftID].range)
      case .right: throw EvaluationError(error.code, error.message, at: tree[rightID].range)
      case .operation: throw EvaluationError(error.code, error.message, at: tree[node].range)
      }
    }
    if case .string(let text) = value { try check(text, at: node) }
    return Operand(value)
  }

  private func boolean(_ value: Value, of id: NodeID, _ sign: BinaryOperator) throws(EvaluationError) -> Bool {
    let value = value.operand
    if case .boolean(let flag) = value { return flag }
    let range = tree[id].range
    guard value.isSet else {
      throw EvaluationError(.notSet, "expected a Boolean for ‘\(sign.rawValue)’, found NOT_SET", at: range)
    }
    let hint = value.type == .string ? "; convert it with ToBool, or compare it with a text" : ""
    throw EvaluationError(
      .invalidOperand, "expected a Boolean for ‘\(sign.rawValue)’, found \(value.typeName)\(hint)", at: range)
  }

  /// Counts a text against the limits.
  private mutating func check(_ text: String, at id: NodeID) throws(EvaluationError) {
    let size = text.utf8.count
    guard size <= limits.textSize else {
      throw EvaluationError(
        .valueTooLarge, "expected a text of at most \(limits.textSize) bytes, found \(size)", at: tree[id].range)
    }
    try charge(size / 1024, at: id)
  }
}
