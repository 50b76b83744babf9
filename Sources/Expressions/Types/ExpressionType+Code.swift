import SourceText

extension ExpressionType {
  /// The type that a code of a flow configuration stands for, such as `str` or `int_coll`; an unknown code is an object.
  public init(code: String) {
    // The code comes from a file: without a limit its suffixes could nest without end.
    guard code.utf8.count <= Self.codeLimit else {
      self = .any
      return
    }
    if code.hasSuffix("_coll") {
      self = .collection(ExpressionType(code: String(code.dropLast("_coll".count))))
      return
    }
    self = Self.scalars.first { $0.code == code } ?? .object(code)
  }

  /// How many bytes a code may have; Genesys' longest have about 50.
  private static let codeLimit = 200

  /// The type that a code stands for, as far as it can be one: a known code, or one that is built like Genesys' own.
  ///
  /// Codes of objects are three small letters, or begin with `cpx_` or `jsn__`. New ones may come up at any time.
  public init?(checkedCode code: String) {
    var element = code[...]
    while element.hasSuffix("_coll") { element = element.dropLast("_coll".count) }
    let isScalar = Self.scalars.contains { $0.code == element }
    let isShort = element.utf8.count == 3 && element.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
    let isLong = element.hasPrefix("cpx_") || element.hasPrefix("jsn__")
    guard isScalar || isShort || isLong, code.utf8.count <= Self.codeLimit else { return nil }
    self.init(code: code)
  }

  /// The codes that a word may have meant: a misspelt code, or the name of a type.
  public static func codes(near word: String) -> [String] {
    let lower = word.lowercased()
    let named = scalars.filter {
      let name = $0.displayName.lowercased()
      return name == lower || (lower.count >= 3 && name.hasPrefix(lower))
    }
    return named.isEmpty ? nearestNames(to: word, among: scalars.map(\.code)) : named.map(\.code)
  }

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
    let scalar = Self.scalars.first { $0.displayName.lowercased() == name.lowercased() }
    self = scalar ?? Self.objects[name].map { .object($0) } ?? .any
  }

  /// The codes of objects by the words of their declarations.
  private static let objects = [
    "queue": "que", "user": "usr", "externalContact": "cpx_external_contact",
    "agentScorePair": "cpx_agent_score_pair", "skill": "skl", "timeslot": "tsl", "scheduleGroup": "sqg",
    "wrapupCode": "wrc",
  ]
}
