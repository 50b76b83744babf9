import SourceText

extension FunctionCatalogue {
  static let conversionFunctions: [Function] = [.toString, .toInt]
}

extension Function {
  static let toString: Function = Function(
    "ToString", .conversion, .verified,
    """
    Gives the text of a value. That of NOT_SET is NOT_SET, not an empty text. JSON strings come without quotes, other \
    JSON without blanks. The items of a collection are joined, with the separator of the second argument between them.
    """,
    limits: ["Without a separator items are joined by a comma: a decision."],
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
      Example("ToString(5)", "5"),
      Example("ToString(3 + 4)", "7"),
      Example("ToString(10 / 4)", "2.5"),
      Example("ToString(NOT_SET)", "NOT_SET"),
      Example("ToString(NOT_SET) == \"\"", "false"),
      Example("ToString(JsonParse(\"{ \\\"a\\\": [1, \\\"x\\\"] }\"))", "{\"a\":[1,\"x\"]}"),
    ])

  static let toInt: Function = Function(
    "ToInt", .conversion, .verified,
    "Reads a text of digits, with a sign or not, as an Integer, or cuts the fraction off a Decimal.",
    limits: [
      "A Decimal is cut towards zero: a decision, as authors use ToInt(a / b) for whole parts.",
      "A text with anything but a sign and digits in it is an error: a decision.",
    ],
    overloads: [
      Overload([Parameter("value", .string)], .integer) { call throws(EvaluationError) in
        guard let number = DecimalNumber(digitsOnly: call.string(0)) else {
          throw call.failure(.failedConversion, "expected a text of digits only, to convert to Integer")
        }
        return try call.result(number.integer)
      },
      Overload([Parameter("value", .integer)], .integer) { call in call[0] },
      Overload([Parameter("value", .decimal)], .integer) { call throws(EvaluationError) in
        try call.result(call.decimal(0).rounded(toPlaces: 0, .towardZero)?.integer)
      },
    ],
    examples: [
      Example("ToInt(\"5\")", "5"),
      Example("ToInt(\"-012\")", "-12"),
      Example("ToInt(90 / 60)", "1"),
      Example("ToInt(-1.9)", "-1"),
    ])
}

extension DecimalNumber {
  /// Reads a sign, where there is one, and digits; nothing else.
  init?(digitsOnly text: String) {
    let digits =
      text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+")
      ? text.utf8.dropFirst() : text.utf8[...]
    guard digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
    self.init(parsing: text)
  }
}
