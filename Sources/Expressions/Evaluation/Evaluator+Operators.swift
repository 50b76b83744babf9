import SourceText

extension EvaluationRun {
  mutating func unary(_ sign: UnaryOperator, _ id: NodeID) throws(EvaluationError) {
    let value = pop().value
    if let reason = value.unknown { return push(reason, of: id) }
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
    if let reason = left.unknown ?? right.unknown { return push(reason, of: id) }
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

  /// Takes the left operand of `and` or `or`, and goes on at `end` where it decides. One that is not known stays.
  mutating func decide(_ sign: BinaryOperator, _ id: NodeID, end: Int) throws(EvaluationError) {
    let operand = pop()
    if operand.value.unknown != nil {
      values.append(operand)
      undecided.append(Undecided(node: id, end: end, depth: values.count))
      return
    }
    let left = try boolean(operand.value, at: range(ofOperand: 0, of: id), "‘\(sign.rawValue)’")
    guard left == (sign == .or) else { return }
    skip(1, of: id, .decided(by: sign, left: left))
    push(Operand(.boolean(left)), of: id)
    place = end
  }

  /// Takes the right operand of `and` or `or`, which decides where the left one has not, or is not known.
  mutating func conclude(_ sign: BinaryOperator, _ id: NodeID) throws(EvaluationError) {
    let operand = pop().value
    var reason = operand.unknown
    let right = reason == nil ? try boolean(operand, at: range(ofOperand: 1, of: id), "‘\(sign.rawValue)’") : nil
    if undecided.last?.node == id {
      undecided.removeLast()
      let left = pop().value.unknown
      if right != (sign == .or) { reason = left }
    }
    if let reason {
      push(reason, of: id)
    } else {
      push(Operand(.boolean(right ?? false)), of: id)
    }
  }

  /// Takes a condition, and goes on with the first branch or at `otherwise`; where it is not known, with neither.
  mutating func choose(_ id: NodeID, otherwise: Int) throws(EvaluationError) {
    let condition = pop().value
    if let reason = condition.unknown {
      skip(1, of: id, .undecided)
      skip(2, of: id, .undecided)
      // Before the second branch stands the jump past it.
      place = otherwise - 1
      return push(reason, of: id)
    }
    let isTrue = try boolean(condition, at: range(ofOperand: 0, of: id), plan.ownerOfCondition(of: id))
    skip(isTrue ? 2 : 1, of: id, .otherBranch(condition: isTrue))
    let chosen = operand(isTrue ? 1 : 2, of: id)
    trace?.record(id, .same(as: chosen))
    if !isTrue { place = otherwise }
  }

  private func operand(_ number: Int, of id: NodeID) -> NodeID {
    plan.tree.unwrapped(plan.tree.operands(of: id).dropFirst(number).first ?? id)
  }

  private mutating func skip(_ number: Int, of id: NodeID, _ reason: EvaluationTrace.SkipReason) {
    let operand = operand(number, of: id)
    trace?.record(operand, .skipped(reason))
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
