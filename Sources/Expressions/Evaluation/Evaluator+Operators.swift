import SourceText

extension EvaluationRun {
  mutating func unary(_ sign: UnaryOperator, _ id: NodeID) throws(EvaluationError) {
    let value = pop().value
    do throws(OperatorFailure) {
      push(Operand(try UnaryOperation.apply(sign, value)), of: id)
    } catch {
      let place = error.place == .operation ? id : try operand(0, of: id)
      throw EvaluationError(error.code, error.message, at: tree[place].range)
    }
  }

  mutating func binary(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) {
    let right = pop().value
    let left = pop().value
    let value: Value
    do throws(OperatorFailure) {
      value = try BinaryOperation.apply(sign, left, right)
    } catch {
      let place =
        switch error.place {
        case .left: try operand(0, of: id)
        case .right: try operand(1, of: id)
        case .operation: id
        }
      throw EvaluationError(error.code, error.message, at: tree[place].range)
    }
    if case .string(let text) = value { try check(text, at: id) }
    push(Operand(value), of: id)
  }

  mutating func decide(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) {
    let left = try boolean(pop().value, of: try operand(0, of: id), "‘\(sign.rawValue)’")
    let rightID = try operand(1, of: id)
    if left == (sign == .or) {
      trace?.record(tree.unwrapped(rightID), .skipped(.decided(by: sign, left: left)))
      push(Operand(.boolean(left)), of: id)
    } else {
      tasks += [.conclude(id, sign), .evaluate(rightID)]
    }
  }

  mutating func conclude(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) {
    let right = try boolean(pop().value, of: try operand(1, of: id), "‘\(sign.rawValue)’")
    push(Operand(.boolean(right)), of: id)
  }

  mutating func choose(_ id: NodeID, _ function: Int?) throws(EvaluationError) {
    let owner = function.map { "‘condition’ of ‘\(functions.functions[$0].name)’" } ?? "‘?’"
    let isChosen = try boolean(pop().value, of: try operand(0, of: id), owner)
    let chosen = try operand(isChosen ? 1 : 2, of: id)
    let other = try operand(isChosen ? 2 : 1, of: id)
    trace?.record(tree.unwrapped(other), .skipped(.otherBranch(condition: isChosen)))
    trace?.record(id, .same(as: tree.unwrapped(chosen)))
    tasks.append(.evaluate(chosen))
  }

  /// A value that must be a Boolean.
  ///
  /// - Parameters:
  ///   - id: the node that gave the value.
  ///   - owner: what wants it, for the message.
  private func boolean(_ value: Value, of id: NodeID, _ owner: String) throws(EvaluationError) -> Bool {
    let value = value.operand
    if case .boolean(let flag) = value { return flag }
    let range = tree[id].range
    guard value.isSet else {
      throw EvaluationError(.notSet, "expected a Boolean for \(owner), found NOT_SET", at: range)
    }
    let hint = value.type == .string ? "; convert it with ToBool, or compare it with a text" : ""
    throw EvaluationError(
      .invalidOperand, "expected a Boolean for \(owner), found \(value.typeName)\(hint)", at: range)
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
