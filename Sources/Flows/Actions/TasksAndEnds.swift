extension ActionType {
  /// Tasks, states and menus: calls, jumps, returns and ends.
  static let tasksAndEnds: [ActionType] = [
    ActionType(
      "callTask", "CallTaskAction", "Calls another task of this flow.", .callsTask,
      ways: [
        .way("default", "the task ended by `default`, without naming a path, or with its list", seen: true),
        .authored("path", "the task ended by this path", seen: true),
      ],
      fills: [.always("outputs.*", "any")],
      reads: [Input("targetTaskRef", "ref"), Input("inputs.*", "any")],
      objects: [ObjectProperty("targetTaskRef", "task")],
      flowTypes: ["botFlow", "digitalBot", "inboundCall", "inboundChat", "inboundEmail", "workflow"],
      limits: "No depth of calls is documented; each is one of a run's 10,000 actions.",
      notes: """
        Inputs are given before and outputs taken after. Calls nest, and each has Task variables of its own \
        (inferred).
        """, sources: ["real flows", "SDK", "help page working-tasks"]),
    ActionType(
      "jumpToTask", "TransferTaskAction", "Goes to a task of the same flow for good.", .jumps,
      reads: [Input("targetTaskRef", "ref"), Input("inputs.*", "any")],
      objects: [ObjectProperty("targetTaskRef", "task")],
      flowTypes: ["botFlow", "digitalBot", "inboundCall", "outboundCall", "secureCall", "voicemail"],
      lackedBy: ["inboundShortMessage"],
      notes: "May give inputs.",
      defaultName: "Jump to Reusable Task",
      sources: [
        "real flows", "SDK", "genesys-cloud-plugins",
        "help page jump-to-a-reusable-task-in-voice-and-digital-bot-flows",
      ]),
    ActionType(
      "jumpToMenu", "TransferMenuAction", "Goes to a menu of the same flow for good.", .jumps,
      reads: [Input("targetMenuRef", "ref")],
      objects: [ObjectProperty("targetMenuRef", "menu")],
      flowTypes: ["inboundCall", "outboundCall", "secureCall", "voicemail"], sources: ["real flows", "SDK"]),
    ActionType(
      "endTask", "EndTaskAction", "Ends the task, by a path where it names one, and goes back to what called it.",
      .endsTask,
      reads: [Input("outputPath.name", "setting", usual: "Default")],
      flowTypes: ["botFlow", "commonModule", "inboundCall", "inboundChat", "inboundEmail", "workflow"],
      notes: """
        A task that nothing called has nowhere to go back to: Plumb takes that as the end of its list. \
        Without `outputPath` the path is `default`.
        """, sources: ["real flows", "SDK"]),
    ActionType(
      "callCommonModule", "CallCommonModuleAction", "Calls a common module.", .callsFlow,
      fills: [.always("commonModule.*.*.outputs.*", "any")],
      reads: [Input("commonModule.*.*.inputs.*", "any")],
      objects: [ObjectProperty("commonModule.*", "flow:commonModule")], need: .other,
      flowTypes: everyFlow.filter { $0 != "commonModule" }, lackedBy: ["commonModule"],
      notes: """
        The module may itself end or transfer the interaction; then nothing follows. A module calls no other \
        module. Its errors are handled by the flow that called it (inferred).
        """, sources: ["real flows", "SDK", "help page work-with-common-module-flows"]),
    ActionType(
      "changeState", "ChangeStateAction", "Leaves the state for another one for good.", .jumps,
      reads: [Input("targetStateRef", "ref")],
      objects: [ObjectProperty("targetStateRef", "state")],
      flowTypes: [
        "inQueueEmail", "inQueueShortMessage", "inboundChat", "inboundEmail", "inboundShortMessage", "surveyInvite",
        "workflow", "workitem",
      ],
      notes: "State variables are lost, Flow variables stay. States do not nest.",
      sources: ["real flows", "SDK", "help page ?p=112733"]),
    ActionType(
      "endState", "EndStateAction", "Ends this run of the state; in the queue the interaction goes on waiting.",
      .endsState, basis: .thirdParty, confidence: .documented, flowTypes: ["inQueueEmail", "inQueueShortMessage"],
      sources: ["SDK", "Genesys-Archivist"]),
    ActionType(
      "disconnect", "DisconnectAction", "Ends the interaction, and the flow with it.", .ends, effects: [.disconnect],
      flowTypes: [
        "botFlow", "digitalBot", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail", "inboundShortMessage",
        "outboundCall",
      ],
      notes: """
        In a bot it ends the flow that called the bot, too. Audio that is queued is played first. What \
        follows it in a list never runs.
        """, sources: ["real flows", "help page disconnect-action", "SDK"]),
    ActionType(
      "endWorkflow", "EndWorkflowAction",
      "Ends the workflow, with a reason where it names one; no interaction is disconnected.", .ends,
      reads: [Input("exitReason", "str")], flowTypes: ["workflow"], sources: ["real flows", "SDK"]),
    ActionType(
      "endFlow", "EndFlowAction",
      "Leaves a secure call flow, with a reason code; the call returns to what sent it there.", .leaves,
      reads: [Input("reasonCode", "str")], flowTypes: ["secureCall"],
      notes: "The name in Archy is inferred.", sources: ["real flows"]),
    ActionType(
      "exitBotFlow", "ExitBotFlowAction",
      "Ends the bot; the flow that called it goes on with the exit reason TriggeredByFlow.", .leaves,
      flowTypes: ["botFlow", "digitalBot", "voiceSurvey"], sources: ["real flows", "SDK", "help page ?p=232080"]),
    ActionType(
      "returnToAgent", "ReturnToAgentAction",
      "Leaves a secure call flow; the agent who started it has the call again.", .leaves,
      basis: .thirdParty, confidence: .documented, flowTypes: ["secureCall"],
      sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "previousMenu", "PreviousMenuAction", "Plays the menu before this one.", .returnsToMenu, basis: .thirdParty,
      confidence: .documented, flowTypes: callFlows,
      notes: "What it does in the first menu is not documented: Plumb plays that menu again.",
      sources: ["SDK", "Genesys-Archivist", "help page ?p=6418"]),
    ActionType(
      "repeatMenu", "RepeatMenuAction", "Plays the menu again.", .repeatsMenu, basis: .thirdParty,
      confidence: .documented, flowTypes: callFlows, sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "exitWorkitemFlow", "ExitWorkitemFlowAction",
      "Ends the flow of a work item; what becomes of the work item its worktype says.", .leaves, basis: .listed,
      flowTypes: ["workitem"], sources: ["real flows", "SDK"]),
  ]
}
