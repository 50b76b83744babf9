extension ExpressionType {
  /// The type that a code of a flow configuration stands for, such as `str` or `int_coll`; an unknown code is an object.
  public init(code: String) {
    if code.hasSuffix("_coll") {
      self = .collection(ExpressionType(code: String(code.dropLast("_coll".count))))
      return
    }
    self = Self.scalars.first { $0.code == code } ?? .object(code)
  }

  /// The types with a case of their own, without collections.
  static let scalars: [ExpressionType] = [
    .any, .string, .integer, .decimal, .boolean, .dateTime, .date, .time, .duration, .currency, .phoneNumber, .json,
    .audio, .prompt, .communication,
  ]

  /// Whether the type is a number.
  var isNumber: Bool { self == .integer || self == .decimal }
}

extension ExpressionType {
  /// The type that a key of Archy's variable declarations stands for, such as `stringVariable` or
  /// `integerCollectionVariable`; `any` where the key is not known.
  public init(declarationKey key: String) {
    guard key.hasSuffix("Variable") else {
      self = .any
      return
    }
    let name = String(key.dropLast("Variable".count))
    if name.hasSuffix("Collection"), name != "Collection" {
      let element = ExpressionType(declarationKey: String(name.dropLast("Collection".count)) + "Variable")
      self = .collection(element)
      return
    }
    self = Self.byDeclaration[name] ?? .any
  }

  private static let byDeclaration: [String: ExpressionType] = [
    "string": .string, "integer": .integer, "decimal": .decimal, "boolean": .boolean, "dateTime": .dateTime,
    "date": .date, "time": .time, "duration": .duration, "currency": .currency, "phoneNumber": .phoneNumber,
    "json": .json, "audio": .audio, "prompt": .prompt, "communication": .communication,
    "queue": .object("que"), "user": .object("usr"), "externalContact": .object("cpx_external_contact"),
    "agentScorePair": .object("cpx_agent_score_pair"), "skill": .object("skl"), "timeslot": .object("tsl"),
    "scheduleGroup": .object("sqg"), "wrapupCode": .object("wrc"),
  ]
}
