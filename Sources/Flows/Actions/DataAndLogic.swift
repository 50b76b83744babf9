extension ActionType {
  /// Variables, conditions, data actions, tables and participant data.
  static let dataAndLogic: [ActionType] = [
    ActionType(
      "updateData", "UpdateVariableAction", "Gives variables values, one statement after the other.",
      role: .assigns, fills: [.always("statements[].*.variable", "any")],
      reads: [Input("statements[].*.value", "any")],
      flowTypes: [
        "botFlow", "commonModule", "digitalBot", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail",
        "inboundShortMessage", "secureCall", "surveyInvite", "workflow",
      ],
      limits: "Statements run in their order; a later one sees what an earlier one set.",
      notes: """
        A statement without a value makes a single variable NOT_SET and a collection empty. An expression \
        that fails goes to the flow's error handling.
        """, sources: ["real flows", "SDK", "help page update-data-action", "genesys-cloud-plugins"]),
    ActionType(
      "decision", "DecisionAction", "Goes on by what one Boolean expression comes to.", .branches,
      ways: [
        .way("yes", "the condition is true", seen: true),
        .way("no", "the condition is false or NOT_SET", seen: true),
      ], decidedBy: .condition,
      reads: [Input("condition", "bln")],
      flowTypes: [
        "botFlow", "commonModule", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail", "inboundShortMessage",
        "secureCall", "surveyInvite", "workflow",
      ], sources: ["real flows", "SDK"]),
    ActionType(
      "switch", "SwitchAction", "Takes the way of the first of its cases that holds; never more than one.", .branches,
      ways: [
        .authored(
          "case",
          "it is the first case that is true, or that equals the value compared with; NOT_SET counts as not true",
          seen: true),
        .way("default", "no case holds", seen: true),
      ], decidedBy: .cases,
      reads: [
        Input("evaluate.firstTrue.cases[].case.value", "bln"), Input("evaluate.firstMatch.*.value", "any"),
        Input("evaluate.firstMatch.*.cases[].case.value", "any"),
      ],
      flowTypes: [
        "botFlow", "commonModule", "inboundCall", "inboundChat", "inboundEmail", "inboundShortMessage", "workflow",
      ],
      limits: "Beside the default it has between one and 64 cases.",
      notes: """
        `firstTrue` has a condition a case, `firstMatch` compares each case with one value. Cases below the \
        one taken are not evaluated (inferred).
        """, sources: ["real flows", "SDK", "help page switch-action"]),
    ActionType(
      "callData", "DataAction", "Calls a data action and waits for its answer.", .branches,
      ways: [
        .success("success", "an answer came that fits the contract, whatever it says", seen: true),
        .failure("failure", "the call failed, or its answer does not fit the contract", seen: true),
        .failure("timeout", "no answer came in time", seen: true),
      ],
      role: .callsDataAction,
      fills: [
        .on("success", fill: "category.*.dataAction.*.successOutputs.*", "any"),
        .on("failure", fill: "category.*.dataAction.*.failureOutputs.*", "any"),
      ],
      reads: [
        Input("category.*.dataAction.*.inputs.*", "any"), Input("timeout", "dur", usual: "PT1M"),
        Input("processingPrompt", "pmt"),
      ],
      objects: [ObjectProperty("category.*", "integration"), ObjectProperty("category.*.dataAction.*", "dataAction")],
      need: .dataAction, wait: .external,
      flowTypes: [
        "botFlow", "commonModule", "digitalBot", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail",
        "inboundShortMessage", "outboundCall", "secureCall", "surveyInvite", "workflow",
      ],
      limits: """
        In configurations `useSuggestedTimeout` makes the data action's own timeout count, whatever \
        `timeout` says; Archy has no word for it, so that a written minute may be nobody's choice.
        """,
      notes: """
        Call flows can play a prompt meanwhile. After a timeout nothing is filled (inferred); after a \
        failure the success outputs' variables keep what they hold.
        """, defaultName: "Call Data Action", sources: ["real flows", "SDK", "help page call-data-action"]),
    ActionType(
      "callDataSecure", "SecureAction",
      """
      Calls a data action that is marked as fit for card data, from secure call flows and voice bots; its \
      inputs may read Secure variables.
      """, .branches, basis: .listed, confidence: .documented,
      ways: [
        .success("success", "an answer came that fits the contract"),
        .failure("failure", "the call failed"),
        .failure("timeout", "no answer came in time"),
      ],
      fills: [.on("success", fill: "dataActionOutputsSuccess", "map"), .errorType, .errorMessage],
      reads: [Input("dataActionInputs", "map"), Input("timeout", "dur"), Input("processingPrompt", "pmt")],
      objects: [ObjectProperty("dataAction", "dataAction")], need: .dataAction, wait: .external,
      flowTypes: ["botFlow", "secureCall"],
      sources: ["SDK", "help page call-secure-data-data-action", "Platform API", "default settings in configurations"]),
    ActionType(
      "dataTableLookup", "DataTableLookupAction",
      "Finds the row of a data table that has a key, and fills variables from its columns.", .branches,
      ways: [
        .success("found", "a row has this key", seen: true),
        .failure("notFound", "no row has this key", seen: true),
        .failure("failure", "the look-up itself failed", seen: true),
      ],
      fills: [
        .on("found", fill: "dataTable.*.foundOutputs.*", "any"),
        .on("failure", fill: "dataTable.*.failureOutputs.errorType", "str"),
        .on("failure", fill: "dataTable.*.failureOutputs.errorMessage", "str"),
      ],
      reads: [Input("lookupValue", "str", configuration: "lookupKeyValue", needsValue: true)],
      objects: [ObjectProperty("dataTable.*", "dataTable")], need: .table,
      flowTypes: ["botFlow", "commonModule", "inboundCall", "workflow"],
      limits: """
        A key has at most 256 characters, a table 50 columns and, unless raised, 5,000 rows. A key that is \
        NOT_SET goes to the flow's error handling, by no way.
        """,
      notes: """
        The errors are DataTablesInternalServerError, DataTablesServerTooBusyException, \
        DataTablesSyntaxError and DataTablesTableNotFoundException. Whether the letter case of keys counts \
        is not known.
        """, sources: ["real flows", "SDK", "help page data-table-lookup-action"]),
    ActionType(
      "callDecisionTable", "CallDecisionTableAction", "Asks a decision table for the row that fits its inputs.",
      .branches, basis: .inferred, confidence: .documented,
      ways: [
        .success("success", "a row was chosen"),
        .failure("failure", "the call failed"),
      ],
      fills: [.on("success", fill: "output", "jsn"), .errorType, .errorMessage],
      reads: [Input("input", "jsn")],
      objects: [ObjectProperty("decisionTable", "decisionTable")], need: .table,
      sources: ["SDK", "help page work-with-workflows"]),
    ActionType(
      "getParticipantData", "GetAttributesAction",
      "Fills string variables from attributes of the flow's participant.",
      role: .readsAttributes, fills: [.always("attributes[].attribute.variable", "str")],
      reads: [Input("attributes[].attribute.name", "str")],
      flowTypes: [
        "botFlow", "digitalBot", "inQueueCall", "inQueueEmail", "inQueueShortMessage", "inboundCall", "inboundChat",
        "inboundEmail", "inboundShortMessage", "outboundCall", "secureCall", "voicemail",
      ],
      limits: """
        Letter case of names counts; an empty name is an error. A bot session runs it at most 50 times, then \
        its error handling closes the session.
        """,
      notes: """
        An attribute that is not there makes the variable NOT_SET (inferred). In configurations `variable` \
        is the attribute's name and `expression` the variable. A call flow sees at once what it set itself, \
        and not what others write later (inferred); a bot fetches every time.
        """, sources: ["real flows", "SDK", "help page get-participant-data-action"]),
    ActionType(
      "setParticipantData", "SetAttributesAction",
      "Sets attributes of the flow's participant; every value is a string.",
      role: .writesAttributes,
      reads: [Input("attributes[].attribute.name", "str"), Input("attributes[].attribute.value", "str")],
      effects: [.participantData],
      flowTypes: [
        "botFlow", "digitalBot", "inQueueCall", "inQueueEmail", "inQueueShortMessage", "inboundCall", "inboundChat",
        "inboundEmail", "inboundShortMessage", "outboundCall", "secureCall", "voicemail",
      ],
      limits: """
        A bot session runs it at most 50 times, for at most 50 attributes of 256 characters; beyond, its \
        error handling closes the session. Analytics shows the first 1,024 characters.
        """,
      notes: """
        Attributes stay when the interaction goes to another flow. Call flows send them when the flow ends \
        or a bot is called; the others write at once, and readers see it a little later. What writing \
        NOT_SET does is not documented: Plumb leaves the attribute as it was.
        """, sources: ["real flows", "SDK", "help page set-participant-data-action"]),
    ActionType(
      "getConversationData", "GetConversationDataAction",
      "Reads attributes of a conversation named by its id, in workflows.", .branches, basis: .inferred,
      ways: [
        .success(
          "found",
          """
          there is such a conversation, and such a participant where one is named; single attributes may still \
          be missing
          """),
        .failure("notFound", "there is no such conversation or participant"),
      ],
      role: .readsAttributes, fills: [.on("found", fill: "attributes[].attribute.variable", "str")],
      reads: [
        Input("conversationId", "str"), Input("participantId", "str"), Input("attributes[].attribute.name", "str"),
      ], need: .other, flowTypes: ["workflow"],
      limits: "A conversation's id has at most 36 characters.",
      sources: ["real flows", "SDK", "help page get-conversation-data-action"]),
    ActionType(
      "setConversationData", "SetConversationDataAction",
      """
      Writes attributes to a participant of a conversation named by its id; to the customer where no \
      participant is named.
      """, .branches,
      ways: [
        .success("success", "the update was accepted", seen: true),
        .failure("failure", "it was refused, or there is no such conversation or participant", seen: true),
      ],
      role: .writesAttributes, fills: [.errorType, .errorMessage],
      reads: [
        Input("conversationId", "str"), Input("participantId", "str"), Input("attributes[].attribute.name", "str"),
        Input("attributes[].attribute.value", "str"),
      ], need: .other, effects: [.participantData], flowTypes: ["workflow"],
      sources: ["real flows", "SDK", "help page set-conversation-data-action"]),
    ActionType(
      "getSecuredData", "GetSecuredDataAction", "Reads attributes that are encrypted with the customer's own key.",
      .branches, basis: .inferred, confidence: .documented,
      ways: [
        .success("success", "they were read"),
        .failure("failure", "they could not be read"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("conversationId", "str"), Input("attributeNameOutputValuePairs", "map")], need: .other,
      notes: "Workflows name the conversation.", sources: ["SDK"]),
    ActionType(
      "setSecuredData", "SetSecuredDataAction",
      "Writes attributes that are encrypted with the customer's own key; participant data does not show them.",
      .branches, basis: .inferred, confidence: .documented,
      ways: [
        .success("success", "they were written"),
        .failure("failure", "they were refused"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("conversationId", "str"), Input("attributeNameValuePairs", "map")], need: .other,
      effects: [.securedData], sources: ["SDK"]),
    ActionType(
      "encryptData", "EncryptDataAction", "Encrypts JSON into a string.", .branches, basis: .inferred,
      confidence: .documented,
      ways: [
        .success("success", "it was encrypted"),
        .failure("failure", "it could not be; the variable keeps what it holds"),
      ],
      fills: [.on("success", fill: "encryptedData", "str"), .errorType, .errorMessage],
      reads: [Input("dataToEncrypt", "jsn")], need: .other, sources: ["SDK"]),
    ActionType(
      "decryptData", "DecryptDataAction", "Decrypts what encryptData made.", .branches, basis: .inferred,
      confidence: .documented,
      ways: [
        .success("success", "it was decrypted"),
        .failure("failure", "it could not be; the variable keeps what it holds"),
      ],
      fills: [.on("success", fill: "decryptedData", "jsn"), .errorType, .errorMessage],
      reads: [Input("dataToDecrypt", "str")], need: .other, sources: ["SDK"]),
    ActionType(
      "extractSecureData", "ExtractSecureDataAction",
      "Gives variables values as updateData does, from expressions that may read Secure variables.", basis: .listed,
      confidence: .documented, role: .assigns,
      fills: [.always("statements[].variable", "any")], flowTypes: ["botFlow", "secureCall"],
      notes: "The variables that it fills are not secure ones, and its author has to confirm that.",
      sources: ["SDK", "help page extract-secure-data-data-action", "Platform API"]),
    ActionType(
      "getResponse", "GetResponseAction", "Fetches the text of a canned response.", .branches,
      ways: [
        .success("success", "there is such a response", seen: true),
        .failure("failure", "there is none", seen: true),
      ],
      fills: [.on("success", fill: "responseBody", "str"), .errorType, .errorMessage],
      reads: [
        Input("response", "setting"), Input("responseLibrary", "setting"), Input("substitutions.*", "str"),
        Input("performSubstitutions", "bln"),
      ],
      objects: [ObjectProperty("responseId", "cannedResponse")], need: .other, flowTypes: ["inboundEmail"],
      notes: "Its substitutions are put in where `performSubstitutions` says so. It asks the customer nothing.",
      sources: ["real flows", "SDK"]),
  ]
}
