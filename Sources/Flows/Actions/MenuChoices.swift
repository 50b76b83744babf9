extension ActionType {
  /// What a choice of a menu can do.
  static let menuChoices: [ActionType] = [
    .choice(
      "menuTask", "TaskAction", "Opens the task that stands in the choice.", .opens,
      notes: """
        What follows where its list ends without an end is not documented: Plumb takes it as the end of the \
        call.
        """),
    .choice("menuSubMenu", "MenuAction", "Opens the menu that stands in the choice.", .opens),
    .choice("menuDisconnect", "DisconnectAction", "Ends the call.", .ends, effects: [.disconnect]),
    .choice("menuTransferToAcd", "TransferPureMatchAction", "Puts the call into a queue.", .transfers),
    .choice("menuJumpToTask", "TransferTaskAction", "Goes to a task for good.", .jumps),
    .choice("menuJumpToMenu", "TransferMenuAction", "Goes to a menu for good.", .jumps),
    .choice(
      "menuPreviousMenu", "PreviousMenuAction", "Plays the menu before this one.", .returnsToMenu,
      basis: .thirdParty, confidence: .documented),
    .choice(
      "menuRepeatMenu", "RepeatMenuAction", "Plays the menu again.", .repeatsMenu, basis: .thirdParty,
      confidence: .documented),
    .choice(
      "menuReturnToAgent", "ReturnToAgentAction", "The agent has the call again.", .leaves, basis: .thirdParty,
      confidence: .documented),
    .choice(
      "menuDialByExtension", "DialExtensionAction", "Takes an extension and transfers the call to it.", .transfers,
      basis: .listed, confidence: .documented, need: .input),
    .choice(
      "menuTransferToFlow", "TransferFlowAction", "Hands the call to another flow of calls.", .transfers,
      confidence: .documented),
    .choice(
      "menuTransferToFlowSecure", "TransferFlowSecureAction", "Hands the call to a secure call flow.", .transfers,
      basis: .listed, confidence: .documented),
    .choice(
      "menuTransferToGroup", "TransferGroupAction", "Rings a group.", .transfers, basis: .listed,
      confidence: .documented),
    .choice(
      "menuTransferToNumber", "TransferExternalAction", "Dials an external number.", .transfers, basis: .listed,
      confidence: .documented),
    .choice(
      "menuTransferToUser", "TransferUserAction", "Rings a user.", .transfers, basis: .listed, confidence: .documented),
    .choice(
      "menuTransferToVoicemail", "TransferVoicemailAction", "Takes a voicemail.", .transfers, basis: .thirdParty,
      confidence: .documented),
  ]

  /// A choice has the name in configurations of the action that it does.
  private static func choice(
    _ name: String, _ configurationName: String, _ summary: String, _ course: Course, basis: Basis = .seen,
    confidence: Confidence = .seen, need: Need? = nil, effects: [WorldEffect] = [], notes: String? = nil
  ) -> ActionType {
    ActionType(
      name, configurationName, summary, course, basis: basis, confidence: confidence,
      ways: course == .transfers ? [.implied("success", "the target took it; in no file")] : [],
      reads: [
        Input("dtmf", "setting"), Input("globalDtmf", "bln"), Input("speechRecTerms", "setting"),
        Input("globalSpeechRecTerms", "bln"),
      ], need: need, effects: effects, flowTypes: callFlows,
      notes: course == .transfers ? "It has no failure way: the menu is played again." : notes,
      sources: confidence == .seen ? ["real flows", "SDK"] : ["SDK"])
  }
}
