import Expressions
import Flows
import SourceText

struct SelfAssignment: FlowRule {
  static let metadata = RuleMetadata(
    id: "self-assignment", severity: .warning,
    summary: "A variable is given its own value.",
    rationale: "The assignment does nothing. Another variable was meant on one side of it.",
    bad: [.assignment(of: "«Flow.result»", declaring: ["Flow.result": "string", "Flow.reply": "string"])],
    good: [.assignment(of: "Flow.reply", declaring: ["Flow.result": "string", "Flow.reply": "string"])])

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    for assignment in flow.flow.actions.lazy.flatMap(\.effects.assignments) {
      guard case .expression(let value) = assignment.value else { continue }
      let expression = flow[value]
      // Of another language than Architect's there is no tree.
      guard expression.tree.isValid, let root = expression.tree.nodes.last,
        [.name, .member, .empty].contains(root.kind)
      else { continue }
      let name = flow.flow[assignment.target].text.filter { !$0.isWhitespace }.lowercased()
      guard name == flow.flow[value].text.filter({ !$0.isWhitespace }).lowercased(), !name.isEmpty else { continue }
      context.report("‘\(name.oneLine)’ is given its own value", at: root.range, of: expression)
    }
  }
}
