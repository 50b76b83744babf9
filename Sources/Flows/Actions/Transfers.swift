extension ActionType {
  /// Transfers of the interaction, and callbacks.
  static let transfers: [ActionType] = [
    .transfer(
      "transferToAcd", "TransferPureMatchAction", "Puts the interaction into a queue.", basis: .seen, confidence: .seen,
      failure: "there is no such queue, or the transfer cannot be done; that nobody is free is none",
      isFailureSeen: true,
      reads: [
        Input("targetQueue", "que"), Input("priority", "int", usual: "0"), Input("acdSkills[].acdSkill", "skl"),
        Input("appendSkills", "bln", usual: "false"), Input("languageSkill", "lac"),
        Input("preferredAgents", "cpx_agent_score_pair_coll"), Input("directAgent", "usr"),
        Input("overrideInQueueFlow", "setting"),
      ],
      objects: [
        ObjectProperty("targetQueue", "queue"), ObjectProperty("acdSkills[].acdSkill", "skill"),
        ObjectProperty("languageSkill", "languageSkill"), ObjectProperty("overrideInQueueFlow", "flow:inQueueCall"),
      ],
      flowTypes: [
        "digitalBot", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail", "inboundShortMessage",
        "outboundCall", "secureCall", "voicemail", "workitem",
      ],
      limits: """
        A point of priority counts as a minute; it lies within 25,000,000 either way. There are at most 20 \
        preferred agents, where Genesys allows it 100. E-mails and messages pass at most 10 in-queue flows.
        """,
      notes: """
        Flows of e-mail, chat and messages mostly have no failure way. The error's type is never empty; its \
        message may be empty or NOT_SET.
        """,
      sources: ["real flows", "SDK", "help page transfer-acd-action", "help page set-up-a-transfer-to-acd-action"]),
    .transfer(
      "transferToUser", "TransferUserAction", "Rings a user.", confidence: .seen,
      reads: [
        Input("targetUser", "usr"), Input("allowVoicemailRollover", "bln"), Input("connectTimeout", "dur"),
        Input("alertOnTransfer", "bln"),
      ],
      objects: [ObjectProperty("targetUser", "user")],
      flowTypes: ["inboundCall"],
      limits: "Without `connectTimeout` that of the user's voicemail counts; the trunk's is the longest.",
      sources: ["real flows", "SDK", "help page transfer-user-action", "Platform API"]),
    .transfer(
      "transferToGroup", "TransferGroupAction", "Rings a group.",
      reads: [Input("targetGroup", "grp"), Input("allowVoicemailRollover", "bln"), Input("connectTimeout", "dur")],
      objects: [ObjectProperty("targetGroup", "group")],
      sources: ["SDK", "CallFlowVisualizer", "Platform API"]),
    .transfer(
      "transferToNumber", "TransferExternalAction", "Dials an external number.",
      reads: [Input("targetNumber", "str"), Input("connectTimeout", "dur"), Input("releaseLinkTransfer", "bln")],
      objects: [ObjectProperty("targetNumber", "number")],
      notes: "With `releaseLinkTransfer` the carrier has the call afterwards.",
      sources: ["SDK", "CallFlowVisualizer", "Platform API"]),
    .transfer(
      "transferToFlow", "TransferFlowAction", "Hands the call to another flow of calls.", basis: .seen,
      confidence: .seen,
      isFailureSeen: true,
      reads: [Input("targetFlow", "setting")],
      objects: [ObjectProperty("targetFlow", "flow")],
      flowTypes: ["inQueueCall"],
      notes: "Variables do not go along, participant data does. A flow that names itself starts anew.",
      sources: ["real flows", "SDK", "help page transfer-flow-action", "help page set-participant-data-action"]),
    .transfer(
      "transferToFlowSecure", "TransferFlowSecureAction",
      "Hands the call to a secure call flow, with a text for it (Flow.InvocationData).", confidence: .seen,
      reads: [Input("targetFlow", "setting"), Input("invocationData", "str"), Input("connectTimeout", "dur")],
      objects: [ObjectProperty("targetFlow", "flow:secureCall")],
      flowTypes: ["inboundCall"],
      notes: "Flows have been seen with actions after it; whether a call comes back is not known.",
      sources: [
        "real flows", "SDK", "help page ?p=110587", "CallFlowVisualizer", "default settings in configurations",
      ]),
    .transfer(
      "transferToVoicemail", "TransferVoicemailAction",
      "Lets the caller leave a voicemail to a user, group or queue, after a greeting.", basis: .thirdParty,
      confidence: .seen,
      reads: [
        Input("destination.queue.targetQueue", "que"), Input("destination.queue.callbackNumber", "phn"),
        Input("destination.queue.calleeName", "str"), Input("destination.queue.voicemailGreeting", "aud"),
        Input("destination.user.targetUser", "usr"), Input("destination.group.targetGroup", "grp"),
      ],
      objects: [
        ObjectProperty("destination.queue.targetQueue", "queue"), ObjectProperty("destination.user.targetUser", "user"),
        ObjectProperty("destination.group.targetGroup", "group"), ObjectProperty("script", "script"),
      ],
      flowTypes: ["inboundCall"],
      notes: "A queue gets a callback with the voicemail.",
      sources: ["real flows", "SDK", "CallFlowVisualizer"]),
    ActionType(
      "dialByExtension", "DialExtensionAction", "Takes an extension from the caller and transfers the call to it.",
      .transfers, basis: .listed, confidence: .documented,
      ways: [
        .implied("success", "the extension was reached; in no file"),
        .failure("failure", "it could not be reached"),
        .failure("timeout", "nothing was entered in time, however often it was asked"),
      ],
      fills: [.always("extensionVariable", "str"), .errorType, .errorMessage],
      reads: [Input("interDigitTimeout", "dur"), Input("repromptAudio", "aud"), Input("repromptCount", "int")],
      need: .input, wait: .caller,
      limits: "6 s between digits, unless set.",
      sources: ["SDK", "help page set-default-action-settings", "default settings in configurations"]),
    ActionType(
      "createCallback", "CreateCallbackAction", "Creates a callback in a queue and goes on.", basis: .inferred,
      reads: [
        Input("queue", "que"), Input("callbackNumber", "phn"), Input("calleeName", "str"),
        Input("callbackScript.*.inputs", "map"),
      ],
      objects: [ObjectProperty("queue", "queue"), ObjectProperty("callbackScript.*", "script")], effects: [.callback],
      flowTypes: ["inboundCall"],
      notes: """
        One that cannot be created goes to the flow's error handling (inferred). Whether the call leaves its \
        own queue is not known; flows have been seen that disconnect next.
        """, sources: ["real flows", "SDK"]),
  ]

  private static func transfer(
    _ name: String, _ configurationName: String, _ summary: String, basis: Basis = .listed,
    confidence: Confidence = .documented,
    failure: String = "the target is not there, refuses, or does not answer in time",
    isFailureSeen: Bool = false, reads: [Input], objects: [ObjectProperty], flowTypes: [String] = [],
    limits: String? = nil, notes: String? = nil, sources: [String]
  ) -> ActionType {
    ActionType(
      name, configurationName, summary, .transfers, basis: basis, confidence: confidence,
      ways: [
        .implied("success", "the target took it; in no file"), .failure("failure", failure, seen: isFailureSeen),
      ], fills: [.errorType, .errorMessage],
      reads: reads + [Input("preTransferAudio", "aud"), Input("failureTransferAudio", "aud")], objects: objects,
      need: .transfer, wait: .external,
      flowTypes: flowTypes, limits: limits,
      notes: [notes, "Where it fails the failure way runs, then the next action; a secure call flow is disconnected."]
        .compactMap(\.self).joined(separator: " "), sources: sources)
  }
}
