import Documents
import Expressions
import Flows
import SourceText

/// Finds decisions that always go the same way.
struct ConstantCondition: FileRule {
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

  func check(_ file: LintedFile) -> [Finding] {
    file.flows.flatMap { flow in
      flow.flow.actions.indices.flatMap { index -> [Finding] in
        let action = flow.flow.actions[index]
        guard let conditions = action.decision?.booleanConditions else { return [] }
        // The last case of a switch may be written to be always true.
        let isSwitch = action.definition?.decidedBy == .cases
        return (isSwitch ? conditions.dropLast() : conditions[...]).compactMap {
          finding($0, ActionID(index: index), flow)
        }
      }
    }
  }

  private func finding(_ condition: FlowValue, _ action: ActionID, _ flow: LintedFlow) -> Finding? {
    switch condition {
    case .literal(let node):
      guard let text = node.text?.lowercased(), text == "true" || text == "false" else { return nil }
      return flow.finding(Self.metadata, Self.message(text == "true"), at: node, action: action)
    case .expression(let id):
      let expression = flow[id]
      guard expression.site.kind == .expression, case .boolean(let value)? = expression.tree.constant()?.value else {
        return nil
      }
      return expression.finding(
        Self.metadata, Self.message(value), at: expression.tree[expression.tree.root].range, in: flow)
    case .absent, .unset, .binding, .other: return nil
    }
  }

  private static func message(_ value: Bool) -> String {
    "the condition is always \(value), so that the branch for \(!value) is never taken"
  }
}
