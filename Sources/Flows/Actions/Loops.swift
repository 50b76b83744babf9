extension ActionType {
  /// Loops, what leaves them, and waiting.
  static let loops: [ActionType] = [
    ActionType(
      "loop", "LoopAction", "Runs its inner list a number of times, then goes on.", .loops,
      ways: [
        .way("loop", "passes are left", seen: true),
        .implied("done", "all passes are done, or the loop was left"),
      ], decidedBy: .count,
      fills: [.on("loop", fill: "currentIndex", "int")],
      reads: [Input("loopCount", "int")],
      flowTypes: [
        "botFlow", "digitalBot", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail", "inboundShortMessage",
        "secureCall", "workflow",
      ],
      limits: "None is documented but the 10,000 actions of a run.",
      notes: """
        `currentIndex` counts the passes from 0. The count is taken once, when the loop begins (inferred); 0 \
        or less is no pass, NOT_SET an error (decisions). What the index holds afterwards is not documented.
        """, sources: ["real flows", "SDK", "genesys-cloud-plugins", "help page loop-until-action"]),
    ActionType(
      "loopNext", "NextLoopAction", "Skips what is left of a pass of the innermost loop.", .nextPass,
      flowTypes: ["botFlow", "inQueueCall", "inboundCall", "secureCall", "workflow"], sources: ["real flows", "SDK"]),
    ActionType(
      "loopExit", "ExitLoopAction", "Leaves the innermost loop and goes on after it.", .leavesLoop,
      flowTypes: ["botFlow", "inQueueCall", "inboundChat", "secureCall", "workflow"], defaultName: "Exit Loop",
      sources: ["real flows", "SDK"]),
    ActionType(
      "loopUntil", "LoopUntilAction",
      "Makes passes through its inner list, as long as no condition of its cases holds and passes are left.", .loops,
      basis: .listed,
      confidence: .documented,
      ways: [
        .way("loop", "a pass begins"),
        .way("loopNext", "a pass ended, no condition holds and passes are left"),
        .way("loopsMax", "the number of passes is reached, where one is set"),
        .authored("case", "this condition holds"),
        .implied("done", "the loop was left"),
      ],
      fills: [.on("loop", fill: "currentIndex", "int")],
      reads: [Input("maxLoopCount", "int")], flowTypes: ["botFlow", "digitalBot"],
      limits: """
        At most 99 passes can be set; where nothing ends it the 10,000 actions of a run do.
        """, sources: ["SDK", "help page loop-until-action", "Platform API"]),
    ActionType(
      "loopAnythingElse", "AskForNLUNextIntentAction",
      "Asks whether there is anything else, and runs its inner list again for a yes or a new intent.", .loops,
      basis: .listed, confidence: .documented,
      ways: [
        .way("loop", "the customer wants more"),
        .implied("done", "the customer wants no more, or the loop was left"),
      ],
      fills: [.on("loop", fill: "currentIndex", "int")],
      reads: [
        Input("question", "str"), Input("customizeNoInput", "bln"), Input("customizeNoMatch", "bln"),
        Input("noInput", "str"), Input("noInputReprompts", "com_coll"), Input("noMatch", "str"),
        Input("noMatchReprompts", "com_coll"), Input("voiceEndOfInputTimeout", "dur"),
      ], need: .bot, wait: .customer, flowTypes: ["botFlow"],
      sources: ["SDK", "help page anything-else-loop-action", "Platform API", "CallFlowVisualizer"]),
    ActionType(
      "wait", "WaitAction", "Waits for a time.",
      reads: [Input("duration", "dur"), Input("trimDurationNearMaxRunningTime", "bln")], wait: .time,
      flowTypes: [
        "inQueueEmail", "inQueueShortMessage", "inboundChat", "inboundEmail", "inboundShortMessage", "surveyInvite",
        "workflow", "workitem",
      ],
      limits: """
        Flows of e-mail, chat and messages and workflows run at most 72 hours, survey invitations 1 hour. A \
        longer wait goes to the flow's error handling, unless it may be trimmed.
        """, sources: ["real flows", "SDK", "help page wait-action"]),
  ]
}
