import Expressions
import Flows
import SourceText

/// Finds reads of attributes on a conversation's header, `conversation.from.attributes`, which are never there.
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
    since: "0.1.0", fixSafety: .mixed)

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    // A path needs both words; most expressions have neither.
    guard holdsWord("attributes", expression.tree.text) else { return }
    for reference in expression.references {
      guard let match = match(reference, expression) else { continue }
      report(match, reference, expression, context)
    }
  }

  /// A reference that leads through a header's attributes.
  private struct Match {
    enum Origin {
      /// The path begins at the conversation itself.
      case direct
      /// The variable holds a conversation or its header, as an assignment says.
      case alias(VariableName)
      /// The variable holds that or something else.
      case maybeAlias(VariableName)
      /// The variable holds what a data action gave.
      case response(VariableName)
    }

    let origin: Origin
    /// The number of steps up to and with `attributes`.
    let stepCount: Int
  }

  private func match(_ reference: AccessPath, _ expression: FlowExpression) -> Match? {
    let variables = expression.flow.conversationVariables
    if variables.isConversationWord(reference.root, "from"), reference.hasSteps(["attributes"]) {
      return Match(origin: .direct, stepCount: 1)
    }
    if variables.isConversationWord(reference.root, "conversation"), reference.hasSteps(["from", "attributes"]) {
      return Match(origin: .direct, stepCount: 2)
    }
    guard let variable = reference.variable else { return nil }
    let content = variables.content(of: variable, at: expression.site)
    if content.contains(.conversation), reference.hasSteps(["from", "attributes"], at: 1) {
      return Match(origin: content.contains(.other) ? .maybeAlias(variable) : .alias(variable), stepCount: 3)
    }
    if content.contains(.header), reference.hasSteps(["attributes"], at: 1) {
      return Match(origin: content.contains(.other) ? .maybeAlias(variable) : .alias(variable), stepCount: 2)
    }
    if content.contains(.other) { return nil }
    if content.contains(.response), reference.hasSteps(["from", "attributes"], at: 1) {
      return Match(origin: .response(variable), stepCount: 3)
    }
    if content.contains(.response), reference.hasSteps(["conversation", "from", "attributes"], at: 1) {
      return Match(origin: .response(variable), stepCount: 4)
    }
    if content.contains(.responseHeader), reference.hasSteps(["attributes"], at: 1) {
      return Match(origin: .response(variable), stepCount: 2)
    }
    return nil
  }

  private func report(
    _ match: Match, _ reference: AccessPath, _ expression: FlowExpression, _ context: RuleContext
  ) {
    let (site, tree) = (expression.site, expression.tree)
    let path = tree.text(reference.range).oneLine
    let variable = (reference.root + "." + (reference.steps.first?.name ?? "")).oneLine
    // What a configuration holds beside the text, the compiled tree, would not be mended.
    let isPlain = if case .unknown = site.compilation { site.kind == .expression } else { false }
    let stepCount = match.stepCount
    switch match.origin {
    case .direct:
      context.report(
        .direct(path), at: reference.range, of: expression,
        fix: isPlain ? ParticipantPath.fix(reference, after: stepCount, in: tree, at: site, isSafe: true) : nil)
    case .alias:
      context.report(
        .alias(path, of: variable), at: reference.range, of: expression,
        fix: isPlain ? ParticipantPath.fix(reference, after: stepCount, in: tree, at: site, isSafe: false) : nil)
    case .maybeAlias:
      context.report(
        severity: .warning, certainty: .likely, .maybeAlias(path, of: variable), at: reference.range, of: expression)
    case .response:
      context.report(
        severity: .warning, certainty: .possible, .response(path, in: variable), at: reference.range, of: expression)
    }
  }

  // MARK: Texts

  /// Whether a text holds a word of lower-case letters, in any letter case.
  private func holdsWord(_ word: StaticString, _ text: [UInt8]) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.count >= count else { return false }
    return word.withUTF8Buffer { word in
      text.withUnsafeBufferPointer { text in
        for start in 0...(text.count - count) {
          var length = 0
          while length < count, text[start + length] | 0x20 == word[length] { length += 1 }
          if length == count { return true }
        }
        return false
      }
    }
  }
}

extension String {
  fileprivate static func direct(_ path: String) -> String {
    "‘\(path)’ is always unset: \(whole)"
  }

  fileprivate static func alias(_ path: String, of variable: String) -> String {
    "‘\(path)’ is always unset, ‘\(variable)’ being taken from the conversation: \(whole)"
  }

  fileprivate static func maybeAlias(_ path: String, of variable: String) -> String {
    "‘\(path)’ is always unset where ‘\(variable)’ is taken from the conversation: \(whole)"
  }

  fileprivate static func response(_ path: String, in variable: String) -> String {
    "‘\(path)’ is always unset if the data action that fills ‘\(variable)’ gives a conversation: \(whole)"
  }

  private static let whole = """
    attributes on the conversation's header never reach the participant; set them on the participant and read \
    ‘conversation.participants.customer.attributes’ (in Genesys' own editor: the action Get Participant Data)
    """
}
