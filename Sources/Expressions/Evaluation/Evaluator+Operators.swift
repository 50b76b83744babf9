import SourceText

extension EvaluationRun {
  mutating func unary(_ sign: UnaryOperator, _ id: NodeID) throws(EvaluationError) {
    let value = pop().value
    do throws(OperatorFailure) {
      push(Operand(try UnaryOperation.apply(sign, value)), of: id)
    } catch {
      let range = error.place == .operation ? plan.tree[id].range : range(ofOperand: 0, of: id)
      throw EvaluationError(error.code, error.message, at: range)
    }
  }

  mutating func binary(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) {
    let right = pop().value
    let left = pop().value
    let value: Value
    do throws(OperatorFailure) {
      value = try BinaryOperation.apply(sign, left, right)
    } catch {
      let range =
        switch error.place {
        case .left: range(ofOperand: 0, of: id)
        case .right: range(ofOperand: 1, of: id)
        case .operation: plan.tree[id].range
        }
      throw EvaluationError(error.code, error.message, at: range)
    }
    if case .string(let text) = value { try check(text, at: id) }
    push(Operand(value), of: id)
  }

  /// Whether the left operand of `and` or `or` decides.
  mutating func isDecided(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) -> Bool {
    let left = try boolean(pop().value, at: range(ofOperand: 0, of: id), "‘\(sign.rawValue)’")
    guard left == (sign == .or) else { return false }
    if trace != nil, let right = plan.tree.operands(of: id).last {
      trace?.record(plan.tree.unwrapped(right), .skipped(.decided(by: sign, left: left)))
    }
    push(Operand(.boolean(left)), of: id)
    return true
  }

  mutating func conclude(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) {
    let right = try boolean(pop().value, at: range(ofOperand: 1, of: id), "‘\(sign.rawValue)’")
    push(Operand(.boolean(right)), of: id)
  }

  /// Whether the first branch is chosen.
  mutating func isTrue(_ choice: Plan.Choice, _ id: NodeID) throws(EvaluationError) -> Bool {
    let isTrue = try boolean(pop().value, at: range(ofOperand: 0, of: id), choice.owner)
    trace?.record(isTrue ? choice.otherwise : choice.then, .skipped(.otherBranch(condition: isTrue)))
    trace?.record(id, .same(as: isTrue ? choice.then : choice.otherwise))
    return isTrue
  }

  /// A value that must be a Boolean.
  ///
  /// - Parameters:
  ///   - range: the bytes that gave the value.
  ///   - owner: what wants it, for the message.
  private func boolean(
    _ value: Value, at range: @autoclosure () -> ByteRange, _ owner: @autoclosure () -> String
  ) throws(EvaluationError) -> Bool {
    let value = value.operand
    if case .boolean(let flag) = value { return flag }
    guard value.isSet else {
      throw EvaluationError(.notSet, "expected a Boolean for \(owner()), found NOT_SET", at: range())
    }
    let hint = value.type == .string ? "; convert it with ToBool, or compare it with a text" : ""
    throw EvaluationError(
      .invalidOperand, "expected a Boolean for \(owner()), found \(value.typeName)\(hint)", at: range())
  }

  /// Counts a text against the limits.
  private mutating func check(_ text: String, at id: NodeID) throws(EvaluationError) {
    let size = text.utf8.count
    guard size <= limits.textSize else {
      throw EvaluationError(
        .valueTooLarge, "expected a text of at most \(limits.textSize) bytes, found \(size)", at: plan.tree[id].range)
    }
    try charge(size / 1024, at: id)
  }
}
