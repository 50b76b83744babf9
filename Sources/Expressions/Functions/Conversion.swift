extension FunctionCatalogue {
  static let conversionFunctions: [Function] = [
    .toString, .toInt, .toDecimal, .toBool, .toBoolean, .toDateTime, .toDate, .toTime, .toDuration, .toScheduleGroup,
  ]
}

extension Function {
  static let toString = Function(
    "ToString", .conversion, .verified,
    """
    Gives the text of a value. That of NOT_SET is NOT_SET, not an empty text. JSON strings come without quotes, other \
    JSON without blanks. The items of a collection are joined, with the separator of the second argument between them.
    """,
    limits: ["Without a separator items are joined by a comma: a decision."], traits: [.keepsText],
    advice: """
      there are no patterns: a second argument stands between the items of a collection; take Year, Month, Day and the like \
      of a date, or Substring of its text, which is 2025-05-16T19:47:29.309Z
      """,
    overloads: [
      Overload([Parameter("value", .any, allowsNotSet: true)], .string) { call throws(EvaluationError) in
        guard let text = call[0].text else { return .notSet }
        return try call.result(text)
      },
      Overload([Parameter("collection", .anyCollection), Parameter("separator", .string)], .string) {
        call throws(EvaluationError) in
        try call.result(Value.joined(call.items(0), separator: call.string(1)))
      },
    ],
    examples: [
      "ToString(5)": "5",
      "ToString(3 + 4)": "7",
      "ToString(10 / 4)": "2.5",
      "ToString(NOT_SET)": "NOT_SET",
      #"ToString(NOT_SET) == """#: "false",
      #"ToString(JsonParse("{ \"a\": [1, \"x\"] }"))"#: #"{"a":[1,"x"]}"#,
      #"ToString(MakeList("a", "b"), "; ")"#: "a; b",
    ])

