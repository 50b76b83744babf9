import Documents
import Expressions
import Flows
import SourceText

/// Finds reads of attributes on the conversation itself or on the receiver's side of its header.
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
    since: "0.1.0", fixSafety: .safe)

  func check(_ expression: FlowExpression, in flow: LintedFlow) -> any Collection<Finding> {
    let tree = expression.tree
    guard expression.site.kind == .expression, !tree.nodes.isEmpty else { return [Finding]() }
    let matches = tree.references.compactMap { reference -> (AccessPath, Int)? in
      guard flow.conversationVariables.isConversationWord(reference.root, "conversation") else { return nil }
      if reference.hasSteps(["attributes"]) { return (reference, 1) }
      return reference.hasSteps(["to", "attributes"]) ? (reference, 2) : nil
    }
    let offersFix = matches.count * tree.text.count <= Self.fixableBytes
    return matches.lazy.map { reference, stepCount in
      expression.finding(
        Self.metadata,
        """
        ‘\(tree.text(reference.range).oneLine)’ is always unset: attributes are kept on participants only; read \
        ‘conversation.participants.customer.attributes’ (in Genesys' own editor: the action Get Participant Data)
        """, at: reference.range, in: flow, fix: offersFix ? fix(reference, stepCount, expression) : nil)
    }
  }

  /// How long an expression may be, times what is found in it, for fixes to be offered: each is tried on the whole.
  private static let fixableBytes = 20_000_000

  private func fix(_ reference: AccessPath, _ stepCount: Int, _ expression: FlowExpression) -> Fix? {
    switch expression.site.node.tree.format {
    case .yaml, .xml: break
    case .json, .i3: return nil
    }
    let path = ParticipantPath.text(reference.steps[stepCount...], in: expression.tree)
    guard let edit = expression.site.node.edit(replacing: reference.range, with: path) else { return nil }
    return Fix("read the attribute from the customer participant", isSafe: true, edits: [edit])
  }
}
