extension FunctionCatalogue {
  static let audioFunctions: [Function] = [
    .toAudioTTS, .toAudioBlank, .toAudio, .audioPlaybackOptions,
    .toAudio("Number", .documented, [.integer, .decimal], "number", format: "nuf", #"ToAudioNumber(7)"#, "number 7"),
    .toAudio("NumberOrdinal", .verified, [.integer], "ordinal", #"ToAudioNumberOrdinal(3)"#, "ordinal 3"),
    .toAudio(
      "Duration", .verified, [.duration], "duration", #"ToAudioDuration(ToDuration(90000))"#, "duration PT1M30S"),
    .toAudio(
      "PhoneNumber", .verified, [.string, .phoneNumber], "phone number", #"ToAudioPhoneNumber("+1317")"#,
      "phone number +1317"),
    .toAudio("Currency", .used, [.currency], "amount", #"ToAudioCurrency(MakeCurrency(5, "USD"))"#, "amount 5 USD"),
    .toAudio(
      "Date", .used, [.dateTime, .date], "date", format: "daf", #"ToAudioDate(MakeDate(2024, 2, 29))"#,
      "date 2024-02-29"),
    .toAudio("Bool", .documented, [.boolean], "Boolean", "ToAudioBool(true)", "Boolean true"),
    .toAudio(
      "DateTime", .unverified, [.dateTime], "date and time", format: "daf",
      #"ToAudioDateTime(ToDateTime("2024-02-29"))"#, "date and time 2024-02-29T00:00:00.000Z"),
    .toAudio("Time", .unverified, [.dateTime, .time], "time", "ToAudioTime(MakeTime(9, 30))", "time 09:30:00"),
  ]
}

extension Function {
  static let toAudioTTS = Function(
    "ToAudioTTS", .audio, .verified, "Speaks a text, in a format where one is given. For voice flows.",
    [Parameter("text", .string), Parameter("format", .exactly(.object("stf")), isOptional: true)], .audio,
    examples: [
      #"ToAudioTTS("Hello")"#: "say “Hello”",
      #"ToAudioTTS("A1", Format.String.playChars)"#: "say “A1” (playChars)",
    ]
  ) { call in .playback(Playback(.audio, ["say “\(call.string(0))”\(call.format(1))"])) }

  static let toAudioBlank = Function(
    "ToAudioBlank", .audio, .verified, "Plays silence for some milliseconds.", traits: [.readsOut],
    [Parameter("milliseconds", .integer)], .audio, examples: ["ToAudioBlank(500)": "silence of 500 ms"]
  ) { call throws(EvaluationError) in .playback(Playback(.audio, ["silence of \(try call.size(0)) ms"])) }

  static let toAudio = Function(
    "ToAudio", .audio, .verified, "Plays a prompt, or speaks a value. NOT_SET is no audio.",
    [Parameter("prompt", .any, allowsNotSet: true)], .audio,
    examples: ["ToAudio(Prompt.Welcome)": "Prompt.Welcome", "ToAudio(NOT_SET)": "NOT_SET"]
  ) { call in call.isSet(0) ? .playback(Playback(.audio, call.parts(0))) : .notSet }

  static let audioPlaybackOptions = Function(
    "AudioPlaybackOptions", .audio, .verified, "Plays audio with an option; true lets the caller interrupt it.",
    limits: ["What the option means is a decision."],
    [Parameter("audio", .audio, allowsNotSet: true), Parameter("bargeIn", .boolean)], .audio,
    examples: [#"AudioPlaybackOptions(ToAudioTTS("Hi"), true)"#: "say “Hi”, (can be interrupted)"]
  ) { call in
    guard call.isSet(0) else { return .notSet }
    let parts = call.parts(0)
    return .playback(Playback(.audio, call.boolean(1) ? parts + ["(can be interrupted)"] : parts))
  }

  /// A function that reads a value out.
  fileprivate static func toAudio(
    _ name: String, _ confidence: Confidence, _ types: [ExpressionType], _ what: String, format: String? = nil,
    _ example: String, _ value: String
  ) -> Function {
    let overloads = types.map { type in
      let options = format.map { [Parameter("format", .exactly(.object($0)), isOptional: true)] } ?? []
      return Overload([Parameter("value", .exactly(type))] + options, .audio) { call in
        .playback(Playback(.audio, ["\(what) \(call[0].text ?? "")\(call.format(1))"]))
      }
    }
    return Function(
      "ToAudio\(name)", .audio, confidence, "Reads a value out as \(what). For voice flows.", traits: [.readsOut],
      overloads: overloads, examples: [example: value])
  }
}

extension FunctionCall {
  /// What an argument would play.
  func parts(_ index: Int) -> [String] {
    switch self[index] {
    case .notSet: ["NOT_SET"]
    case .playback(let playback): playback.parts
    case .string(let text): ["say “\(text)”"]
    case let value: value.text.map { [$0] } ?? []
    }
  }

  /// A format in parentheses, where one was given.
  func format(_ index: Int) -> String {
    isSet(index) ? " (\(self[index].text ?? ""))" : ""
  }
}
