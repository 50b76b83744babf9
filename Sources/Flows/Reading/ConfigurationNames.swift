/// The words of a configuration and those that Archy has for the same.
enum ConfigurationNames {
  /// The kind of a container.
  static func containerKind(of type: String) -> String {
    switch type {
    case "Task", "LoopTask": "task"
    case "Menu": "menu"
    case "State": "state"
    case "BotState": "bot"
    case "CommonModuleTask": "startUpTask"
    default: lowerFirst(type)
    }
  }

  /// The type of an action; an unknown one stays as it is.
  static func actionType(of type: String) -> String { actionTypes[type] ?? type }

  /// The type of a choice of a menu, by that of its action.
  static func choiceType(of type: String) -> String {
    switch type {
    case "TaskAction": return "menuTask"
    case "MenuAction": return "menuSubMenu"
    default:
      guard let action = actionTypes[type] else { return type }
      return "menu" + action.prefix(1).uppercased() + action.dropFirst()
    }
  }

  /// The key of Archy's declaration for a variable's type, such as `stringCollectionVariable`.
  static func declarationKey(of type: String, isCollection: Bool) -> String {
    let word = lowerFirst(type.hasSuffix("Variable") ? String(type.dropLast("Variable".count)) : type)
    return (word == "bool" ? "boolean" : word) + (isCollection ? "Collection" : "") + "Variable"
  }

  /// The name of a way out: `yes` for `__YES__`, `notFound` for `__NOT_FOUND__`; nil for one that an author named.
  static func branchName(ofOutput id: String) -> String? {
    guard id.count > 4, id.hasPrefix("__"), id.hasSuffix("__") else { return nil }
    let words = id.dropFirst(2).dropLast(2).split(separator: "_").map { $0.lowercased() }
    return words.enumerated().map { $0.offset == 0 ? $0.element : capitalised($0.element) }.joined()
  }

  private static func lowerFirst(_ word: String) -> String { word.prefix(1).lowercased() + word.dropFirst() }

  private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  /// As both forms of the same flows have them.
  private static let actionTypes: [String: String] = [
    "PlayAudioAction": "playAudio", "UpdateVariableAction": "updateData", "DecisionAction": "decision",
    "SwitchAction": "switch", "DataAction": "callData", "TransferPureMatchAction": "transferToAcd",
    "DisconnectAction": "disconnect", "TransferMenuAction": "jumpToMenu", "TransferTaskAction": "jumpToTask",
    "CallTaskAction": "callTask", "EndTaskAction": "endTask", "EndWorkflowAction": "endWorkflow",
    "LoopAction": "loop", "NextLoopAction": "loopNext", "ExitLoopAction": "loopExit",
    "GetAttributesAction": "getParticipantData", "SetAttributesAction": "setParticipantData",
    "GetConversationDataAction": "getConversationData", "SetConversationDataAction": "setConversationData",
    "ScreenPopAction": "setScreenPop", "SendResponseAction": "sendResponse", "CommunicateAction": "communicate",
    "DataTableLookupAction": "dataTableLookup", "WaitAction": "wait", "CollectInputAction": "collectInput",
    "CallBotFlowAction": "callBotFlow", "CallCommonModuleAction": "callCommonModule",
    "AskForSlotAction": "askForSlot", "AskForNLUIntentAction": "askForIntent", "ExitBotFlowAction": "exitBotFlow",
    "ChangeStateAction": "changeState", "SetLocaleAction": "setLanguage",
  ]
}
