import JSON
import SourceText

extension FunctionCatalogue {
  static let jsonFunctions: [Function] = [
    .jsonParse, .toJSON, .toJSONCollection, .getJSONObjectProperty, .getJSONObjectPropertyNames,
    .setJSONObjectProperty, .removeJSONObjectProperty, .makeJSONObject, .replaceJSONArrayItem, .addJSONArrayItem,
    .removeJSONArrayItem, .makeJSONArray, .isJSONObject, .isJSONArray, .isJSONString, .isJSONNumber, .isJSONBoolean,
    .isJSONNull,
  ]
}

extension Function {
  static let jsonParse = Function(
    "JsonParse", .json, .verified, "Reads a text as JSON, strictly: names and strings stand between double quotes.",
    limits: ["At most 200 levels."], traits: [.readsForm], [Parameter("text", .string)], .json,
    examples: [#"JsonParse("[ 10, 20, 30 ]")"#: "[10,20,30]", #"JsonParse("{\"tier\": \"gold\"}").tier"#: "gold"]
  ) { call throws(EvaluationError) in
    let text = Array(call.string(0).utf8)
    call.steps += text.count / 1024
    do throws(JSONError) {
      return .json(try JSONDocument(parsing: text).root)
    } catch {
      throw call.failure(.failedConversion, "expected JSON: \(error.message), at byte \(error.offset) of the text")
    }
  }

  static let toJSON = Function(
    "ToJson", .json, .documented,
    "Gives a value as JSON: numbers and Booleans as such, other values as the string of their text.",
    overloads: [
      Overload([Parameter("value", .anyJSON)], .json) { call in call[0] },
      Overload([Parameter("collection", .anyCollection)], .json) { call in call[0].asJSON.map { .json($0) } ?? .notSet
      },
    ],
    examples: [#"ToString(MakeJsonArray(ToJson("5"), ToJson(5)))"#: #"["5",5]"#, "ToJson(MakeList(1, 2))": "[1,2]"])

  static let toJSONCollection = Function(
    "ToJsonCollection", .json, .documented,
    "Gives the items of a JSON array, or of a collection, as a JSON Collection.",
    limits: ["At most 2,000 items."],
    overloads: [
      Overload([Parameter("json", .json)], .exactly(.collection(.json))) { call throws(EvaluationError) in
        let array = try call.array(0)
        return try call.result(array.items.prefix(Value.maximumItems + 1).map { .json($0) }, of: .json)
      },
      Overload([Parameter("collection", .anyCollection)], .exactly(.collection(.json))) {
        call throws(EvaluationError) in
        try call.result(call.items(0).map { $0.asJSON.map { .json($0) } ?? .notSet }, of: .json)
      },
    ],
    examples: [#"ToString(ToJsonCollection(JsonParse("[10, \"a\"]")), ", ")"#: "10, a"])

  static let isJSONObject: Function = .kind("IsJsonObject", .used, .object, "an object", "{}")
  static let isJSONArray: Function = .kind("IsJsonArray", .used, .array, "an array", "[]")
  static let isJSONString: Function = .kind("IsJsonString", .unverified, .string, "a string", #"\"a\""#)
  static let isJSONNumber: Function = .kind("IsJsonNumber", .unverified, .number, "a number", "1")
  static let isJSONBoolean: Function = .kind("IsJsonBoolean", .unverified, .boolean, "true or false", "true")
  static let isJSONNull: Function = .kind("IsJsonNull", .unverified, .null, "null", "null")

  private static func kind(
    _ name: String, _ confidence: Confidence, _ kind: JSONNode.Kind, _ what: String, _ example: String
  ) -> Function {
    Function(
      name, .json, confidence, "Tells whether a JSON value is \(what).",
      overloads: [
        Overload([Parameter("json", .json, allowsNotSet: true)], .boolean) { call throws(EvaluationError) in
          guard case .json(let node) = call[0] else {
            throw call.failure(.notSet, "expected a value for ‘json’ of ‘\(name)’, found NOT_SET", argument: 0)
          }
          return .boolean(node.kind == kind)
        }
      ],
      examples: [
        "\(name)(JsonParse(\"\(example)\"))": "true",
        "\(name)(JsonParse(\"\(kind == .number ? "null" : "7")\"))": "false",
      ])
  }
}
