extension Value {
  /// The value of a built-in property, by its name in any letter case; nil where there is none.
  func property(_ name: String) -> Value? {
    let properties = properties
    if let property = properties.first(where: { $0.name == name }) { return property.value }
    let name = name.lowercased()
    return properties.first { $0.name.lowercased() == name }?.value
  }

  /// The names of the built-in properties.
  var propertyNames: [String] { properties.map(\.name) }

  private var properties: [(name: String, value: Value)] {
    switch self {
    case .phoneNumber(let number):
      [
        ("e164", number.e164.isEmpty ? .notSet : .string(number.e164)),
        ("dialingCode", number.callingCode.isEmpty ? .notSet : .string(number.callingCode)),
        ("subscriberNumber", number.subscriberNumber.isEmpty ? .notSet : .string(number.subscriberNumber)),
        ("isTel", .boolean(number.scheme == .tel)),
        ("isSip", .boolean(number.scheme == .sip)),
      ]
    case .currency(let money):
      [("amount", .decimal(money.amount)), ("currencyCode", .string(money.code))]
    case .object(let object):
      object.properties
    default: []
    }
  }
}
