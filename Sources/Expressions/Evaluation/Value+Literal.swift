extension Value {
  /// The value as the language writes it: texts in quotes, a Decimal with its point; nil where no literal stands for it.
  public var literal: String? {
    switch self {
    case .notSet: return "NOT_SET"
    case .string(let text): return StringLiteral.quoted(text)
    case .integer(let number): return String(number)
    case .boolean(let flag): return flag ? "true" : "false"
    case .decimal(let number):
      let text = number.description
      return text.utf8.contains(UInt8(ascii: ".")) ? text : text + ".0"
    default: return nil
    }
  }
}
