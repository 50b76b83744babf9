import Documents
import Expressions
import Flows
import SourceText

struct ConstantCondition: FlowRule, ExpressionRule {
  static let metadata = RuleMetadata(
    id: "constant-condition", severity: .warning,
    summary: "A decision, a case of a switch, or a part of a condition is always true or always false.",
    rationale: """
      A branch behind a condition that is always false is dead, and so is everything behind one that is always true. \
      It is mostly a switch that was set for a test and forgotten, and so is a part of a condition: `Flow.open or true` \
      is always true, `Flow.open and true` is `Flow.open`, and a text that begins with words is never empty. The last case of a switch may be `true`: that is a way to \
      write a default.
      """,
    bad: [
      .condition("«1 == 1 or Flow.open»", declaring: ["Flow.open": "boolean"]),
      .condition("Flow.open and «1 == 1»", declaring: ["Flow.open": "boolean"]),
      .assignment(
        of: #"If(«IsNotSetOrEmpty(Append("Hi ", Flow.name))», "", Flow.name)"#,
        declaring: ["Flow.result": "string", "Flow.name": "string"]),
    ],
    good: [.condition("Flow.open", declaring: ["Flow.open": "boolean"])])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for index in flow.flow.actions.indices {
      let action = ActionID(index: index)
      for condition in flow.flow.tested(by: action) {
        guard let value = flow.constantTruth(of: condition) else { continue }
        context.report(
          "the condition is always \(value), so that the branch for \(!value) is never taken", at: condition, in: flow,
          action: action)
      }
    }
  }

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid, !expression.truths.isEmpty, !isToldWhole(expression) else {
      return
    }
    var pending = [tree.root]
    while let id = pending.popLast() {
      let operands = Array(tree.operands(of: id))
      for (place, operand) in operands.enumerated().reversed() {
        guard let value = expression.truths[operand], let end = consequence(of: value, at: place, of: id, expression)
        else {
          pending.append(operand)
          continue
        }
        let text = tree.text(tree[operand].range).oneLine
        context.report("‘\(text)’ is always \(value) and \(end)", at: tree[operand].range, of: expression)
      }
    }
  }

  /// What comes of an operand that is always true or always false; nil where it decides nothing.
  private func consequence(of value: Bool, at place: Int, of id: NodeID, _ expression: FlowExpression) -> String? {
    let tree = expression.tree
    switch tree[id].kind {
    case .binary(.and): return value ? "changes nothing" : "makes the ‘and’ false"
    case .binary(.or): return value ? "makes the ‘or’ true" : "changes nothing"
    case .conditional where place == 0: return "chooses the same value each time"
    case .call where place == 0 && tree.function(of: id, in: expression.flow.functions)?.isChoice == true:
      return "chooses the same value each time"
    default: return nil
    }
  }

  /// Whether it is a condition that is told of as a whole.
  private func isToldWhole(_ expression: FlowExpression) -> Bool {
    guard expression.truths[expression.tree.root] != nil, let action = expression.site.action else { return false }
    return expression.flow.flow.tested(by: action).contains { condition in
      if case .expression(let id) = condition { id == expression.id } else { false }
    }
  }
}

extension Flow {
  /// The conditions that an action decides by, without the last case of a switch, which may be written to be always true.
  fileprivate func tested(by action: ActionID) -> ArraySlice<FlowValue> {
    let conditions = self[action].decision?.booleanConditions ?? []
    return self[action].definition?.decidedBy == .cases ? conditions.dropLast() : conditions[...]
  }
}
