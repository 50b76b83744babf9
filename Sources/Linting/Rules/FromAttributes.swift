import Expressions
import Flows
import SourceText

struct FromAttributes: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "from-attributes", severity: .error,
    summary: "An attribute is read from `conversation.from.attributes`, where Genesys Cloud never puts one.",
    rationale: """
      A request that creates a conversation may carry attributes on its header, under `from`. They never reach a \
      participant: Genesys Cloud keeps attributes on participants only, so a value read from the header is always \
      unset, and whatever the flow decides by it goes the wrong way without an error.

      Two things are to be mended. Whoever creates the conversation has to set the attribute on the participant \
      (`PATCH …/participants/{id}/attributes`, or the custom attributes of a messaging deployment). And the flow has \
      to read it from there: as a path, `conversation.participants.customer.attributes.<key>`; in Genesys' own editor, \
      which has no such paths, with the action Get Participant Data into a variable.

      The rule looks at the parsed expression: letter case, blanks, brackets and `GetJsonObjectProperty` make no \
      difference, and texts, names and variables of your own that happen to be called `from` are left alone. It \
      follows variables that the flow assigns from a conversation or its header. Where such a variable is filled by \
      nothing but a data action, the contract of which is not at hand, the finding is a warning.
      """,
    bad: [
      .condition(#"«conversation.from.attributes.tier» == "gold""#),
      .actions(
        """
        - updateData:
            name: Keep the header
            statements:
              - json:
                  variable: Flow.header
                  value:
                    exp: conversation.from
              - string:
                  variable: Flow.orderId
                  value:
                    exp: ToString(«GetJsonObjectProperty(Flow.header, "attributes")["order id"]»)
        """, in: "workflow", declaring: ["Flow.header": "json", "Flow.orderId": "string"]),
    ],
    good: [
      .condition(#"conversation.participants.customer.attributes.tier == "gold""#), .attributes(.get("lit: tier")),
    ],
    fixSafety: .mixed)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    for reference in expression.references {
      guard let match = match(reference, expression) else { continue }
      report(match, reference, expression, context)
    }
  }

  /// What the variable that a reference begins with holds, for all that is known.
  private enum Origin {
    /// There is none: the path begins at the conversation itself.
    case direct
    /// A conversation or its header, as an assignment says.
    case alias
    /// That or something else.
    case maybeAlias
    /// What a data action gave.
    case response
  }

  /// The steps after a variable that lead to a header's attributes, by what it holds.
  private static let aliases: [(content: ConversationVariables.Content, steps: [String])] = [
    (.conversation, ["from", "attributes"]), (.header, ["attributes"]), (.response, ["from", "attributes"]),
    (.response, ["conversation", "from", "attributes"]), (.responseHeader, ["attributes"]),
  ]

  /// Where a reference that leads through a header's attributes begins, and its steps up to and with `attributes`.
  private func match(_ reference: AccessPath, _ expression: FlowExpression) -> (origin: Origin, stepCount: Int)? {
    let variables = expression.flow.conversationVariables
    if variables.isConversationWord(reference.root, "from"), reference.hasSteps(["attributes"]) { return (.direct, 1) }
    if variables.isConversationWord(reference.root, "conversation"), reference.hasSteps(["from", "attributes"]) {
      return (.direct, 2)
    }
    guard Self.aliases.contains(where: { reference.hasSteps($0.steps, at: 1) }), let variable = reference.variable
    else {
      return nil
    }
    let content = variables.content(of: variable, at: expression.site)
    for (held, steps) in Self.aliases where content.contains(held) && reference.hasSteps(steps, at: 1) {
      let isOfResponse = held == .response || held == .responseHeader
      if content.contains(.other) { return isOfResponse ? nil : (.maybeAlias, steps.count + 1) }
      return (isOfResponse ? .response : .alias, steps.count + 1)
    }
    return nil
  }

  private func report(
    _ match: (origin: Origin, stepCount: Int), _ reference: AccessPath, _ expression: FlowExpression,
    _ context: RuleContext
  ) {
    let (site, tree) = (expression.site, expression.tree)
    let path = tree.text(reference.range).oneLine
    let variable = (reference.root + "." + (reference.steps.first?.name ?? "")).oneLine
    // What a configuration holds beside the text, the compiled tree, would not be mended.
    let isPlain = if case .unknown = site.compilation { site.kind == .expression } else { false }
    let start = "‘\(path)’ is always unset"
    let message =
      switch match.origin {
      case .direct: start
      case .alias: "\(start), ‘\(variable)’ being taken from the conversation"
      case .maybeAlias: "\(start) where ‘\(variable)’ is taken from the conversation"
      case .response: "\(start) if the data action that fills ‘\(variable)’ gives a conversation"
      }
    let isSure = match.origin == .direct || match.origin == .alias
    let isDirect = match.origin == .direct
    let stepCount = match.stepCount
    context.report(
      severity: isSure ? nil : .warning, certainty: isSure ? .certain : match.origin == .response ? .possible : .likely,
      "\(message): \(Self.advice)", at: reference.range, of: expression,
      // Parsed again where a fix is asked for: the trees of many findings are more than is good to keep.
      fix: isPlain && isSure
        ? ParticipantPath.fix(reference, after: stepCount, in: site.tree, at: site, isSafe: isDirect) : nil)
  }

  private static let advice = """
    attributes on the conversation's header never reach the participant; set them on the participant and read \
    ‘conversation.participants.customer.attributes’ (in Genesys' own editor: the action Get Participant Data)
    """
}
