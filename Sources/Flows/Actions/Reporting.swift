extension ActionType {
  /// Outcomes, journeys, work items, routing and what is rare.
  static let reporting: [ActionType] = [
    ActionType(
      "setFlowOutcome", "SetFlowOutcomeAction", "Says whether a flow outcome was a success or a failure, for reports.",
      reads: [Input("flowOutcome.name", "setting"), Input("flowOutcomeValue", "str")],
      objects: [ObjectProperty("flowOutcome", "flowOutcome")], effects: [.flowOutcome],
      flowTypes: ["botFlow", "inboundCall"], sources: ["real flows", "SDK"]),
    ActionType(
      "initializeFlowOutcome", "InitializeFlowOutcomeAction", "Begins a flow outcome, for reports.",
      reads: [Input("flowOutcome.name", "setting")],
      objects: [ObjectProperty("flowOutcome", "flowOutcome")], effects: [.flowOutcome], flowTypes: ["botFlow"],
      sources: ["real flows", "SDK"]),
    ActionType(
      "addFlowMilestone", "AddFlowMilestoneAction", "Notes that a flow outcome has come to a milestone, for reports.",
      reads: [Input("milestone.name", "setting"), Input("flowOutcome.name", "setting")],
      objects: [ObjectProperty("milestone", "flowMilestone"), ObjectProperty("flowOutcome", "flowOutcome")],
      effects: [.flowOutcome], flowTypes: ["botFlow", "inboundCall"],
      limits: "Reports show 20 milestones of an outcome and 100 of a flow.",
      sources: ["real flows", "SDK", "help page faqs"]),
    ActionType(
      "setWrapupCode", "SetWrapupCodeAction", "Gives the participant a wrap-up code.", basis: .listed,
      confidence: .documented,
      fills: [.always("failureOutputs.errorType", "str"), .always("failureOutputs.errorMessage", "str")],
      reads: [Input("wrapupCode", "wrc")],
      objects: [ObjectProperty("wrapupCode", "wrapupCode")], effects: [.wrapUp], sources: ["SDK", "Platform API"]),
    ActionType(
      "setPriority", "SetPriorityAction", "Changes the priority of a conversation that waits.", .branches,
      basis: .inferred, confidence: .documented,
      ways: [
        .success("success", "it was changed"),
        .failure("failure", "it was not changed"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("priority", "int")], effects: [.routing], sources: ["SDK"]),
    ActionType(
      "setSkills", "SetSkillsAction", "Changes the skills and the language of a conversation that waits.", .branches,
      basis: .inferred, confidence: .documented,
      ways: [
        .success("success", "they were changed"),
        .failure("failure", "they were not changed"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("acdSkills", "skl_coll"), Input("languageSkill", "lac")], effects: [.routing], sources: ["SDK"]),
    ActionType(
      "setUtilizationLabel", "SetUtilizationLabelAction", "Sets a utilization label.", .branches, basis: .listed,
      confidence: .documented,
      ways: [
        .success("success", "it was set"),
        .failure("failure", "it was not set"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("utilizationLabel", "utilizationLabel")], sources: ["SDK", "Platform API"]),
    ActionType(
      "clearUtilizationLabel", "ClearUtilizationLabelAction", "Takes the utilization label away.", .branches,
      basis: .listed, confidence: .documented,
      ways: [
        .success("success", "it was taken away"),
        .failure("failure", "it was not taken away"),
      ],
      fills: [.errorType, .errorMessage], sources: ["SDK", "Platform API"]),
    ActionType(
      "setPostFlow", "SetPostFlowAction", "Chooses a flow that runs after the interaction, such as a survey.",
      basis: .thirdParty, confidence: .documented,
      reads: [
        Input("actionType", "str"), Input("target", "str"), Input("invocationData", "jsn"),
        Input("targetFlowInfo", "flow"),
      ],
      objects: [ObjectProperty("targetFlow", "flow")], effects: [.postFlow],
      sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "clearPostFlow", "ClearPostFlowAction", "Takes the flow that would run after the interaction away.",
      basis: .inferred, confidence: .documented,
      reads: [Input("target", "str")], sources: ["SDK"]),
    .journey(
      "getJourneySession", "Reads a session of a journey.", fills: "journeySession",
      sources: ["SDK"]),
    .journey(
      "getJourneySessionDetails", "Reads details of a session of a journey.", fills: "journeySessionDetails",
      notes: "The SDK of June 2026 has no class of this name.",
      sources: ["SDK, formerly"]),
    .journey(
      "getJourneySessionsByCustomer", "Reads the sessions of a customer.", fills: "journeySession_coll",
      notes: "The SDK of June 2026 has no class of this name.",
      sources: ["SDK, formerly"]),
    .journey(
      "getJourneySessionsByExternalContact", "Reads the sessions of an external contact.", fills: "journeySession_coll",
      sources: ["SDK"]),
    .journey(
      "getJourneyOutcome", "Reads an outcome of a journey.", fills: "journeyOutcome",
      sources: ["SDK"]),
    .journey(
      "getJourneyOutcomeScoresBySession", "Reads how likely outcomes are in a session.",
      fills: "journeyOutcomeScore_coll",
      sources: ["SDK"]),
    .journey(
      "getJourneySegment", "Reads a segment of journeys.", fills: "journeySegment",
      sources: ["SDK"]),
    ActionType(
      "getAssignedCustomerIntents", "GetAssignedCustomerIntentsAction",
      "Reads the intents that an external contact is known to have.", .branches, basis: .inferred,
      confidence: .documented,
      ways: [
        .success("found", "there are some"),
        .failure("notFound", "there is none"),
        .failure("failure", "the look-up failed"),
      ],
      fills: [.on("found", fill: "getAssignedCustomerIntentsResult", "coll"), .errorType, .errorMessage],
      reads: [Input("externalContactId", "str")], need: .other, sources: ["SDK"]),
    ActionType(
      "abortSurveyInvite", "AbortSurveyInviteAction", "Ends a survey's invitation without sending it.", .ends,
      basis: .inferred,
      reads: [Input("disposition", "str")], flowTypes: ["surveyInvite"],
      notes: "That the flow ends there is inferred.", sources: ["real flows", "SDK"]),
    ActionType(
      "completeSurveyInvite", "CompleteSurveyInviteAction",
      "Sends a survey's invitation, and a reminder later, by e-mail.", .ends, basis: .listed,
      reads: [
        Input("targetAddress", "str"), Input("inviteSubject", "str"), Input("inviteBody", "str"),
        Input("reminderSubject", "str"), Input("reminderBody", "str"),
      ], effects: [.email], flowTypes: ["surveyInvite"],
      notes: "That the flow ends there is inferred: where it was seen it stands last.", sources: ["real flows", "SDK"]),
    .workItem(
      "disconnectWorkitem", "Takes the work item from its agent or queue.", basis: .listed, confidence: .seen,
      sources: ["real flows", "SDK"]),
    .workItem(
      "terminateWorkitem", "Ends the work item.",
      sources: ["SDK"]),
    .workItem(
      "updateWorkitem", "Changes attributes of the work item.",
      sources: ["SDK"]),
    ActionType(
      "callBridge", "BridgeServerAction", "Called a bridge; no longer supported.", .branches, basis: .listed,
      confidence: .documented,
      ways: [
        .success("success", "an answer came"),
        .failure("failure", "the call failed"),
        .failure("timeout", "no answer came in time"),
      ], need: .dataAction, isWithdrawn: true, sources: ["SDK, formerly", "default settings in configurations"]),
    ActionType(
      "deflect", "DeflectAction", "Known by name only.", basis: .inferred, confidence: .documented, need: .other,
      sources: ["SDK, formerly"]),
  ]

  private static func journey(
    _ name: String, _ summary: String, fills type: String, notes: String? = nil, sources: [String]
  ) -> ActionType {
    ActionType(
      name, inferredConfigurationName(name), summary, .branches, basis: .inferred, confidence: .documented,
      ways: [.success("found", "it exists"), .failure("notFound", "it does not exist")],
      fills: [.on("found", fill: "findResult", type)], reads: [Input("findId", "str")], need: .other, notes: notes,
      sources: sources)
  }

  private static func workItem(
    _ name: String, _ summary: String, basis: Basis = .inferred, confidence: Confidence = .documented, sources: [String]
  ) -> ActionType {
    ActionType(
      name, inferredConfigurationName(name), summary, .branches, basis: basis, confidence: confidence,
      ways: [.success("success", "it was done"), .failure("failure", "it was refused")],
      fills: [.errorType, .errorMessage], need: .other, effects: [.workitem], flowTypes: ["workitem"], sources: sources)
  }
}
