import Expressions
import Flows
import SourceText

struct HeaderAttributes: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "header-attributes", severity: .error,
    summary: "An attribute is read from `conversation.attributes` or `conversation.to.attributes`, where none ever is.",
    rationale: """
      Genesys Cloud keeps attributes on participants only, neither on the conversation nor on its header, so that the \
      value is always unset, and whatever the flow decides by it goes the wrong way without an error. Read it from the \
      participant: as a path, `conversation.participants.customer.attributes.<key>`; in Genesys' own editor, which has \
      no such paths, with the action Get Participant Data into a variable.

      What is read from `conversation.from.attributes` is found by `from-attributes`.
      """,
    bad: [
      .condition(#"«conversation.attributes.tier» == "gold""#),
      .condition(#"«conversation.to.attributes["tier"]» == "gold""#),
    ],
    good: [.condition(#"Flow.tier == "gold""#, declaring: ["Flow.tier": "string"])],
    fixSafety: .safe)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let (site, tree) = (expression.site, expression.tree)
    guard site.kind == .expression, !tree.nodes.isEmpty else { return }
    for reference in expression.references {
      guard expression.flow.conversationVariables.isConversationWord(reference.root, "conversation") else { continue }
      let stepCount = reference.hasSteps(["attributes"]) ? 1 : reference.hasSteps(["to", "attributes"]) ? 2 : 0
      guard stepCount > 0 else { continue }
      context.report(
        """
        ‘\(tree.text(reference.range).oneLine)’ is always unset: attributes are kept on participants only; read \
        ‘conversation.participants.customer.attributes’ (in Genesys' own editor: the action Get Participant Data)
        """, at: reference.range, of: expression,
        fix: ParticipantPath.fix(reference, after: stepCount, in: site.tree, at: site, isSafe: true))
    }
  }
}
