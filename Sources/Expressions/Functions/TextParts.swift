import SourceText

extension Function {
  static let left: Function = .end(
    "Left", "first", [.takesBeginning], [#"Left("0.8125", 4)"#: "0.81", #"Left("ab", 9)"#: "ab"]
  ) { Substring($0.prefix($1)) }

  static let right: Function = .end("Right", "last", [], [#"Right("tel:+13175550123", 12)"#: "+13175550123"]) {
    Substring($0.suffix($1))
  }

  private static func end(
    _ name: String, _ which: String, _ traits: [Trait], _ examples: KeyValuePairs<String, String>,
    _ part: @escaping @Sendable (String.UnicodeScalarView, Int) -> Substring
  ) -> Function {
    Function(
      name, .text, .verified, "Gives the \(which) characters of a text, all of them where there are fewer.",
      limits: [TextSearch.unit], traits: traits, [Parameter("string", .string), Parameter("count", .integer)], .string,
      examples: examples
    ) { call throws(EvaluationError) in
      try call.result(String(part(call.string(0).unicodeScalars, try call.size(1))))
    }
  }

  static let substring = Function(
    "Substring", .text, .verified,
    """
    Gives a part of a text: from a place, counted from 0, as many characters as the third argument says. What lies \
    beyond the end is left out.
    """,
    limits: ["A place or length below 0 is an error: a decision.", TextSearch.unit],
    traits: [.takesPart],
    [Parameter("string", .string), Parameter("startIndex", .integer), Parameter("length", .integer)], .string,
    examples: [
      #"Substring("2023-03-26T06:59:06.666Z", 8, 2)"#: "26",
      #"Substring("abc", 1, 20)"#: "bc",
      #"Substring("abc", 5, 1)"#: "",
    ]
  ) { call throws(EvaluationError) in
    let (start, length) = (try call.size(1), try call.size(2))
    let scalars = call.string(0).unicodeScalars.dropFirst(start).prefix(length)
    return try call.result(String(String.UnicodeScalarView(scalars)))
  }

  static let length = Function(
    "Length", .text, .used, "Gives the number of characters of a text.",
    limits: [TextSearch.unit], proves: [.text], [Parameter("string", .string)], .integer,
    examples: [#"Length("größe")"#: "5", #"Length("")"#: "0"]
  ) { call in .integer(Int64(call.string(0).unicodeScalars.count)) }

  static let lower = Function(
    "Lower", .text, .verified, "Gives a text in small letters.",
    traits: [.changesCase], [Parameter("string", .string)], .string, examples: [#"Lower("ÄRGER 1")"#: "ärger 1"]
  ) { call throws(EvaluationError) in try call.result(call.string(0).lowercased()) }

  static let upper = Function(
    "Upper", .text, .thirdParty, "Gives a text in capital letters.",
    traits: [.changesCase], [Parameter("string", .string)], .string, examples: [#"Upper("usd")"#: "USD"]
  ) { call throws(EvaluationError) in try call.result(call.string(0).uppercased()) }

  static let toLower: Function = .synonym("ToLower", .thirdParty, of: lower, #"ToLower("A")"#, "a")
  static let toUpper: Function = .synonym("ToUpper", .thirdParty, of: upper, #"ToUpper("a")"#, "A")

  static let replace = Function(
    "Replace", .text, .verified,
    "Replaces every occurrence of the second text by the third. Letter case counts; an empty text is found nowhere.",
    limits: ["That all occurrences are replaced is a decision; usual expressions need it."],
    [Parameter("string", .string), Parameter("find", .string), Parameter("replacement", .string)], .string,
    examples: [
      #"Replace("tel:+13175550123", "tel:", "")"#: "+13175550123",
      #"Replace("a-b-c", "-", "")"#: "abc",
      #"Replace("abc", "", "x")"#: "abc",
    ]
  ) { call throws(EvaluationError) in try call.replace() }

  static let split = Function(
    "Split", .text, .verified, "Gives the parts of a text between separators as a collection, empty parts included.",
    limits: ["At most 2,000 parts.", "An empty separator is an error: a decision."], traits: [.givesItems],
    [Parameter("string", .string), Parameter("separator", .string)], .exactly(.collection(.string)),
    examples: [#"Split("a,b,c", ",")[2]"#: "c", #"Count(Split("a,,b", ","))"#: "3", #"Count(Split("", ","))"#: "1"]
  ) { call throws(EvaluationError) in try call.split() }

  static let trim = Function(
    "Trim", .text, .verified, "Takes blanks and line breaks away from both ends of a text.",
    traits: [.keepsText], [Parameter("string", .string)], .string, examples: [#"Trim("  a b\n")"#: "a b"]
  ) { call throws(EvaluationError) in
    let text = call.string(0).unicodeScalars
    let start = text.drop { $0.properties.isWhitespace }
    let blanks = start.reversed().prefix { $0.properties.isWhitespace }.count
    return try call.result(String(String.UnicodeScalarView(start.dropLast(blanks))))
  }

  static let toDisplayString = Function(
    "ToDisplayString", .text, .verified,
    "Gives the text of a value for people. That of NOT_SET is NOT_SET. Items of a collection are joined by `, `.",
    limits: ["Apart from collections the text is that of ToString: a decision."], traits: [.keepsText],
    advice: toString.advice, [Parameter("value", .any, allowsNotSet: true)], .string,
    examples: [
      #"ToDisplayString(MakeList("9:00", "10:00"))"#: "9:00, 10:00",
      "ToDisplayString(5)": "5",
      "ToDisplayString(NOT_SET)": "NOT_SET",
    ]
  ) { call throws(EvaluationError) in
    if case .collection(let items, of: _) = call[0] { return try call.result(Value.joined(items, separator: ", ")) }
    guard let text = call[0].text else { return .notSet }
    return try call.result(text)
  }
}

extension FunctionCall {
  /// An argument that counts something: not below 0.
  func size(_ index: Int) throws(EvaluationError) -> Int {
    let number = integer(index)
    guard number >= 0 else {
      throw failure(.invalidValue, "expected a number from 0, found \(number)", argument: index)
    }
    return Int(clamping: number)
  }

  fileprivate mutating func replace() throws(EvaluationError) -> Value {
    let (text, part, replacement) = (Array(string(0).utf8), Array(string(1).utf8), Array(string(2).utf8))
    guard !part.isEmpty else { return self[0] }
    var result: [UInt8] = []
    var start = 0
    while let offset = firstOffset(of: part, in: text, from: start) {
      result += text[start..<offset] + replacement
      start = offset + part.count
      guard result.count <= textSize else { break }
    }
    result += text[start...]
    steps += text.count / 1024
    return try self.result(String(decoding: result, as: UTF8.self))
  }

  fileprivate mutating func split() throws(EvaluationError) -> Value {
    let (text, separator) = (Array(string(0).utf8), Array(string(1).utf8))
    guard !separator.isEmpty else {
      throw failure(.invalidValue, "expected a separator, found an empty text", argument: 1)
    }
    var items: [Value] = []
    var start = 0
    while let offset = firstOffset(of: separator, in: text, from: start), items.count <= Value.maximumItems {
      items.append(.string(String(decoding: text[start..<offset], as: UTF8.self)))
      start = offset + separator.count
    }
    items.append(.string(String(decoding: text[start...], as: UTF8.self)))
    return try result(items, of: .string)
  }
}
