import SourceText

extension FunctionCatalogue {
  static let textFunctions: [Function] = [
    .append, .contains, .findString, .indexOf, .startsWith, .endsWith, .left, .right, .substring, .length, .lower,
    .upper, .toLower, .toUpper, .replace, .split, .trim, .toDisplayString, .makeEmailAddress,
  ]
}

extension Function {
  static let append = Function(
    "Append", .text, .verified,
    "Joins texts, or puts one piece of audio after another. Unlike + it takes NOT_SET, which adds nothing.",
    limits: ["That NOT_SET adds nothing is a decision; it is only documented that it is allowed."], traits: [.joins],
    overloads: [
      Overload(
        [
          Parameter("value1", .string, allowsNotSet: true),
          Parameter("value2", .string, allowsNotSet: true, isOptional: true, isVariadic: true),
        ], .string
      ) { call throws(EvaluationError) in
        var text = ""
        for index in 0..<call.count { text += call.string(index) }
        return try call.result(text)
      },
      Overload(
        [
          Parameter("audio1", .audio, allowsNotSet: true),
          Parameter("audio2", .audio, allowsNotSet: true, isOptional: true, isVariadic: true),
        ], .audio
      ) { call in .playback(Playback(.audio, (0..<call.count).flatMap { call.parts($0) })) },
    ],
    examples: [
      #"Append("Hello", " ", "World")"#: "Hello World",
      #"Append("Hello ", NOT_SET, "!")"#: "Hello !",
      #"Append(ToAudioTTS("Hi"), ToAudioBlank(200))"#: "say “Hi”, silence of 200 ms",
    ])

  static let contains = Function(
    "Contains", .text, .verified,
    "Tells whether the first text holds the second. Letter case counts, unless the third argument is true.",
    limits: ["That the third argument means ignoring case is a decision; it was only seen as true."],
    proves: [.text, .membership],
    [
      Parameter("stringToSearch", .string), Parameter("stringToFind", .string),
      Parameter("ignoreCase", .boolean, isOptional: true),
    ],
    .boolean,
    examples: [
      #"Contains("anonymous caller", "anonymous")"#: "true",
      #"Contains("Anonymous", "anonymous")"#: "false",
      #"Contains("Need HELP", "help", true)"#: "true",
    ]
  ) { call in
    let isFolded = call.boolean(2)
    let text = isFolded ? call.string(0).lowercased() : call.string(0)
    let part = isFolded ? call.string(1).lowercased() : call.string(1)
    return .boolean(firstOffset(of: Array(part.utf8), in: Array(text.utf8)) != nil)
  }

  static let findString = Function(
    "FindString", .text, .verified,
    "Gives the place of the first occurrence of the second text in the first, counted from 0, or -1.",
    limits: ["That an absent text gives -1 is a decision, after FindFirst.", TextSearch.unit], proves: [.text],
    [Parameter("stringToSearch", .string), Parameter("stringToFind", .string)], .integer,
    examples: [#"FindString("PT2M", "T")"#: "1", #"FindString("PT2M", "H")"#: "-1"]
  ) { call in .integer(TextSearch.index(of: call.string(1), in: call.string(0))) }

  static let indexOf: Function = .synonym("IndexOf", .thirdParty, of: findString, #"IndexOf("PT2M", "M")"#, "3")

  static let startsWith = Function(
    "StartsWith", .text, .unverified, "Tells whether the first text begins with the second.",
    proves: [.text], traits: [.comparesBeginning], [Parameter("string", .string), Parameter("start", .string)],
    .boolean,
    examples: [#"StartsWith("tel:+1317", "tel:")"#: "true"]
  ) { call in .boolean(call.string(0).utf8.starts(with: call.string(1).utf8)) }

  static let endsWith = Function(
    "EndsWith", .text, .unverified, "Tells whether the first text ends with the second.",
    proves: [.text], [Parameter("string", .string), Parameter("end", .string)], .boolean,
    examples: [#"EndsWith("a@example.com", ".com")"#: "true"]
  ) { call in .boolean(call.string(0).utf8.reversed().starts(with: call.string(1).utf8.reversed())) }

  static let makeEmailAddress = Function(
    "MakeEmailAddress", .text, .thirdParty,
    "Builds an e-mail address from the address and, where it is given, a name.",
    [Parameter("address", .string), Parameter("name", .string, isOptional: true)],
    .exactly(.object("cpx_email_address")), examples: [#"MakeEmailAddress("a@example.com", "Ann").name"#: "Ann"]
  ) { call in
    let name: Value = call.count > 1 ? call[1] : .notSet
    return .object(
      GenesysObject(
        typeCode: "cpx_email_address", text: call.string(0), properties: [("id", call[0]), ("name", name)]))
  }
}

/// Searching in texts, byte by byte: two texts are the same only when they are written the same.
enum TextSearch {
  /// What places and lengths count, for the documentation.
  static let unit = "Places and lengths count Unicode scalars: a decision, so that no character is cut in halves."

  /// The place of the first occurrence in Unicode scalars, or -1.
  static func index(of part: String, in text: String) -> Int64 {
    let bytes = Array(text.utf8)
    guard let offset = firstOffset(of: Array(part.utf8), in: bytes) else { return -1 }
    return Int64(bytes[..<offset].count { $0 & 0xC0 != 0x80 })
  }
}
