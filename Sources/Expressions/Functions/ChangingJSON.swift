import JSON
import SourceText

extension Function {
  static let getJSONObjectProperty = Function(
    "GetJsonObjectProperty", .json, .verified,
    """
    Gives a member of a JSON object, as a dot and its name do. The name is one name, not a path, and letter case counts. \
    A member that is missing is NOT_SET.
    """,
    traits: [.takesMember], [Parameter("json", .json), Parameter("propertyName", .string)], .json,
    examples: [
      #"GetJsonObjectProperty(JsonParse("{\"ani\": \"+1317\"}"), "ani")"#: "+1317",
      #"GetJsonObjectProperty(JsonParse("{\"ani\": 1}"), "Ani")"#: "NOT_SET",
    ]
  ) { call throws(EvaluationError) in
    let object = try call.object(0)
    if let member = object[call.string(1)] { return .json(member) }
    call.diagnostics.append(.absentMember(call.string(1), of: object, at: call.range(ofArgument: 1)))
    return .notSet
  }

  static let getJSONObjectPropertyNames = Function(
    "GetJsonObjectPropertyNames", .json, .used, "Gives the names of the members of a JSON object, in their order.",
    [Parameter("json", .json)], .exactly(.collection(.string)),
    examples: [#"ToString(GetJsonObjectPropertyNames(JsonParse("{\"b\": 1, \"a\": 2}")))"#: "b,a"]
  ) { call throws(EvaluationError) in
    try call.result(try call.object(0).members.compactMap { $0.key.string.map { .string($0) } }, of: .string)
  }

  static let setJSONObjectProperty = Function(
    "SetJsonObjectProperty", .json, .used, "Gives a JSON object with a member added, or replaced in its place.",
    [Parameter("json", .json), Parameter("propertyName", .string), Parameter("value", .anyJSON)], .json,
    examples: [
      #"SetJsonObjectProperty(JsonParse("{\"a\": 1}"), "b", "x")"#: #"{"a":1,"b":"x"}"#,
      #"SetJsonObjectProperty(JsonParse("{\"a\": 1}"), "a", JsonParse("[]"))"#: #"{"a":[]}"#,
    ]
  ) { call throws(EvaluationError) in
    let name = call.string(1)
    var members = try call.object(0).namedMembers
    if let place = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      members[place].value = call[2]
    } else {
      members.append((name, call[2]))
    }
    return try call.makeObject(members)
  }

  static let removeJSONObjectProperty = Function(
    "RemoveJsonObjectProperty", .json, .unverified, "Gives a JSON object without a member.",
    [Parameter("json", .json), Parameter("propertyName", .string)], .json,
    examples: [#"RemoveJsonObjectProperty(JsonParse("{\"a\": 1, \"b\": 2}"), "a")"#: #"{"b":2}"#]
  ) { call throws(EvaluationError) in
    let name = call.string(1)
    return try call.makeObject(try call.object(0).namedMembers.filter { !$0.name.utf8.elementsEqual(name.utf8) })
  }

  static let makeJSONObject = Function(
    "MakeJsonObject", .json, .unverified, "Makes a JSON object without members, or with one of a name and a value.",
    overloads: [
      Overload([], .json) { call throws(EvaluationError) in try call.makeObject([]) },
      Overload([Parameter("propertyName", .string), Parameter("value", .anyJSON)], .json) {
        call throws(EvaluationError) in try call.makeObject([(call.string(0), call[1])])
      },
    ],
    examples: ["MakeJsonObject()": "{}", #"MakeJsonObject("n", 1)"#: #"{"n":1}"#])

  static let replaceJSONArrayItem = Function(
    "ReplaceJsonArrayItem", .json, .used, "Gives a JSON array with a new value in place of every item that is equal.",
    [Parameter("jsonArray", .json), Parameter("value", .anyJSON), Parameter("newValue", .anyJSON)], .json,
    examples: [#"ReplaceJsonArrayItem(JsonParse("[10, 20, 30]"), 30, 40)"#: "[10,20,40]"]
  ) { call throws(EvaluationError) in
    let items = try call.array(0).items.map { Value.json($0) }
    return try call.makeArray(items.map { $0.isSame(as: call[1]) ? call[2] : $0 })
  }

  static let addJSONArrayItem = Function(
    "AddJsonArrayItem", .json, .unverified, "Gives a JSON array with a value added at its end.",
    [Parameter("jsonArray", .json), Parameter("value", .anyJSON)], .json,
    examples: [#"AddJsonArrayItem(JsonParse("[1]"), "x")"#: #"[1,"x"]"#]
  ) { call throws(EvaluationError) in try call.makeArray(try call.array(0).items.map { .json($0) } + [call[1]]) }

  static let removeJSONArrayItem = Function(
    "RemoveJsonArrayItem", .json, .unverified, "Gives a JSON array without the items that are equal to a value.",
    [Parameter("jsonArray", .json), Parameter("value", .anyJSON)], .json,
    examples: [#"RemoveJsonArrayItem(JsonParse("[1, 2, 1]"), 1)"#: "[2]"]
  ) { call throws(EvaluationError) in
    try call.makeArray(try call.array(0).items.map { .json($0) }.filter { !$0.isSame(as: call[1]) })
  }

  static let makeJSONArray = Function(
    "MakeJsonArray", .json, .unverified, "Makes a JSON array of its arguments.",
    [Parameter("item", .anyJSON, isOptional: true, isVariadic: true)], .json,
    examples: [#"MakeJsonArray(1, "a", true)"#: #"[1,"a",true]"#, "MakeJsonArray()": "[]"]
  ) { call throws(EvaluationError) in try call.makeArray(call.arguments) }
}

extension JSONNode {
  /// The members of an object, of equal names only the last, which is the one that counts.
  fileprivate var namedMembers: [(name: String, value: Value)] {
    var members: [(name: String, value: Value)] = []
    var places: [[UInt8]: Int] = [:]
    for member in self.members {
      let name = member.key.string ?? ""
      if let place = places[Array(name.utf8)] {
        members[place].value = .json(member.value)
      } else {
        places[Array(name.utf8)] = members.count
        members.append((name, .json(member.value)))
      }
    }
    return members
  }
}

extension FunctionCall {
  fileprivate mutating func makeObject(_ members: [(name: String, value: Value)]) throws(EvaluationError) -> Value {
    var writer = JSONWriter()
    writer.beginObject()
    for (name, value) in members {
      writer.key(name)
      value.write(to: &writer)
    }
    writer.endObject()
    return try parsed(&writer)
  }

  fileprivate mutating func makeArray(_ items: [Value]) throws(EvaluationError) -> Value {
    var writer = JSONWriter()
    writer.beginArray()
    for item in items { item.write(to: &writer) }
    writer.endArray()
    return try parsed(&writer)
  }

  private mutating func parsed(_ writer: inout JSONWriter) throws(EvaluationError) -> Value {
    let text = writer.take()
    guard text.count <= textSize else {
      throw failure(.valueTooLarge, "expected a JSON text of at most \(textSize) bytes, found \(text.count)")
    }
    steps += text.count / 1024
    do throws(JSONError) {
      return .json(try JSONDocument(parsing: text).root)
    } catch {
      throw failure(.valueTooLarge, "the JSON value cannot be made: \(error.message)")
    }
  }
}
