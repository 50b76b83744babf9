import Expressions
import Flows
import SourceText

struct ConversationPath: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "participant-path", severity: .info,
    summary: "An expression reads from a participant of the conversation by a path.",
    rationale: """
      No export of Architect is known that holds such a path: Genesys' editor reads attributes with the action Get \
      Participant Data into a variable. Where the flow is meant for Architect, use that action; where another tool \
      evaluates the expression, the path is right, and the rule may be switched off.

      In YAML the unsafe fix declares a variable, reads the attribute into it before the action, and uses it: it is \
      unsafe because a flow that another tool reads needs the path.
      """,
    bad: [.condition(#"«conversation.participants.customer.attributes.tier» == "gold""#)],
    good: [
      .actions(
        """
        - getParticipantData:
            name: Read the tier
            attributes:
              - attribute:
                  name:
                    lit: tier
                  variable: Flow.tier
        """, declaring: ["Flow.tier": "string"])
    ],
    fixSafety: .unsafe)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, !tree.nodes.isEmpty else { return }
    let variables = expression.flow.conversationVariables
    for reference in expression.references
    where variables.isConversationWord(reference.root, "conversation") && reference.hasSteps(["participants"])
      || variables.isConversationWord(reference.root, "participant") && reference.hasSteps(["attributes"])
    {
      let fix = GetParticipantDataFix(for: reference, of: expression, context.budget)
      context.report(
        certainty: .likely,
        "Genesys' own editor has no such paths: there the action Get Participant Data reads attributes",
        at: reference.range, of: expression, fix: fix?.fix)
    }
  }
}
