extension FlowType {
  /// The extension that Architect's editor gives the export of a flow, without a dot, by its type in any letter case as
  /// the API names it, such as `INBOUNDCALL`.
  ///
  /// Seen on exports in public repositories, but for `i3SecureFlow`, which is only likely; `i3Flow` stands for types of
  /// which no export was seen.
  package static func editorExtension(ofType type: String) -> String {
    editorExtensions[type.lowercased()] ?? "i3Flow"
  }

  private static let editorExtensions = [
    "inboundcall": "i3InboundFlow", "inqueuecall": "i3InQueueFlow", "outboundcall": "i3OutboundFlow",
    "inboundshortmessage": "i3InboundMessage", "inboundchat": "i3InboundChatFlow",
    "inboundemail": "i3InboundEmailFlow", "workflow": "i3WorkFlow", "workitem": "i3WorkitemFlow", "bot": "i3BotFlow",
    "digitalbot": "i3DigitalBotFlow", "commonmodule": "i3CommonModuleFlow", "surveyinvite": "i3SurveyInviteFlow",
    "securecall": "i3SecureFlow",
  ]
}
