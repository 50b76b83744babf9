import Documents
import Expressions
import Flows
import SourceText

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
    good: [.condition("Flow.open", declaring: ["Flow.open": "boolean"])])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for index in flow.flow.actions.indices {
      let action = flow.flow.actions[index]
      guard let conditions = action.decision?.booleanConditions else { continue }
      // The last case of a switch may be written to be always true.
      let isSwitch = action.definition?.decidedBy == .cases
      for condition in isSwitch ? conditions.dropLast() : conditions[...] {
        guard let value = flow.constantTruth(of: condition) else { continue }
        context.report(
          "the condition is always \(value), so that the branch for \(!value) is never taken", at: condition, in: flow,
          action: ActionID(index: index))
      }
    }
  }
}
