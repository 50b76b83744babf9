import JSON

extension FunctionCatalogue {
  static let logicalFunctions: [Function] = [.if, .isSet, .isNotSetOrEmpty, .areEqual, .not]
}

extension Function {
  static let `if` = Function(
    "If", .logical, .verified,
    """
    Gives the second argument when the condition is true, otherwise the third. Only the one that is given is evaluated, \
    so the other may be something that would fail.
    """,
    limits: ["That only one branch is evaluated is a decision: usual guards against NOT_SET need it."],
    overloads: [
      Overload(
        [
          Parameter("condition", .boolean),
          Parameter("trueValue", .item, allowsNotSet: true),
          Parameter("falseValue", .item, allowsNotSet: true),
        ], .item, .choice)
    ],
    examples: [
      "If(1 < 2, \"yes\", \"no\")": "yes",
      "5 + If(IsSet(ToInt(\"2\")), 2, 0)": "7",
      "If(true, 1, 1 / 0)": "1",
      "If(false, \"x\", NOT_SET)": "NOT_SET",
    ])

  static let isSet = Function(
    "IsSet", .logical, .verified,
    "Tells whether there is a value. An empty text is one; NOT_SET, a missing member of JSON and JSON null are none.",
    limits: ["That JSON null counts as NOT_SET is a decision."], proves: [.isSet(when: true)],
    [Parameter("value", .any, allowsNotSet: true)], .boolean,
    examples: [
      "IsSet(\"\")": "true",
      "IsSet(NOT_SET)": "false",
      "IsSet(JsonParse(\"{\\\"a\\\": {}}\").a)": "true",
      "IsSet(JsonParse(\"{}\").a)": "false",
    ]
  ) { call in .boolean(call.isSet(0)) }

  static let isNotSetOrEmpty = Function(
    "IsNotSetOrEmpty", .logical, .verified,
    "Tells whether there is no value or only an empty one: an empty text, collection or JSON array. Blanks are a value.",
    proves: [.isSet(when: false)], [Parameter("value", .any, allowsNotSet: true)], .boolean,
    examples: [
      "IsNotSetOrEmpty(\"\")": "true",
      "IsNotSetOrEmpty(\" \")": "false",
      "IsNotSetOrEmpty(NOT_SET)": "true",
      "IsNotSetOrEmpty(0)": "false",
    ]
  ) { call in .boolean(!call.isSet(0) || call[0].isEmpty) }

  static let not = Function(
    "Not", .logical, .thirdParty, "Turns a Boolean round, as the operator ! does, which is sure to exist.",
    [Parameter("value", .boolean)], .boolean, examples: ["Not(1 > 2)": "true"]
  ) { call in .boolean(!call.boolean(0)) }

  static let areEqual = Function(
    "AreEqual", .logical, .verified,
    """
    Tells whether values are equal, as == does. With a Boolean before two or more texts it says whether letter case is \
    ignored.
    """,
    limits: ["That the leading Boolean means ignoring case is a decision; it was only seen as true."],
    traits: [.compares],
    overloads: [
      Overload([Parameter("value1", .string), Parameter("value2", .string)], .boolean) { call in
        .boolean(call[0].isSame(as: call[1]))
      },
      Overload(
        [
          Parameter("ignoreCase", .boolean), Parameter("value1", .string),
          Parameter("value2", .string, isVariadic: true),
        ], .boolean
      ) { call in
        let texts = (1..<call.count).map { call.boolean(0) ? call.string($0).lowercased() : call.string($0) }
        return .boolean(texts.dropFirst().allSatisfy { $0.utf8.elementsEqual(texts[0].utf8) })
      },
      Overload([Parameter("value1", .item), Parameter("value2", .item)], .boolean) { call in
        .boolean(call[0].isSame(as: call[1]))
      },
    ],
    examples: [
      "AreEqual(\"dlg\", \"dlg\")": "true",
      "AreEqual(\"dlg\", \"DLG\")": "false",
      "AreEqual(true, \"en-US\", \"en-us\")": "true",
      "AreEqual(2, 2.0)": "true",
    ])
}

extension Value {
  /// Whether a value that is set has nothing in it.
  var isEmpty: Bool {
    switch operand {
    case .string(let text): text.isEmpty
    case .collection(let items, of: _): items.isEmpty
    case .json(let node): node.kind == .array && node.items.isEmpty
    default: false
    }
  }
}
