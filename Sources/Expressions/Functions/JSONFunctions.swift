import JSON
import SourceText

extension FunctionCatalogue {
  static let jsonFunctions: [Function] = [.jsonParse, .getJSONObjectProperty]
}

extension Function {
  static let jsonParse: Function = Function(
    "JsonParse", .json, .verified,
    "Reads a text as JSON, strictly: names and strings stand between double quotes.",
    overloads: [
      Overload([Parameter("text", .string)], .json) { call throws(EvaluationError) in
        let text = Array(call.string(0).utf8)
        call.steps += text.count / 1024
        do throws(JSONError) {
          return .json(try JSONDocument(parsing: text).root)
        } catch {
          throw call.failure(.failedConversion, "expected JSON: \(error.message), at byte \(error.offset) of the text")
        }
      }
    ],
    examples: [
      Example("JsonParse(\"[ 10, 20, 30 ]\")", "[10,20,30]"),
      Example("JsonParse(\"{\\\"tier\\\": \\\"gold\\\"}\").tier", "gold"),
    ])

  static let getJSONObjectProperty: Function = Function(
    "GetJsonObjectProperty", .json, .verified,
    """
    Gives a member of a JSON object, as a dot and its name do. The name is one name, not a path, and letter case counts. \
    A member that is missing is NOT_SET.
    """,
    overloads: [
      Overload([Parameter("json", .json), Parameter("propertyName", .string)], .json) { call throws(EvaluationError) in
        guard case .json(let node) = call[0], node.kind == .object else {
          throw call.failure(.invalidArgument, "expected a JSON object, found \(call[0].typeName)", argument: 0)
        }
        return node[call.string(1)].map { .json($0) } ?? .notSet
      }
    ],
    examples: [
      Example("GetJsonObjectProperty(JsonParse(\"{\\\"ani\\\": \\\"+1317\\\"}\"), \"ani\")", "+1317"),
      Example("GetJsonObjectProperty(JsonParse(\"{\\\"ani\\\": 1}\"), \"Ani\")", "NOT_SET"),
    ])
}
