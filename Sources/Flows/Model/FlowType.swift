/// The types of flows, by the names that Archy gives them as root keys.
public enum FlowType {
  /// The known root keys.
  public static let names: Set<String> = [
    "inboundCall", "inQueueCall", "outboundCall", "secureCall", "inboundChat", "inboundEmail", "inQueueEmail",
    "inboundShortMessage", "inQueueShortMessage", "botFlow", "digitalBot", "commonModule", "workflow", "workitem",
    "surveyInvite", "voicemail", "voiceSurvey",
  ]

  /// Keys that only the body of a flow has; one of them makes an unknown root a flow.
  static let tellingKeys: [String] = ["startUpRef", "startUpTaskActions", "defaultLanguage"]
}
