import Documents
import Flows
import SourceText

struct LegacyCustomAttributesLocation: ForeignExpressionRule, FlowRule {
  static let metadata = RuleMetadata(
    id: "legacy-custom-attributes-location", severity: .warning,
    summary:
      "Custom attributes of a web message stand under `channel.metadata` beside the message instead of inside it.",
    rationale: """
      Since June 2026 Genesys Cloud takes the custom attributes of a web messaging guest from \
      `message.channel.metadata.customAttributes` alone. Those that stand under `channel.metadata` beside the message \
      are passed over without an error: no attribute reaches the participant. Move `channel` into `message`.

      The rule looks at frames of guests (`"action": "onMessage"`) and at the request templates of data actions. It is \
      silent where the attributes stand in both places.
      """,
    bad: [bad], good: [good])

  private static let bad: RuleExample = """
    {
      "action": "onMessage",
      "token": "00000000-0000-0000-0000-000000000000",
      "message": {"type": "Text", "text": "Where is my order?"},
      "channel": {"metadata": {"«customAttributes»": {"tier": "gold"}}}
    }
    """

  private static let good: RuleExample = """
    {
      "action": "onMessage",
      "token": "00000000-0000-0000-0000-000000000000",
      "message": {
        "type": "Text",
        "text": "Where is my order?",
        "channel": {"metadata": {"customAttributes": {"tier": "gold"}}}
      }
    }
    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard flow.flow.isRequest, let key = ConversationRequestReader.attributesBesideMessage(of: flow.flow.node) else {
      return
    }
    var location = FlowLocation()
    location.flowType = flow.flow.type
    location.path = ["channel", "metadata", "customAttributes"].map { .key($0) }
    context.report(Self.message, at: key.contentRange, location: location)
  }

  func check(foreign expression: FlowExpression, _ context: RuleContext) {
    guard case .key("requestTemplate")? = expression.site.path.last,
      expression.site.text.holds("customAttributes"), let body = TemplateBody(expression.site.text),
      let key = ConversationRequestReader.attributesBesideMessage(of: body.root)
    else { return }
    context.report(certainty: .likely, Self.message, at: key.contentRange, of: expression)
  }

  private static let message = """
    Genesys Cloud passes over ‘channel.metadata.customAttributes’ beside the message: put ‘channel’ into ‘message’
    """
}
