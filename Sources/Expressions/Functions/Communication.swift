extension FunctionCatalogue {
  static let communicationFunctions: [Function] = [
    .makeCommunication, .toCommunication, .toCommunicationBlank, .toCommunicationSSML, .resolveSlot, .detectLanguage,
  ]
}

extension Function {
  static let makeCommunication: Function = Function(
    "MakeCommunication", .communication, .verified, "Puts together what a bot says or writes.",
    limits: ["Without parts it says nothing; exports hold such calls where nothing was entered."],
    overloads: [
      Overload(
        [Parameter("part", .any, allowsNotSet: true, isOptional: true, isVariadic: true)], .exactly(.communication)
      ) { call in
        .playback(Playback(.communication, (0..<call.count).flatMap { call.parts($0) }))
      }
    ],
    examples: [
      Example(#"MakeCommunication("Your number is ", 7, Prompt.Bye)"#, "say “Your number is ”, 7, Prompt.Bye")
    ])

  static let toCommunication: Function = Function(
    "ToCommunication", .communication, .verified,
    "Gives a value as something that a bot says or writes, in a format where one is given. NOT_SET stays NOT_SET.",
    overloads: [
      Overload(
        [Parameter("value", .any, allowsNotSet: true), Parameter("format", .any, isOptional: true)],
        .exactly(.communication)
      ) { call in
        guard call.isSet(0) else { return .notSet }
        return .playback(Playback(.communication, call.parts(0).map { $0 + call.format(1) }))
      }
    ],
    examples: [
      Example(#"ToCommunication("My mistake.")"#, "say “My mistake.”"),
      Example("ToCommunication(MakeDate(2024, 2, 29), Format.Date.shortYear)", "2024-02-29 (shortYear)"),
    ])

  static let toCommunicationBlank: Function = Function(
    "ToCommunicationBlank", .communication, .used, "Has a bot wait for some milliseconds.",
    overloads: [
      Overload([Parameter("milliseconds", .integer)], .exactly(.communication)) { call throws(EvaluationError) in
        .playback(Playback(.communication, ["silence of \(try call.size(0)) ms"]))
      }
    ],
    examples: [Example("ToCommunicationBlank(500)", "silence of 500 ms")])

  static let toCommunicationSSML: Function = Function(
    "ToCommunicationSsml", .communication, .used, "Has a bot speak a text with marks of SSML.",
    overloads: [
      Overload([Parameter("ssml", .string)], .exactly(.communication)) { call in
        .playback(Playback(.communication, ["SSML \(call.string(0))"]))
      }
    ],
    examples: [Example(#"ToCommunicationSsml("<speak>Hi</speak>")"#, "SSML <speak>Hi</speak>")])

  static let resolveSlot: Function = Function(
    "ResolveSlot", .communication, .verified, "Gives the value of a bot's slot.",
    overloads: [Overload([Parameter("slot", .item, allowsNotSet: true)], .item) { call in call[0] }],
    examples: [Example("ResolveSlot(MakeDate(2024, 2, 29))", "2024-02-29")])

  static let detectLanguage: Function = Function(
    "DetectLanguage", .language, .verified, isPure: false,
    "Tells the language of a text, or gives the second argument where it cannot be told.",
    limits: ["No language is told here: the value is always the second argument."],
    overloads: [
      Overload([Parameter("text", .string), Parameter("defaultLanguage", .string)], .string) { call in call[1] }
    ],
    examples: [Example(#"DetectLanguage("Guten Tag", "en-us")"#, "en-us")])
}
