import JSON

extension ExpressionType {
  /// The name that Architect shows: `String`, `Integer Collection`; for objects their code.
  public var displayName: String {
    switch self {
    case .any: "any type"
    case .string: "String"
    case .integer: "Integer"
    case .decimal: "Decimal"
    case .boolean: "Boolean"
    case .dateTime: "DateTime"
    case .date: "Date"
    case .time: "Time"
    case .duration: "Duration"
    case .currency: "Currency"
    case .phoneNumber: "PhoneNumber"
    case .json: "JSON"
    case .audio: "Audio"
    case .prompt: "Prompt"
    case .communication: "Communication"
    case .object(let code): code
    case .collection(.any): "Collection"
    case .collection(let element): "\(element.displayName) Collection"
    }
  }
}

extension ExpressionType {
  /// What a message calls a value of the type: `an Integer`.
  var nameWithArticle: String {
    let name = displayName
    return (name.first.map { "AEIOU".contains($0) } == true ? "an " : "a ") + name
  }
}

extension Value {
  /// What a message calls the value's type: `an Integer`; never the value itself, which may be private.
  var typeName: String {
    if !isSet { return "NOT_SET" }
    if case .json(let node) = self {
      switch node.kind {
      case .object: return "a JSON object"
      case .array: return "a JSON array"
      default: break
      }
    }
    return type.nameWithArticle
  }
}
