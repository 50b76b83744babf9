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

  /// The code that flow configurations use, such as `str` or `int_coll`.
  public var code: String {
    switch self {
    case .any: "any"
    case .string: "str"
    case .integer: "int"
    case .decimal: "dec"
    case .boolean: "bln"
    case .dateTime: "dtm"
    case .date: "dat"
    case .time: "tim"
    case .duration: "dur"
    case .currency: "cur"
    case .phoneNumber: "phn"
    case .json: "jsn"
    case .audio: "aud"
    case .prompt: "pmt"
    case .communication: "com"
    case .object(let code): code
    case .collection(let element): element.code + "_coll"
    }
  }
}
