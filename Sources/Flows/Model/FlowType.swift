/// The types of flows, by the names that Archy gives them as root keys.
public enum FlowType {
  /// The known root keys.
  public static let names: Set<String> = [
    "inboundCall", "inQueueCall", "outboundCall", "secureCall", "inboundChat", "inboundEmail", "inQueueEmail",
    "inboundShortMessage", "inQueueShortMessage", "botFlow", "digitalBot", "commonModule", "workflow", "workitem",
    "surveyInvite", "voicemail", "voiceSurvey",
  ]

  /// The root key for the type that a configuration names, such as `inboundShortMessage` for `inboundshortmessage`; an
  /// unknown type stays as it is.
  public static func name(ofConfiguration type: String) -> String {
    let lower = type.lowercased()
    return lower == "bot" ? "botFlow" : names.first { $0.lowercased() == lower } ?? type
  }

  /// The type whose one task begins again whenever it is done, as long as the caller waits.
  package static let waitingCall = "inQueueCall"

  /// The types of flows the end of which leaves the interaction, where there is one, to what started them.
  public static let leaving: Set<String> = bots.union([
    "workflow", "workitem", "commonModule", "surveyInvite", "voiceSurvey",
  ])

  /// The types of flows that run a state again and again while somebody waits.
  public static let recurring: Set<String> = ["inQueueEmail", "inQueueShortMessage"]

  /// The type of flows that take what nobody else is to see.
  package static let secureCall = "secureCall"

  /// The types of bots, whose sessions have limits of their own.
  package static let bots: Set<String> = ["botFlow", "digitalBot"]

  /// What scripts of agents are read as.
  static let agentScript = "agentScript"

  /// What data actions are read as.
  public static let dataAction = "dataAction"

  /// What requests that create conversations are read as.
  static let request = "conversationRequest"

  /// The types of what is read from formats that are not Architect's: the order of their files says nothing about what
  /// runs when, and their actions are no types of Architect's.
  static let foreign: Set<String> = [
    "StrategyDiagram", "CallflowDiagram", "IpdDiagram", "scxml", "vxml", "attendant", dataAction, agentScript,
    request,
  ]

  /// Keys that only the body of a flow has; one of them makes an unknown root a flow.
  static let tellingKeys: [String] = ["startUpRef", "startUpTaskActions", "defaultLanguage"]
}
