import JSON

extension FunctionCatalogue {
  static let collectionFunctions: [Function] = [
    .makeList, .makeEmptyList, .count, .isEmpty, .getAt, .addItem, .addItemAt, .removeDups, .removeItem, .removeItemAt,
    .replaceItem, .replaceItemFirst, .replaceItemAt, .find, .findFirst, .makeListAgentScorePair,
  ]
}

extension Function {
  static let makeList = Function(
    "MakeList", .collection, .verified, "Makes a collection of its arguments, which must have one type.",
    limits: ["At most 2,000 items."], traits: [.givesItems, .lists],
    advice: "a collection without items is made by MakeEmptyList",
    [Parameter("item1", .item), Parameter("itemN", .item, isOptional: true, isVariadic: true)], .items,
    examples: [
      "MakeList(1, 2, 3)[2]": "3",
      #"ToString(MakeList("a", "b"), "-")"#: "a-b",
      "MakeList(1, 2.5)[0] / 4": "0.25",
    ]
  ) { call throws(EvaluationError) in try call.result(call.arguments, of: call.itemType) }

  static let makeEmptyList = Function(
    "MakeEmptyList", .collection, .verified,
    "Makes a collection without items. The argument only says of which type they would be.",
    [Parameter(example: "typeExample")], .items,
    examples: ["Count(MakeEmptyList(ToString(NOT_SET)))": "0", #"AddItem(MakeEmptyList(""), "a")[0]"#: "a"]
  ) { call in .collection([], of: call.itemType) }

  static let count = Function(
    "Count", .collection, .verified, "Gives the number of items of a collection or JSON array.",
    proves: [.size],
    overloads: [
      Overload([Parameter("collection", .anyCollection)], .integer) { call in .integer(Int64(call.items(0).count)) },
      Overload([Parameter("json", .json)], .integer) { call throws(EvaluationError) in
        .integer(Int64(try call.array(0).items.count))
      },
    ],
    examples: ["Count(MakeList(1, 1))": "2", #"Count(JsonParse("[10, 20, 30]"))"#: "3"])

  static let isEmpty = Function(
    "IsEmpty", .collection, .thirdParty, "Tells whether a collection, JSON array or text has nothing in it.",
    proves: [.isSet(when: true), .isSet(when: false), .text, .size],
    overloads: [
      Overload([Parameter("collection", .anyCollection)], .boolean) { call in .boolean(call[0].isEmpty) },
      Overload([Parameter("value", .string)], .boolean) { call in .boolean(call[0].isEmpty) },
      Overload([Parameter("json", .json)], .boolean) { call in .boolean(call[0].isEmpty) },
    ],
    examples: [#"IsEmpty("")"#: "true", "IsEmpty(MakeList(1))": "false"])

  static let getAt = Function(
    "GetAt", .collection, .verified, "Gives the item at a place, counted from 0. Does what [ ] does.",
    limits: ["A place without an item is an error."], traits: [.takesItem],
    overloads: [
      Overload([Parameter("collection", .items), Parameter("index", .integer)], .item) { call throws(EvaluationError) in
        call.items(0)[try call.place(1, in: call.items(0).count)]
      },
      Overload([Parameter("json", .json), Parameter("index", .integer)], .json) { call throws(EvaluationError) in
        let array = try call.array(0)
        return array[try call.place(1, in: array.items.count)].map { .json($0) } ?? .notSet
      },
    ],
    examples: [#"GetAt(Split("2024-03-01", "-"), 0)"#: "2024"])

  static let findFirst = Function(
    "FindFirst", .collection, .verified, "Gives the place of the first item that is equal to a value, from 0, or -1.",
    proves: [.place], [Parameter("collection", .items), Parameter("value", .item)], .integer,
    examples: [#"FindFirst(MakeList("BUSY", "IDLE"), "IDLE")"#: "1", "FindFirst(MakeList(1, 2), 3)": "-1"]
  ) { call in .integer(Int64(call.items(0).firstIndex { $0.isSame(as: call[1]) } ?? -1)) }

  static let find = Function(
    "Find", .collection, .used, "Gives the places of all items that are equal to a value, from 0, as a collection.",
    limits: ["That the result holds places is a decision."],
    [Parameter("collection", .items), Parameter("value", .item)], .exactly(.collection(.integer)),
    examples: ["ToString(Find(MakeList(5, 7, 5), 5))": "0,2", "Count(Find(MakeList(5), 1))": "0"]
  ) { call throws(EvaluationError) in
    let items = call.items(0)
    let places = items.indices.filter { items[$0].isSame(as: call[1]) }
    return try call.result(places.map { .integer(Int64($0)) }, of: .integer)
  }

  static let makeListAgentScorePair = Function(
    "MakeListAgentScorePair", .collection, .verified,
    "Pairs users with scores, for routing to preferred agents. Both collections must have the same number of items.",
    [Parameter("users", .exactly(.collection(.object("usr")))), Parameter("scores", .exactly(.collection(.integer)))],
    .exactly(.collection(.object("cpx_agent_score_pair"))),
    examples: [#"Count(MakeListAgentScorePair(MakeEmptyList(FindUserById("x")), MakeEmptyList(1)))"#: "0"]
  ) { call throws(EvaluationError) in
    let (users, scores) = (call.items(0), call.items(1))
    guard users.count == scores.count else {
      throw call.failure(.invalidValue, "expected \(users.count) scores, found \(scores.count)", argument: 1)
    }
    let code = "cpx_agent_score_pair"
    let pairs: [Value] = zip(users, scores).map { user, score in
      let text = "\(user.text ?? ""): \(score.text ?? "")"
      return .object(GenesysObject(typeCode: code, text: text, properties: [("agent", user), ("score", score)]))
    }
    return try call.result(pairs, of: .object(code))
  }
}

extension FunctionCall {
  /// A place among some items, counted from 0.
  func place(_ index: Int, in count: Int) throws(EvaluationError) -> Int {
    let place = integer(index)
    guard place >= 0, place < count else { throw EvaluationError.outOfRange(place, count: count, at: range) }
    return Int(place)
  }

  /// An argument that is a JSON array.
  func array(_ index: Int) throws(EvaluationError) -> JSONNode {
    guard case .json(let node) = self[index], node.kind == .array else {
      throw failure(.invalidArgument, "expected a JSON array, found \(self[index].typeName)", argument: index)
    }
    return node
  }

  /// An argument that is a JSON object.
  func object(_ index: Int) throws(EvaluationError) -> JSONNode {
    guard case .json(let node) = self[index], node.kind == .object else {
      throw failure(.invalidArgument, "expected a JSON object, found \(self[index].typeName)", argument: index)
    }
    return node
  }
}
