import Documents
import Flows
import SourceText

/// Finds misspelt types of actions.
struct UnknownAction: FileRule {
  static let metadata = RuleMetadata(
    id: "unknown-action", severity: .info,
    summary: "The type of an action is not known, but nearly one that is.",
    rationale: """
      Archy refuses an action that it does not know, and some tools pass it over, so that it is missing in the flow. \
      The list of actions here cannot be complete; so only those are reported that differ from a known one by a typing \
      error.
      """,
    bad: [
      .actions(
        """
        - disconect:
            «name: Hang up»
        """)
    ],
    good: [
      .actions(
        """
        - disconnect:
            name: Hang up
        """)
    ],
    since: "0.1.0")

  func check(_ file: LintedFile) -> [Finding] {
    guard file.file.format == .yaml || file.file.format == .xml else { return [] }
    return file.flows.flatMap { flow in
      flow.flow.actions.indices.compactMap { index in
        let action = flow.flow.actions[index]
        guard !Self.known.contains(action.type), !action.type.contains("{"), !action.type.hasPrefix("menu") else {
          return nil
        }
        let near = nearestNames(to: action.type, among: Self.known)
        guard !near.isEmpty else { return nil }
        return flow.finding(
          Self.metadata, certainty: .likely, "expected an action, found ‘\(action.type.oneLine)’\(suggestion(near))",
          at: action.node, action: ActionID(index: index))
      }
    }
  }

  /// The actions of flows, as Archy names them.
  private static let known: Set<String> = [
    "abortSurveyInvite", "addFlowMilestone", "askForBoolean", "askForIntent", "askForSlot", "askForNLUIntent",
    "askForNLUSlot", "callBotConnector", "callBotFlow", "callCommonModule", "callData", "callDialogflowBot",
    "callDigitalBotFlow", "callLexBot", "callLexV2Bot", "callTask", "changeState", "clearSlot", "clearUtterance",
    "collectInput", "communicate", "completeSurveyInvite", "createCallback", "dataTableLookup", "decision",
    "decryptData", "detectSilence", "dialByExtension", "digitalMenu", "disconnect", "enableParticipantRecord",
    "encryptData", "endState", "endTask", "endWorkflow", "evaluateSchedule", "evaluateScheduleGroup", "exitBotFlow",
    "extractSecureData", "findEmergencyGroup", "findEmergencyGroupById", "findExternalContact", "findLanguageSkill",
    "findQueue", "findQueueById", "findSchedule", "findScheduleGroup", "findScheduleGroupById", "findScheduleById",
    "findSkill", "findSystemPrompt", "findUser", "findUserById", "findUserPrompt", "findUsersById", "findGroup",
    "flushAudio", "getConversationData", "getExternalContact", "getExternalOrganization", "getJourneyOutcomeScores",
    "getJourneySession", "getParticipantData", "getSecureData", "holdMusic", "initializeFlowOutcome", "jumpToMenu",
    "jumpToTask", "loop", "loopExit", "loopNext", "playAudio", "playAudioOnSilence", "previousMenu", "repeatMenu",
    "screenPop", "sendAutoReply", "sendResponse", "sendTypingIndicator", "setConversationData", "setExternalTag",
    "setFlowOutcome", "setLanguage", "setParticipantData", "setPostFlow", "setScreenPop", "setSecureData", "setUUIData",
    "setWhisperAudio", "setWrapupCode", "switch", "transcription", "transferToAcd", "transferToFlow",
    "transferToFlowSecure", "transferToGroup", "transferToNumber", "transferToUser", "transferToVoicemail",
    "updateData", "updateExternalContact", "updateFlowOutcome", "wait", "waitForInput", "knowledgeSearch",
  ]
}
