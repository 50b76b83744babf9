/// The variables and constants of Genesys, from Architect's compiled flows, published flows, Genesys' help and third parties,
/// as each entry says.
extension BuiltInVariable {
  /// All variables that are known.
  public static let all: [BuiltInVariable] = [
    variable("Call.Ani", .string, .verified),
    variable("Call.CalledAddress", .string, .documented),
    variable("Call.CalledAddressOriginal", .string, .documented),
    variable("Call.ConversationId", .string, .verified),
    variable("Call.CustomerExternalOrganizationID", .string, .documented),
    variable("Call.ExternalContactId", .string, .documented),
    variable("Call.ExternalTag", .string, .documented),
    variable("Call.Language", .string, .documented),
    variable("Call.RemoteName", .string, .verified),
    variable("Call.UUIData", .string, .used),
    variable("Call.CurrentQueue", .object("que"), .verified),
    variable("Call.PositionInQueue", .integer, .verified),
    variable("Call.EstimatedWaitTime", .duration, .verified),
    variable("Call.Contact", .object("con"), .verified),
    variable("Call.ContactList", .object("cnl"), .thirdParty),
    variable("Call.ACDSkills", .collection(.object("skl")), .thirdParty),
    variable("Call.LanguageSkill", .object("lac"), .thirdParty),
    variable("Call.Campaign", .any, .thirdParty),
    variable("Flow.StartDateTimeUtc", .dateTime, .documented),
    variable("Flow.IsTest", .boolean, .thirdParty),
    variable("Flow.Version", .string, .thirdParty),
    variable("Flow.HoldPrompt", .prompt, .verified),
    variable("Flow.WrapupCode", .object("wrc"), .thirdParty),
    variable("Flow.InvocationData", .string, .thirdParty),
    variable("Task.Input", .string, .thirdParty),
    variable("Message.ConversationId", .string, .verified),
    variable("Message.Message", .object("cpx_short_message"), .verified),
    variable("Message.IsNewConversation", .boolean, .used),
    variable("Message.IsAuthenticated", .boolean, .thirdParty),
    variable("Message.Language", .string, .thirdParty),
    variable("Message.JourneyContext", .json, .thirdParty),
    variable("Message.ExternalContactId", .string, .thirdParty),
    variable("Email.ConversationId", .string, .verified),
    variable("Email.Message", .object("cpx_email"), .verified),
    variable("Email.ExternalContactId", .string, .thirdParty),
    variable("Chat.ConversationId", .string, .verified),
    variable("Chat.Guest", .object("cpx_chat_guest"), .verified),
    variable("Chat.Language", .string, .thirdParty),
    variable("Chat.JourneyContext", .json, .thirdParty),
    variable("Session.ConversationId", .string, .verified),
    variable("Session.LastKnowledgeAnswer", .string, .verified),
    variable("Session.LastKnowledgeQuestion", .string, .thirdParty),
    variable("Session.Language", .string, .thirdParty),
    variable("Session.Source", .string, .thirdParty),
    variable("Session.LastCollectionConfidence", .decimal, .thirdParty),
    variable("Session.LastNLUCollectionConfidence", .decimal, .thirdParty),
    variable("Session.LastCollectionUtterance", .string, .thirdParty),
    variable("Session.LastCompletedIntent", .string, .thirdParty),
    variable("Menu.LastCollectionNoInput", .boolean, .thirdParty),
    variable("Menu.LastCollectionNoMatch", .boolean, .thirdParty),
    variable("Survey.ConversationId", .string, .verified),
    variable("Survey.Url", .string, .verified),
    variable("Survey.CustomerContact", .object("cpx_external_contact"), .used),
    variable("Workitem.EventType", .string, .verified),
    variable("Workitem.Workitem", .object("cpx_workitem"), .verified),
    variable("System.MinDateTime", .dateTime, .documented),
    variable("System.MaxDateTime", .dateTime, .thirdParty),
    variable("System.MinDate", .date, .thirdParty),
    variable("System.MaxDate", .date, .thirdParty),
    variable("System.MinTime", .time, .thirdParty),
    variable("System.MaxTime", .time, .thirdParty),
    variable("System.MinInt", .integer, .thirdParty),
    variable("System.MaxInt", .integer, .thirdParty),
    variable("Format.Date", .object("dac"), .verified),
    variable("Format.String", .object("stc"), .verified),
    variable("Format.Number", .object("nuc"), .used),
    variable("Language.Gender", .any, .documented),
    variable("Language.Case", .any, .documented),
  ]

  private static func variable(
    _ name: String, _ type: ExpressionType, _ confidence: Confidence
  ) -> BuiltInVariable {
    BuiltInVariable(name: name, type: type, confidence: confidence)
  }

  /// The first words of names, in lower case, and whether Genesys provides what stands under them. Under some the
  /// members are not known one by one.
  static let namespaces: [String: Bool] = [
    "flow": false, "task": false, "state": false, "common": false, "slot": false, "secure": false, "prompt": false,
    "call": true, "message": true, "email": true, "chat": true, "session": true, "survey": true, "workitem": true,
    "system": true, "promptsystem": true, "format": true, "language": true, "menu": true,
  ]
}