  static let toInt = Function(
    "ToInt", .conversion, .verified,
    "Reads a text of digits, with a sign or not, as an Integer, or cuts the fraction off a Decimal.",
    limits: [
      "A Decimal is cut towards zero: a decision, as authors use ToInt(a / b) for whole parts.",
      "A text with anything but a sign and digits in it is an error: a decision.",
    ],
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .integer) { call throws(EvaluationError) in
        guard let number = DecimalNumber(plain: call.string(0)), number.isInteger, !call.string(0).contains(".") else {
          throw call.failure(.failedConversion, "expected a text of digits only, to convert to Integer")
        }
        return try call.result(number.integer)
      },
      Overload([Parameter("value", .integer)], .integer) { call in call[0] },
      Overload([Parameter("value", .decimal)], .integer) { call throws(EvaluationError) in
        try call.result(call.decimal(0).rounded(toPlaces: 0, .towardZero)?.integer)
      },
    ],
    examples: [#"ToInt("5")"#: "5", #"ToInt("-012")"#: "-12", "ToInt(90 / 60)": "1", "ToInt(-1.9)": "-1"])

  static let toDecimal = Function(
    "ToDecimal", .conversion, .verified,
    "Reads a text of digits, with a sign and a fraction or not, as a Decimal. The separator is always a point.",
    limits: ["At most 40 digits."], traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .decimal) { call throws(EvaluationError) in
        .decimal(
          try call.read(
            DecimalNumber.init(plain:),
            "expected a text of digits with a point between them at most, to convert to Decimal"))
      },
      Overload([Parameter("value", .decimal)], .decimal) { call in call[0] },
    ],
    examples: [#"ToDecimal("7.25")"#: "7.25", #"ToDecimal("5")"#: "5", "ToDecimal(2) ^ -1": "0.5"])

  static let toBool = Function(
    "ToBool", .conversion, .unverified, "Reads `true` or `false`, in any letter case, as a Boolean.",
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .boolean) { call throws(EvaluationError) in
        switch call.string(0).lowercased() {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: throw call.failure(.failedConversion, "expected ‘true’ or ‘false’, to convert to Boolean")
        }
      },
      Overload([Parameter("value", .boolean)], .boolean) { call in call[0] },
    ],
    examples: [#"ToBool("True")"#: "true", #"!ToBool("false")"#: "true"])

  static let toBoolean: Function = .synonym("ToBoolean", .thirdParty, of: toBool, #"ToBoolean("false")"#, "false")

  static let toDateTime = Function(
    "ToDateTime", .conversion, .verified,
    """
    Reads a moment in ISO 8601, such as 2023-03-01T06:59:06.666Z. Without an offset it is in UTC; a date alone is its \
    midnight. Digits after the milliseconds are cut off.
    """,
    limits: ["Years 1800 to 2200.", "An offset is written with a colon, as in +02:00: a decision."],
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .dateTime) { call throws(EvaluationError) in
        .dateTime(try call.read({ TimeText.dateTime($0) }, "expected a text such as ‘2025-05-16T19:47:29.309Z’"))
      },
      Overload([Parameter("value", .dateTime)], .dateTime) { call in call[0] },
    ],
    examples: [
      #"ToDateTime("2023-03-01T06:59:06.666Z")"#: "2023-03-01T06:59:06.666Z",
      #"ToDateTime("2023-03-01T01:00:00+02:00")"#: "2023-02-28T23:00:00.000Z",
      #"ToDateTime("2023-03-01")"#: "2023-03-01T00:00:00.000Z",
    ])

  static let toDate = Function(
    "ToDate", .conversion, .thirdParty, "Reads a date such as 2023-03-01, or takes the date of a DateTime.",
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .date) { call throws(EvaluationError) in
        .date(try call.read(TimeText.date, "expected a text such as ‘2025-05-16’"))
      },
      Overload([Parameter("value", .dateTime)], .date) { call in
        if case .dateTime(let moment) = call[0] { .date(moment.date) } else { .notSet }
      },
    ],
    examples: [#"ToDate(ToDateTime("2023-03-01T06:59:06Z"))"#: "2023-03-01"])

  static let toTime = Function(
    "ToTime", .conversion, .thirdParty, "Reads a time of day such as 06:59:06, or takes that of a DateTime.",
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .time) { call throws(EvaluationError) in
        .time(try call.read(TimeText.time, "expected a text such as ‘19:47:29’"))
      },
      Overload([Parameter("value", .dateTime)], .time) { call in
        if case .dateTime(let moment) = call[0] { .time(moment.time) } else { .notSet }
      },
    ],
    examples: [#"ToTime("06:59")"#: "06:59:00"])

  static let toDuration = Function(
    "ToDuration", .conversion, .verified,
    "Makes a Duration of a number of milliseconds, or reads one in ISO 8601, such as PT2M30S.",
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("milliseconds", .integer)], .duration) { call throws(EvaluationError) in
        guard let span = TimeSpan(milliseconds: call.integer(0)) else {
          throw call.failure(.overflow, "the result is beyond the range of Duration")
        }
        return .duration(span)
      },
      Overload([Parameter("value", .string)], .duration) { call throws(EvaluationError) in
        .duration(try call.read(TimeText.duration, "expected a text such as ‘P1DT2H30M5.5S’"))
      },
      Overload([Parameter("value", .duration)], .duration) { call in call[0] },
    ],
    examples: ["ToDuration(1000 * 60 * 60 * 2)": "PT2H", #"ToDuration("PT90S")"#: "PT1M30S"])

  static let toScheduleGroup = Function(
    "ToScheduleGroup", .conversion, .used, "Gives NOT_SET the type ScheduleGroup.",
    [Parameter("value", .exactly(.object("sqg")), allowsNotSet: true)], .exactly(.object("sqg")),
    examples: ["ToScheduleGroup(NOT_SET)": "NOT_SET"]
  ) { call in call[0] }
}

extension FunctionCall {
  /// What a text is read as.
  ///
  /// - Parameter expected: what is said of a text that cannot be read.
  func read<T>(_ reader: (String) -> T?, _ expected: String) throws(EvaluationError) -> T {
    guard let result = reader(string(0)) else { throw failure(.failedConversion, expected) }
    return result
  }
}

extension DecimalNumber {
  /// Reads a sign, where there is one, and digits with a point between them at most; no exponent.
  init?(plain text: String) {
    guard text.utf8.allSatisfy({ $0 | 0x20 != UInt8(ascii: "e") }) else { return nil }
    self.init(parsing: text)
  }
}
