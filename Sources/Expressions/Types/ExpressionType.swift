/// A type of the Architect language.
public indirect enum ExpressionType: Hashable, Sendable {
  /// Not known; fits everywhere.
  case any
  case string
  case integer
  case decimal
  case boolean
  case dateTime
  case date
  case time
  case duration
  case currency
  case phoneNumber
  case json
  case audio
  case prompt
  case communication
  /// A type of Genesys objects, by its code: `que`, `usr`, `cpx_email`, ….
  case object(String)
  case collection(ExpressionType)

  /// The types with a case of their own, without collections; their codes, and the names that Architect shows.
  private static let table: [(type: ExpressionType, code: String, name: String)] = [
    (.any, "any", "any type"), (.string, "str", "String"), (.integer, "int", "Integer"), (.decimal, "dec", "Decimal"),
    (.boolean, "bln", "Boolean"), (.dateTime, "dtm", "DateTime"), (.date, "dat", "Date"), (.time, "tim", "Time"),
    (.duration, "dur", "Duration"), (.currency, "cur", "Currency"), (.phoneNumber, "phn", "PhoneNumber"),
    (.json, "jsn", "JSON"), (.audio, "aud", "Audio"), (.prompt, "pmt", "Prompt"),
    (.communication, "com", "Communication"),
  ]

  /// The types with a case of their own, without collections.
  static let scalars = table.map(\.type)

  /// The code that flow configurations use, such as `str` or `int_coll`.
  public var code: String {
    switch self {
    case .object(let code): code
    case .collection(let element): element.code + "_coll"
    default: Self.table.first { $0.type == self }?.code ?? ""
    }
  }

  /// The name that Architect shows: `String`, `Integer Collection`; for objects their code.
  public var displayName: String {
    switch self {
    case .object(let code): code
    case .collection(.any): "Collection"
    case .collection(let element): "\(element.displayName) Collection"
    default: Self.table.first { $0.type == self }?.name ?? ""
    }
  }

  /// What a message calls a value of the type: `an Integer`.
  package var nameWithArticle: String {
    let name = displayName
    return (name.first.map { "AEIOU".contains($0) } == true ? "an " : "a ") + name
  }
}
