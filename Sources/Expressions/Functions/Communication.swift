extension FunctionCatalogue {
  static let communicationFunctions: [Function] = [
    .makeCommunication, .toCommunication, .toCommunicationBlank, .toCommunicationSSML, .resolveSlot, .detectLanguage,
  ]
}

extension Function {
  static let makeCommunication = Function(
    "MakeCommunication", .communication, .verified, "Puts together what a bot says or writes.",
    limits: ["Without parts it says nothing; exports hold such calls where nothing was entered."],
    [Parameter("part", .any, allowsNotSet: true, isOptional: true, isVariadic: true)], .communication,
    examples: [#"MakeCommunication("Your number is ", 7, Prompt.Bye)"#: "say “Your number is ”, 7, Prompt.Bye"]
  ) { call in .playback(Playback(.communication, (0..<call.count).flatMap { call.parts($0) })) }

  static let toCommunication = Function(
    "ToCommunication", .communication, .verified,
    "Gives a value as something that a bot says or writes, in a format where one is given. NOT_SET stays NOT_SET.",
    [Parameter("value", .any, allowsNotSet: true), Parameter("format", .any, isOptional: true)],
    .communication,
    examples: [
      #"ToCommunication("My mistake.")"#: "say “My mistake.”",
      "ToCommunication(MakeDate(2024, 2, 29), Format.Date.shortYear)": "2024-02-29 (shortYear)",
    ]
  ) { call in
    guard call.isSet(0) else { return .notSet }
    return .playback(Playback(.communication, call.parts(0).map { $0 + call.format(1) }))
  }

  static let toCommunicationBlank = Function(
    "ToCommunicationBlank", .communication, .used, "Has a bot wait for some milliseconds.", traits: [.readsOut],
    [Parameter("milliseconds", .integer)], .communication,
    examples: ["ToCommunicationBlank(500)": "silence of 500 ms"]
  ) { call throws(EvaluationError) in .playback(Playback(.communication, ["silence of \(try call.size(0)) ms"])) }

  static let toCommunicationSSML = Function(
    "ToCommunicationSsml", .communication, .used, "Has a bot speak a text with marks of SSML.",
    [Parameter("ssml", .string)], .communication,
    examples: [#"ToCommunicationSsml("<speak>Hi</speak>")"#: "SSML <speak>Hi</speak>"]
  ) { call in .playback(Playback(.communication, ["SSML \(call.string(0))"])) }

  static let resolveSlot = Function(
    "ResolveSlot", .communication, .verified, "Gives the value of a bot's slot.",
    [Parameter("slot", .item, allowsNotSet: true)], .item,
    examples: ["ResolveSlot(MakeDate(2024, 2, 29))": "2024-02-29"]
  ) { call in call[0] }

  static let detectLanguage = Function(
    "DetectLanguage", .language, .verified, isPure: false,
    "Tells the language of a text, or gives the second argument where it cannot be told.",
    limits: ["No language is told here: the value is always the second argument."],
    [Parameter("text", .string), Parameter("defaultLanguage", .string)], .string,
    examples: [#"DetectLanguage("Guten Tag", "en-us")"#: "en-us"]
  ) { call in call[1] }
}
