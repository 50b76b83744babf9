extension FunctionCatalogue {
  static let textFunctions: [Function] = [.append, .contains, .lower]
}

extension Function {
  static let append: Function = Function(
    "Append", .text, .verified,
    "Joins texts. Unlike + it takes NOT_SET, which adds nothing.",
    limits: ["That NOT_SET adds nothing is a decision; it is only documented that it is allowed."],
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
      }
    ],
    examples: [
      Example("Append(\"Hello\", \" \", \"World\")", "Hello World"),
      Example("Append(\"Hello \", NOT_SET, \"!\")", "Hello !"),
    ])

  static let contains: Function = Function(
    "Contains", .text, .verified,
    "Tells whether the first text holds the second. Letter case counts, unless the third argument is true.",
    limits: ["That the third argument means ignoring case is a decision; it was only seen as true."],
    overloads: [
      Overload(
        [
          Parameter("stringToSearch", .string), Parameter("stringToFind", .string),
          Parameter("ignoreCase", .boolean, isOptional: true),
        ], .boolean
      ) { call in
        let isFolded = call.boolean(2)
        let text = isFolded ? call.string(0).lowercased() : call.string(0)
        let part = isFolded ? call.string(1).lowercased() : call.string(1)
        return .boolean(TextSearch.offset(of: Array(part.utf8), in: Array(text.utf8)) != nil)
      }
    ],
    examples: [
      Example("Contains(\"anonymous caller\", \"anonymous\")", "true"),
      Example("Contains(\"Anonymous\", \"anonymous\")", "false"),
      Example("Contains(\"Need HELP\", \"help\", true)", "true"),
    ])

  static let lower: Function = Function(
    "Lower", .text, .verified,
    "Gives the text with small letters.",
    overloads: [
      Overload([Parameter("string", .string)], .string) { call throws(EvaluationError) in
        try call.result(call.string(0).lowercased())
      }
    ],
    examples: [Example("Lower(\"ÄRGER 1\")", "ärger 1")])
}

/// Searching in texts, byte by byte: two texts are the same only when they are written the same.
enum TextSearch {
  /// The offset of the first occurrence at or after an offset; an empty part is found at once.
  static func offset(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
    guard let first = part.first else { return start <= text.count ? start : nil }
    guard part.count <= text.count else { return nil }
    var offset = start
    while offset <= text.count - part.count {
      if text[offset] == first, text[offset..<offset + part.count].elementsEqual(part) { return offset }
      offset += 1
    }
    return nil
  }
}
