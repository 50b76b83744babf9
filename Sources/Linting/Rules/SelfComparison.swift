import Expressions
import Flows
import SourceText

struct SelfComparison: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "self-comparison", severity: .warning,
    summary: "Both sides of a comparison are the same.",
    rationale: """
      The comparison always gives the same, so one of its branches is never taken. One side was meant to be something \
      else, mostly a variable with a similar name. Letter case and blanks make no difference, as in Architect.
      """,
    bad: [.condition("«Flow.old == flow.Old»", declaring: ["Flow.old": "string", "Flow.new": "string"])],
    good: [.condition("Flow.old == Flow.new", declaring: ["Flow.old": "string", "Flow.new": "string"])])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard case .binary(let sign) = tree[id].kind, isComparison(sign), tree.hasSameOperands(id) else { continue }
      let side = tree.operands(of: id).first.map { tree.text(tree[$0].range) } ?? ""
      context.report(
        "both sides of ‘\(tree.text(tree[id].nameRange))’ are ‘\(side.oneLine)’, so that it always gives the same",
        at: tree[id].range, of: expression)
    }
  }

  private func isComparison(_ sign: BinaryOperator) -> Bool {
    switch sign {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}

extension SyntaxTree {
  /// Whether a binary operator has the same text on both sides, which reads something.
  ///
  /// Two literals are a constant condition, and a function may give something else each time it is called.
  fileprivate func hasSameOperands(_ id: NodeID) -> Bool {
    guard let left = operands(of: id).first.map(unwrapped), let right = operands(of: id).last.map(unwrapped) else {
      return false
    }
    guard self[left].kind == self[right].kind, self[left].range.count < 10_000, reference(of: left) != nil else {
      return false
    }
    return normalizedText(self[left].range) == normalizedText(self[right].range)
  }
}
