import Documents
import Expressions
import Flows
import SourceText

/// Finds decisions that always go the same way.
struct ConstantCondition: FlowRule {
  static let metadata = RuleMetadata(
    id: "constant-condition", severity: .warning,
    summary: "A decision, or a case of a switch, always goes the same way.",
    rationale: """
      A branch behind a condition that is always false is dead, and so is everything behind one that is always true. \
      It is mostly a switch that was set for a test and forgotten. The last case of a switch may be `true`: that is \
      a way to write a default.

      Parts that laziness leaves out do not count: `true or Flow.open` is always true.
      """,
    bad: [.condition("«1 == 1 or Flow.open»", declaring: ["Flow.open": "boolean"])],
    good: [.condition("Flow.open", declaring: ["Flow.open": "boolean"])],
    since: "0.1.0")

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for index in flow.flow.actions.indices {
      let action = flow.flow.actions[index]
      guard let conditions = action.decision?.booleanConditions else { continue }
      // The last case of a switch may be written to be always true.
      let isSwitch = action.definition?.decidedBy == .cases
      for condition in isSwitch ? conditions.dropLast() : conditions[...] {
        check(condition, of: ActionID(index: index), in: flow, context)
      }
    }
  }

  private func check(_ condition: FlowValue, of action: ActionID, in flow: LintedFlow, _ context: RuleContext) {
    switch condition {
    case .literal(let node):
      guard let text = node.text?.lowercased(), text == "true" || text == "false" else { return }
      context.report(Self.message(text == "true"), at: node, in: flow, action: action)
    case .expression(let id):
      let expression = flow[id]
      let tree = expression.tree
      guard expression.site.kind == .expression, case .boolean(let value)? = tree.constant()?.value else { return }
      context.report(Self.message(value), at: tree[tree.root].range, of: expression)
    case .absent, .unset, .binding, .other: break
    }
  }

  private static func message(_ value: Bool) -> String {
    "the condition is always \(value), so that the branch for \(!value) is never taken"
  }
}
