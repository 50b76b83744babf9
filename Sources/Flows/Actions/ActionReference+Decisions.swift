extension ActionReference {
  /// What Genesys does not document and Plumb takes, as Markdown.
  static var decisions: String {
    """


    ## Decisions

    What Genesys does not document, and what Plumb takes.

    | what | taken as | evidence |
    |---|---|---|
    \(rows(readings))

    The end of a list that no action ends:

    | list | what follows | evidence |
    |---|---|---|
    \(rows(listEnds))
    """
  }

  private typealias Row = (what: String, reading: String, evidence: String)

  private static func rows(_ rows: [Row]) -> String {
    rows.map { "| \($0.what) | \($0.reading) | \($0.evidence) |" }.joined(separator: "\n")
  }

  private static let readings: [Row] = [
    (
      "a way that is not in the file", "the next action follows at once",
      "documented for ways without actions; both forms of the same flows agree"
    ),
    (
      "whether ways close a list",
      "every way of the entry must be in the file and end; for a table look-up found, not found and failure",
      "the ways are documented"
    ),
    (
      "actions after a transfer", "run only where it fails: by its failure way where that goes on, else at once",
      "documented; configurations have the failure way alone"
    ),
    (
      "`endFlow`", "is the name in Archy of EndFlowAction, and ends the flow",
      "two configurations; the name is inferred"
    ),
    ("`abortSurveyInvite`, `completeSurveyInvite`", "end the flow", "they stand last where they were seen"),
    ("`transferToFlowSecure`", "never comes back", "none; two flows have actions after it"),
    (
      "`sendResponse`, `sendAutoReply`", "go on; their ways count where a file has them",
      "the SDK has the ways, no flow that was seen"
    ),
    ("`createCallback`", "leaves the call where it is", "flows disconnect after it"),
    ("the count of a loop", "taken once; 0 and less is no pass, NOT_SET an error", "inferred"),
    (
      "the index after a loop", "how many passes there were; where one was left by Exit Loop, its own index",
      "execution data"
    ),
    (
      "a variable that the way taken does not fill", "keeps what it holds",
      "documented for five types, the rest by analogy"
    ),
    ("an attribute that is not there", "makes the variable NOT_SET", "flows test for that"),
    ("writing NOT_SET to an attribute", "leaves the attribute as it was", "none"),
    (
      "Task variables",
      "have their initial values whenever the task is entered, also when the task of an in-queue flow begins again",
      "none for the latter"
    ),
    ("a jump while a call of a task is open", "forgets the call", "inferred"),
    ("End Task in a task that nothing called", "is the end of its list", "inferred"),
    ("a menu without a default choice", "disconnects after the last time it is played", "inferred"),
    ("how often a menu plays", "once, and as often again as `repeatCount` says; a wrong key counts as one", "inferred"),
    ("`previousMenu` in the first menu", "plays that menu again", "none"),
    ("a transfer in a choice that fails", "the menu is played again", "documented"),
    ("`disabled` on a way of a switch", "is passed over: the way is live", "one file"),
    ("keys of data tables", "are the same only in the same letter case", "none"),
    ("cases of a switch with a value", "are compared as `==` compares", "inferred"),
    ("a slot that holds something", "is not asked for", "the name of a result"),
    ("what a digital bot takes free text for", "has to be told", "none"),
    ("an intent that the bot does not have", "cannot be recognised: a mock that names one is a mistake", "inferred"),
    ("a second error, in the error handling", "disconnects", "inferred"),
    (
      "an expression that does not parse",
      "ends a run with an error that no error handling sees: a flow with it cannot be published", "inferred"
    ),
    (
      "a function that is not known, `{{name}}` without a text", "stop a run: Genesys may know what they give", "none"
    ),
  ]

  private static let listEnds: [Row] = [
    ("of a way", "the next action after the one that has the way", "documented"),
    ("of a loop", "the next pass", "documented"),
    ("of a task that was called, of a module", "what called it goes on, by `default`", "documented"),
    ("of the task of an in-queue flow", "the task begins again", "documented"),
    (
      "of another task of a flow of calls, also of a choice",
      "the call is disconnected, which is reported: Architect's editor writes the end",
      "one task in 226"
    ),
    ("of a state of an in-queue e-mail or message flow", "the state is over, waiting goes on", "inferred"),
    ("of a state of a chat, e-mail or message flow", "the flow ends, the interaction is disconnected", "inferred"),
    ("of a state of a workflow", "the workflow ends", "inferred"),
    ("of a bot's state", "as `exitBotFlow`", "inferred"),
  ]
}
