extension ActionType {
  /// Schedules, objects of the organisation, external contacts.
  static let lookUps: [ActionType] = [
    ActionType(
      "evaluateScheduleGroup", "EvaluateScheduleGroupAction",
      "Tells which schedule of a group holds, now or at some time.", .branches, basis: .listed,
      ways: [
        .success("open", "an open schedule holds"),
        .way("closed", "a closed schedule holds, or none"),
        .way("holiday", "a holiday schedule holds"),
        .way("emergency", "the emergency group is active"),
      ],
      fills: [.always("inServiceSchedules", "str_coll")],
      reads: [
        Input("scheduleGroup", "sqg"), Input("emergencyGroup", "emg"), Input("evaluate.*", "dtm", needsValue: true),
      ],
      objects: [ObjectProperty("scheduleGroup", "scheduleGroup"), ObjectProperty("emergencyGroup", "emergencyGroup")],
      need: .schedule, flowTypes: everyFlow,
      limits: "A time that is NOT_SET goes to the flow's error handling.",
      notes: """
        Emergency goes before holiday, that before closed, that before open. A group made from NOT_SET has \
        been seen beside an emergency group.
        """, sources: ["real flows", "SDK", "help page evaluate-schedule-group-action", "Platform API"]),
    ActionType(
      "evaluateSchedule", "EvaluateScheduleAction",
      "Tells whether a schedule or an emergency group holds, now or at some time.", .branches, basis: .thirdParty,
      ways: [
        .success("active", "it holds"),
        .way("inactive", "it does not hold"),
      ],
      reads: [
        Input("schedule", "sch"), Input("scheduleTimeZone", "str", needsValue: true),
        Input("evaluationDateTime", "dtm", needsValue: true),
        Input("emergencyGroup", "emg"),
      ],
      objects: [ObjectProperty("schedule", "schedule"), ObjectProperty("emergencyGroup", "emergencyGroup")],
      need: .schedule, flowTypes: everyFlow,
      limits: "A time or a time zone that is NOT_SET goes to the flow's error handling.",
      sources: ["real flows", "SDK", "help page evaluate-schedule-action", "Genesys-Archivist"]),
    .find(
      "findQueue", "a queue", "queue", "que", confidence: .seen,
      flowTypes: ["inboundCall", "inboundEmail", "inboundShortMessage"],
      sources: ["real flows", "SDK", "Genesys-Archivist", "Platform API"]),
    .find(
      "findQueueById", "a queue", "queue", "que", confidence: .seen,
      sources: ["real flows", "SDK", "Platform API"]),
    .find(
      "findUser", "a user", "user", "usr", key: "name or e-mail address",
      sources: ["SDK", "Platform API"]),
    .find(
      "findUserById", "a user", "user", "usr", confidence: .seen,
      flowTypes: ["inboundCall"],
      sources: ["real flows", "SDK", "Platform API"]),
    .find(
      "findSkill", "a skill", "skill", "skl",
      sources: ["SDK", "Platform API"]),
    .find(
      "findLanguageSkill", "a language skill", "languageSkill", "lac",
      sources: ["SDK", "Platform API"]),
    .find(
      "findGroup", "a group", "group", "grp",
      sources: ["SDK", "Platform API"]),
    .find(
      "findSchedule", "a schedule", "schedule", "sch",
      sources: ["SDK", "Platform API"]),
    .find(
      "findScheduleGroup", "a schedule group", "scheduleGroup", "sqg",
      sources: ["SDK", "Platform API"]),
    .find(
      "findEmergencyGroup", "an emergency group", "emergencyGroup", "emg",
      sources: ["SDK", "Platform API"]),
    .find(
      "findSystemPrompt", "a system prompt", "systemPrompt", "pmt",
      sources: ["SDK", "Platform API"]),
    .find(
      "findUserPrompt", "a user prompt", "userPrompt", "pmt",
      sources: ["SDK", "Platform API"]),
    .find(
      "findUtilizationLabel", "a utilization label", "utilizationLabel", "label",
      sources: ["SDK", "Platform API"]),
    .find(
      "findGrammar", "a grammar", "grammar", "gmr",
      sources: ["SDK", "Platform API"]),
    .find(
      "findGrammarById", "a grammar", "grammar", "gmr",
      sources: ["SDK", "Platform API"]),
    .find(
      "findKnowledgeBaseDocumentById", "an article of the knowledge base", "knowledgeDocument", "kbd", basis: .inferred,
      sources: ["SDK"]),
    ActionType(
      "findUsersById", "FindUsersByIdAction", "Looks users up by their ids, with one item in the result for each id.",
      .branches, basis: .listed, confidence: .documented,
      ways: [
        .success("found", "all of them exist"),
        .failure("notFound", "none of them exists"),
        .way("partiallyFound", "some of them exist"),
      ],
      fills: [.on("found", "partiallyFound", fill: "findResult", "usr_coll")],
      reads: [Input("findIds", "str_coll")],
      objects: [ObjectProperty("findIds", "user")], need: .other, sources: ["SDK", "Platform API"]),
    ActionType(
      "getExternalContact", "GetExternalContactAction", "Reads an external contact by its id.", .branches,
      basis: .listed,
      ways: [
        .success("found", "it exists"),
        .failure("notFound", "it does not exist"),
      ],
      fills: [.on("found", fill: "externalResult", "cpx_external_contact")],
      reads: [Input("externalId", "str")],
      objects: [ObjectProperty("externalId", "externalContact")], need: .other, flowTypes: ["workflow"],
      sources: ["real flows", "SDK", "Platform API"]),
    ActionType(
      "getExternalOrganization", "GetExternalOrganizationAction", "Reads an external organisation by its id.",
      .branches, basis: .listed, confidence: .documented,
      ways: [
        .success("found", "it exists"),
        .failure("notFound", "it does not exist"),
      ],
      fills: [.on("found", fill: "externalResult", "externalOrganization")],
      reads: [Input("externalId", "str")],
      objects: [ObjectProperty("externalId", "externalOrganization")], need: .other, sources: ["SDK", "Platform API"]),
    ActionType(
      "searchExternalContacts", "SearchExternalContactsAction",
      "Searches external contacts by a number, an address or a name of a channel.", .branches, basis: .inferred,
      confidence: .documented,
      ways: [
        .success("matchExact", "one fits"),
        .success("matchMultiple", "several fit"),
        .failure("notFound", "none fits"),
      ],
      fills: [.on("matchExact", "matchMultiple", fill: "externalResults", "cpx_external_contact_coll")],
      reads: [Input("searchTerm", "str")], need: .other, sources: ["SDK"]),
    ActionType(
      "promoteExternalContact", "PromoteExternalContactAction", "Makes a lasting contact of an ephemeral one.",
      .branches, basis: .listed, confidence: .documented,
      ways: [
        .success("success", "it was made"),
        .failure("failure", "it could not be made"),
      ],
      fills: [.on("success", fill: "externalResult", "cpx_external_contact"), .errorType, .errorMessage],
      reads: [Input("externalId", "str")], need: .other, sources: ["SDK", "Platform API"]),
    ActionType(
      "associateExternalContact", "AssociateExternalContactAction",
      "Makes an external contact that of the conversation.",
      .branches, basis: .inferred, confidence: .documented,
      ways: [
        .success("success", "it was tied"),
        .failure("failure", "it could not be tied"),
      ], need: .other,
      notes: "The SDK of June 2026 has no class of this name.", sources: ["SDK, formerly"]),
    ActionType(
      "setExternalTag", "SetExternalTagAction", "Gives the conversation an external tag.", .branches,
      basis: .thirdParty, confidence: .documented,
      ways: [
        .implied("success", "it was set; in no file"),
        .failure("failure", "it was refused"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("externalTag", "str")], effects: [.externalTag],
      sources: ["SDK", "a third party's table of names"]),
  ]

  private static func find(
    _ name: String, _ what: String, _ kind: String, _ type: String, key: String = "name", basis: Basis = .listed,
    confidence: Confidence = .documented, flowTypes: [String] = [], sources: [String]
  ) -> ActionType {
    let isByID = name.hasSuffix("ById")
    let property = isByID ? "findId" : "findName"
    return ActionType(
      name, inferredConfigurationName(name), "Finds \(what) of the organisation by its \(isByID ? "id" : key).",
      .branches, basis: basis, confidence: confidence,
      ways: [.success("found", "there is one"), .failure("notFound", "there is none")],
      fills: [.on("found", fill: "findResult", type)], reads: [Input(property, "str")],
      objects: [ObjectProperty(property, kind)], need: .other, flowTypes: flowTypes,
      notes: "What the variable holds where there is none is not documented: Plumb leaves it as it was.",
      sources: sources)
  }
}
