public import JSON

/// A value of the Architect language.
public enum Value: Sendable {
  /// No value; every type has it, except collections.
  case notSet
  case string(String)
  case integer(Int64)
  case decimal(DecimalNumber)
  case boolean(Bool)
  case json(JSONNode)
  case collection([Value], of: ExpressionType)
  case dateTime(DateTime)
  case date(CalendarDate)
  case time(ClockTime)
  case duration(TimeSpan)
  case currency(Money)
  case phoneNumber(PhoneNumber)
  case object(GenesysObject)
  case playback(Playback)
  /// Not known; it stands for any value, NOT_SET too. It is never inside of another one.
  indirect case unknown(Unknown)

  /// The largest Integer; the smallest is its negative.
  public static let maximumInteger: Int64 = 999_999_999_999_999
  /// How many items a collection has at most.
  public static let maximumItems = 2000

  /// The type of the value as it is: of a string, number or Boolean found in JSON that of the scalar, of objects, arrays
  /// and null JSON. That of NOT_SET, and of what is not known itself, is not known.
  public var type: ExpressionType {
    switch self {
    case .notSet, .unknown: .any
    case .string: .string
    case .integer: .integer
    case .decimal: .decimal
    case .boolean: .boolean
    case .json(let node): Self.type(of: node)
    case .collection(_, of: let element): .collection(element)
    case .dateTime: .dateTime
    case .date: .date
    case .time: .time
    case .duration: .duration
    case .currency: .currency
    case .phoneNumber: .phoneNumber
    case .object(let object): .object(object.typeCode)
    case .playback(let playback): playback.type
    }
  }

  /// Whether there is a value that is known; JSON null counts as none.
  public var isSet: Bool {
    switch self {
    case .notSet, .unknown: false
    case .json(let node): node.kind != .null
    default: true
    }
  }
}

extension Value {
  /// The text that `ToString` gives; nil for NOT_SET and for what is not known.
  ///
  /// Decimals stand in full, Booleans are `true` and `false`, JSON strings have no quotes, other JSON is written without
  /// blanks, the items of a collection are separated by commas.
  public var text: String? {
    switch self {
    case .notSet, .unknown: nil
    case .string(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .boolean(let flag): flag ? "true" : "false"
    case .json(let node): node.kind == .null ? nil : node.string ?? Self.compactText(of: node)
    case .collection(let items, of: _): Self.joined(items, separator: ",")
    case .dateTime(let moment): moment.description
    case .date(let date): date.description
    case .time(let time): time.description
    case .duration(let span): span.description
    case .currency(let money): money.description
    case .phoneNumber(let number): number.description
    case .object(let object): object.text
    case .playback(let playback): playback.description
    }
  }

  /// The texts of items with a separator between them; an item that is NOT_SET has none.
  static func joined(_ items: [Value], separator: String) -> String {
    items.map { $0.text ?? "" }.joined(separator: separator)
  }

  private static func compactText(of node: JSONNode) -> String {
    var writer = JSONWriter()
    writer.node(node)
    return writer.text
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
