extension ActionType {
  /// What is sent to customers in chats, messages and e-mails.
  static let digital: [ActionType] = [
    ActionType(
      "sendResponse", "SendResponseAction", "Sends the customer a text in a chat or in messages.", .branches,
      ways: [
        .success("success", "it was sent", unsure: true),
        .failure("failure", "it was not sent", unsure: true),
      ],
      fills: [.errorType, .errorMessage],
      reads: [Input("messageBody", "str"), Input("messageBodyStyle", "setting", usual: "notice")], effects: [.message],
      flowTypes: ["inQueueShortMessage", "inboundChat", "inboundShortMessage"],
      notes: "Only newer versions have the two ways; in the real flows seen it has none.",
      sources: ["real flows", "SDK", "genesys-cloud-plugins"]),
    ActionType(
      "sendAutoReply", "SendAutoReplyAction", "Answers an e-mail, its sender or all.", .branches,
      ways: [
        .success("success", "it was sent", unsure: true),
        .failure("failure", "it was not sent", unsure: true),
      ],
      fills: [.errorType, .errorMessage],
      reads: [
        Input("from", "setting"), Input("replyTo", "setting"), Input("cc", "setting"), Input("bcc", "setting"),
        Input("messageBody", "str"), Input("replyMode", "setting"),
      ], effects: [.email], flowTypes: ["inQueueEmail", "inboundEmail"],
      notes: "Only newer versions have the two ways; in the real flows seen it has none.",
      sources: ["real flows", "SDK"]),
    ActionType(
      "sendNotification", "SendNotificationAction", "Notifies users of the organisation by e-mail or chat.", .branches,
      ways: [
        .success("success", "it was sent", seen: true),
        .failure("failure", "it was not sent", seen: true),
      ],
      fills: [.on("failure", fill: "errorType", "str"), .on("failure", fill: "errorMessage", "str")],
      reads: [
        Input("notificationType", "str"), Input("subject", "str"), Input("body", "str"),
        Input("sendToUsers", "usr_coll"), Input("emailFrom", "setting"),
      ], need: .other, effects: [.email], flowTypes: ["workflow"], sources: ["real flows", "SDK"]),
    .send(
      "sendRichLink", "Sends the customer a link with picture and text.", basis: .listed,
      reads: [
        Input("body", "str"), Input("footer", "str"), Input("headerType", "str"), Input("headerText", "str"),
        Input("headerImage", "image"), Input("urlLabel", "str"), Input("urlValue", "str"),
      ],
      fills: [.errorType, .errorMessage],
      sources: ["SDK", "Platform API"]),
    .send(
      "sendInteractiveApplication", "Sends the customer an interactive application (Apple Messages).", basis: .listed,
      reads: [
        Input("applicationName", "str"), Input("applicationUrl", "str"), Input("applicationImage", "image"),
        Input("title", "str"), Input("subTitle", "str"),
      ],
      fills: [.errorType, .errorMessage],
      sources: ["SDK", "Platform API"]),
    .send(
      "sendDigitalCarousel", "Sends the customer a row of cards.",
      notes: "The SDK of June 2026 has no class of this name.",
      sources: ["SDK, formerly"]),
    .send(
      "sendDigitalContent", "Sends the customer content of other kinds.",
      sources: ["SDK"]),
  ]

  private static func send(
    _ name: String, _ summary: String, basis: Basis = .inferred, confidence: Confidence = .documented,
    reads: [Input] = [], fills: [Fill] = [], notes: String? = nil, sources: [String]
  ) -> ActionType {
    ActionType(
      name, inferredConfigurationName(name), summary, .branches, basis: basis, confidence: confidence,
      ways: [.success("success", "it was sent"), .failure("failure", "it was not sent")], fills: fills, reads: reads,
      effects: [.message], notes: notes, sources: sources)
  }
}
