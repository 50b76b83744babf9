extension ActionType {
  /// Bots, their questions and their knowledge.
  static let bots: [ActionType] = [
    ActionType(
      "communicate", "CommunicateAction", "Says or writes something to the customer, and waits for nothing.",
      reads: [Input("communication", "com")], effects: [.message], flowTypes: ["botFlow", "digitalBot", "voiceSurvey"],
      sources: ["real flows", "SDK"]),
    ActionType(
      "askForIntent", "AskForNLUIntentAction",
      "Asks what the customer wants and goes on by the intent that is recognised, whose slots it fills.", .branches,
      ways: [
        .authored("intent", "this intent was recognised, and confirmed where that is needed", seen: true),
        .failure("noIntent", "none was recognised, however often it was asked", seen: true),
        .way("knowledge", "an article of the knowledge base answered", seen: true),
        .failure("maxNoInputs", "too often nothing came", seen: true, unsure: true),
      ],
      fills: [.on("intent", fill: "Session.ActiveIntent", "str"), .on("intent", fill: "Slot.*", "any")],
      reads: [
        Input("question", "com"), Input("noInput", "com"), Input("noMatch", "com"),
        Input("voiceEndOfInputTimeout", "dur"),
      ], need: .bot, wait: .customer, flowTypes: ["botFlow"], lackedBy: ["digitalBot"],
      notes: "\(asksAgain) A way that is off is never taken.",
      sources: ["real flows", "SDK", "help page ask-for-intent-action", "genesys-cloud-plugins"]),
    ActionType(
      "askForSlot", "AskForSlotAction", "Asks for one slot and goes on when it is filled.", .branches,
      ways: [
        .implied("default", "the slot was filled; in no file"),
        .failure("maxNoInputs", "too often nothing came", seen: true, unsure: true),
        .failure("maxNoMatches", "too often nothing that fits came, or it was refused", seen: true, unsure: true),
      ],
      fills: [.on("default", fill: "Slot.*", "any")],
      reads: [
        Input("slot.name", "setting"), Input("question", "com"), Input("customValidation", "bln"),
        Input("confirmationMode", "str"), Input("confirmationQuestion", "com"), Input("noInput", "com"),
        Input("noMatch", "com"),
      ], need: .bot, wait: .customer, flowTypes: ["botFlow", "digitalBot"],
      notes: """
        \(asksAgain) A slot that holds something is not asked for (inferred). `customValidation` refuses a \
        value where it is not true.
        """, sources: ["real flows", "SDK", "help page ask-for-slot-action", "Platform API"]),
    ActionType(
      "askForBoolean", "AskForBooleanAction", "Asks a question that is answered with yes or no.", .branches,
      ways: [
        .way("yes", "the answer is yes", seen: true),
        .way("no", "the answer is no", seen: true),
        .failure("maxNoInputs", "too often nothing came", seen: true, unsure: true),
        .failure("maxNoMatches", "too often nothing that fits came; digital bots cannot turn it on", unsure: true),
      ],
      reads: [Input("question", "com"), Input("noInput", "com"), Input("noMatch", "com")], need: .bot, wait: .customer,
      flowTypes: ["botFlow", "digitalBot"],
      notes: asksAgain, defaultName: "Ask for Yes / No",
      sources: ["real flows", "SDK", "genesys-cloud-plugins", "Platform API"]),
    ActionType(
      "digitalMenu", "DigitalMenuAction", "Offers choices as buttons or cards and goes on by the one that is chosen.",
      .branches,
      ways: [
        .authored("choice", "this choice was made", seen: true),
        .failure("maxNoInputs", "too often nothing came", seen: true, unsure: true),
        .failure("maxNoMatches", "too often nothing that fits came, where that way is on", seen: true, unsure: true),
      ],
      fills: [.on("choice", fill: "selection", "str"), .always("knowledgeSearchResult", "kbd_coll")],
      reads: [
        Input("question", "com"), Input("noMatch", "com"), Input("chooser", "chs"), Input("choices", "chc_coll"),
      ], need: .bot, wait: .customer, flowTypes: ["digitalBot"],
      notes: """
        Text is compared with choices, intents and the knowledge base. Without a choice the variable keeps \
        what it holds. `knowledgeSearchResult` is filled only where the author handles knowledge.
        """, sources: ["real flows", "SDK", "genesys-cloud-plugins"]),
    ActionType(
      "waitForInput", "WaitForInputAction",
      "Waits for what the customer writes; the bot's intents, knowledge and events go on from there.", .ends,
      basis: .listed,
      fills: [.always("knowledgeSearchResult", "kbd_coll")],
      reads: [
        Input("noMatch", "com"), Input("question", "com"), Input("customizeNoMatch", "bln"),
        Input("noMatchReprompts", "com_coll"),
      ], need: .bot, wait: .customer, flowTypes: ["digitalBot"],
      notes: "Nothing after it runs. `knowledgeSearchResult` is filled only where the author handles knowledge.",
      sources: ["real flows", "SDK", "genesys-cloud-plugins"]),
    ActionType(
      "clearSlot", "ClearSlotAction", "Makes slots NOT_SET, so that they are asked for again.",
      fills: [.always("Slot.*", "any")],
      reads: [Input("slots[].slot", "setting")], flowTypes: ["botFlow", "digitalBot"], sources: ["real flows", "SDK"]),
    ActionType(
      "setIntent", "SetActiveIntentAction", "Makes an intent the active one.", basis: .listed, confidence: .documented,
      reads: [Input("intent", "str")], flowTypes: ["botFlow", "digitalBot"],
      notes: "Letter case of its name counts.", sources: ["SDK", "Platform API"]),
    ActionType(
      "clearActiveIntent", "ClearActiveIntentAction", "Leaves the bot without an active intent.", basis: .inferred,
      confidence: .documented, flowTypes: ["botFlow", "digitalBot"], sources: ["SDK"]),
    ActionType(
      "detectIntent", "DetectIntentAction", "Recognises an intent in a text.", .branches, basis: .inferred,
      confidence: .documented,
      ways: [
        .way("default", "no way of an intent fits (inferred)", unsure: true),
        .authored("intent", "this intent was recognised"),
      ],
      fills: [.always("detectedIntent", "str")], need: .bot, sources: ["SDK"]),
    ActionType(
      "showKnowledgeArticle", "ShowKnowledgeArticleAction", "Shows the customer an article of the knowledge base.",
      basis: .listed, confidence: .documented,
      reads: [Input("knowledgeArticle", "kbd")], effects: [.message], flowTypes: ["botFlow", "digitalBot"],
      sources: ["SDK", "Platform API"]),
    ActionType(
      "sendKnowledgeFeedback", "SendKnowledgeFeedbackAction", "Tells the knowledge base whether an article helped.",
      .branches, basis: .listed, confidence: .documented,
      ways: [
        .success("success", "it was sent"),
        .failure("failure", "it was not sent"),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("knowledgeArticle", "kbd"), Input("knowledgeFeedback", "str"), Input("knowledgeSearchId", "str")],
      flowTypes: ["botFlow", "digitalBot"], sources: ["SDK", "Platform API"]),
    ActionType(
      "askForAuthentication", "AskForAuthenticationAction", "Lets the customer sign in (Apple Messages).", .branches,
      basis: .listed, confidence: .documented,
      ways: [
        .success("success", "the customer has signed in"),
        .failure("failure", "signing in failed"),
        .failure("maxNoInputs", "too often nothing came", unsure: true),
        .failure("maxNoMatches", "too often nothing that fits came", unsure: true),
      ],
      fills: [.errorType, .errorMessage],
      reads: [
        Input("signInMessage", "str"), Input("successMessage", "str"), Input("authenticationCompletionTimeout", "dur"),
        Input("question", "str"), Input("customizeNoInput", "bln"), Input("customizeNoMatch", "bln"),
        Input("noInput", "str"), Input("noInputReprompts", "com_coll"), Input("noMatch", "str"),
        Input("noMatchReprompts", "com_coll"), Input("voiceEndOfInputTimeout", "dur"),
      ], need: .bot, wait: .customer, flowTypes: ["digitalBot"], sources: ["SDK", "Platform API"]),
    ActionType(
      "askForPayment", "AskForPaymentAction", "Lets the customer pay (Apple Messages).", .branches, basis: .listed,
      confidence: .documented,
      ways: [
        .success("success", "it was paid"),
        .failure("failure", "it was not paid"),
      ],
      reads: [
        Input("currency", "str"), Input("countryCode", "str"), Input("paymentPlatform", "str"),
        Input("lineItems", "lineItem_coll"), Input("shippingOptions", "shippingOption_coll"),
        Input("totalPrice", "cur"), Input("receivedMessageImage", "image"), Input("receivedMessageTitle", "str"),
        Input("replyMessageTitle", "str"), Input("requiredContactInformation", "str_coll"),
        Input("paymentCompletionTimeout", "dur"), Input("customizeNoInput", "bln"), Input("customizeNoMatch", "bln"),
        Input("noInput", "str"), Input("noInputReprompts", "com_coll"), Input("noMatch", "str"),
        Input("noMatchReprompts", "com_coll"), Input("voiceEndOfInputTimeout", "dur"),
      ], need: .bot, wait: .customer, flowTypes: ["digitalBot"], sources: ["SDK", "Platform API"]),
    ActionType(
      "askSurveyQuestion", "AskSurveyQuestionAction", "Asks one question of a survey and keeps the answer.", .branches,
      basis: .listed,
      ways: [
        .implied("default", "it was answered; in no file"),
        .failure("maxNoInputs", "too often nothing came", unsure: true),
        .failure("maxNoMatches", "too often nothing that fits came", unsure: true),
      ],
      fills: [.on("default", fill: "surveyQuestionResult", "squ")],
      reads: [Input("surveyQuestion", "squ"), Input("answer", "com"), Input("question", "com")], need: .bot,
      wait: .caller, flowTypes: ["voiceSurvey"], sources: ["real flows", "SDK", "Platform API"]),
    .botFlow(
      "callBotFlow", "Calls a bot flow.",
      flowTypes: ["inQueueCall", "inboundCall", "inboundChat", "inboundShortMessage", "outboundCall", "secureCall"],
      sources: ["real flows", "SDK", "help page call-bot-flow-action", "Platform API"]),
    .botFlow(
      "callDigitalBotFlow", "Calls a digital bot flow.", basis: .listed,
      flowTypes: ["inboundShortMessage"],
      sources: ["real flows", "SDK", "help page call-bot-flow-action", "Platform API"]),
    .botFlow(
      "callVoiceFlow", "Calls a voice survey flow.", basis: .inferred, confidence: .documented,
      sources: ["SDK", "help page call-bot-flow-action", "Platform API"]),
    .foreignBot(
      "callLexBot", "Lets an Amazon Lex bot talk to the customer.", basis: .thirdParty,
      reads: [
        Input("startAudio", "aud"), Input("followupResponseTimeout", "dur"), Input("inputText", "str"),
        Input("sessionVariables", "map"),
      ],
      sources: ["SDK", "help page call-lex-bot-action", "a third party's table of names"]),
    .foreignBot(
      "callLexV2Bot", "Lets an Amazon Lex V2 bot talk to the customer.", basis: .thirdParty,
      reads: [
        Input("aliasInitialIntentName", "str"), Input("followupResponseTimeout", "dur"), Input("inputText", "str"),
        Input("sessionVariables", "map"),
      ],
      sources: ["SDK", "help page call-lex-bot-action", "a third party's table of names"]),
    .foreignBot(
      "callDialogflowBot", "Lets a Google Dialogflow ES agent talk to the customer.",
      reads: [
        Input("eventName", "str"), Input("followupResponseTimeout", "dur"), Input("inputText", "str"),
        Input("sessionVariables", "map"),
      ],
      sources: ["SDK"]),
    .foreignBot(
      "callDialogflowCxBot", "Lets a Google Dialogflow CX agent talk to the customer.", hasIntents: false,
      reads: [
        Input("sessionParameters", "map"), Input("eventName", "str"), Input("followupResponseTimeout", "dur"),
        Input("inputText", "str"), Input("sessionVariables", "map"),
      ],
      sources: ["SDK"]),
    .foreignBot(
      "callBotConnector", "Lets a bot behind Bot Connector talk to the customer.",
      reads: [Input("followupResponseTimeout", "dur"), Input("inputText", "str"), Input("sessionVariables", "map")],
      sources: ["SDK"]),
    .foreignBot(
      "callNuanceMixBot", "Lets a Nuance Mix bot talk to the customer.",
      reads: [
        Input("channelId", "str"), Input("botVariables", "map"), Input("followupResponseTimeout", "dur"),
        Input("inputText", "str"), Input("sessionVariables", "map"),
      ],
      sources: ["SDK"]),
    .foreignBot(
      "callAudioConnector", "Streams the call to a voice bot elsewhere.", basis: .thirdParty, hasIntents: false,
      reads: [Input("connectorId", "str"), Input("sessionVariables", "map")],
      sources: ["SDK", "a third party's table of names"]),
    .foreignBot(
      "callDialogEngineBot", "Lets a bot of the former Dialog Engine talk to the customer.", basis: .thirdParty,
      reads: [
        Input("terminationState", "str"), Input("followupResponseTimeout", "dur"), Input("inputText", "str"),
        Input("sessionVariables", "map"),
      ],
      sources: ["SDK", "a third party's table of names"]),
    ActionType(
      "callGuide", "CallGuideAction", "Runs an AI guide, in bots with a virtual agent.", .branches, basis: .listed,
      confidence: .documented,
      ways: [
        .success("success", "the guide did its work"),
        .failure("failure", "it failed"),
        .failure("timeout", "no answer came in time"),
      ],
      fills: [.on("success", fill: "guideOutputs", "map"), .errorType, .errorMessage],
      reads: [Input("guideInputs", "map"), Input("voiceProcessingPrompt", "com")], need: .bot, wait: .customer,
      flowTypes: ["botFlow", "digitalBot"], sources: ["SDK", "help page call-guide-action", "Platform API"]),
    ActionType(
      "callAgenticVirtualAgent", "CallAgenticVirtualAgentAction", "Hands the customer to an agentic virtual agent.",
      .callsFlow, basis: .listed, confidence: .named, need: .bot, wait: .customer,
      notes: "Known by name only; the name in Archy is inferred.", sources: ["Platform API", "SDK"]),
  ]

  private static func botFlow(
    _ name: String, _ summary: String, basis: Basis = .seen, confidence: Confidence = .seen, flowTypes: [String] = [],
    sources: [String]
  ) -> ActionType {
    ActionType(
      name, inferredConfigurationName(name), summary, .callsFlow, basis: basis, confidence: confidence,
      fills: [.always("exitReason", "str"), .always("intent", "str"), .always("botFlow.*.*.outputs.*", "any")],
      reads: [Input("inputText", "str"), Input("botFlow.*.*.inputs.*", "any")],
      objects: [ObjectProperty("botFlow.*", "flow:bot")], need: .bot, wait: .customer, flowTypes: flowTypes,
      notes: """
        Where the other flow disconnects, or the customer goes, nothing follows. The exit reason is TriggeredByFlow, \
        AgentRequestedByUser, TriggeredByUser, RecognitionFailure or Error; the intent is the last one, or NOT_SET. A \
        flow of calls sends its participant data first.
        """, sources: sources)
  }

  private static func foreignBot(
    _ name: String, _ summary: String, basis: Basis = .inferred, confidence: Confidence = .documented,
    hasIntents: Bool = true, reads: [Input], sources: [String]
  ) -> ActionType {
    let way: Way =
      hasIntents ? .authored("intent", "the bot ended with this intent") : .success("success", "it ended well")
    return ActionType(
      name, inferredConfigurationName(name), summary, .branches, basis: basis, confidence: confidence,
      ways: [way, .failure("failure", hasIntents ? "it failed, or ended without an intent" : "it failed")],
      fills: [.on(way.name, fill: "slots.*", "str"), .errorType, .errorMessage], reads: reads, need: .bot,
      wait: .customer, notes: "Which keys bind slots and session variables is not known.", sources: sources)
  }

  private static let asksAgain = """
    It asks again by itself, as often as the flow's settings or its own list of reprompts allow. Beyond that its way \
    is taken where it is on, which one that is not in the file is not (inferred), else the flow's event for failed \
    recognition. A customer who asks for a person goes to the flow's event for that.
    """
}
