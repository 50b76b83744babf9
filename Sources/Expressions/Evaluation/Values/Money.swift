/// An amount of a currency: the Currency of the language.
public struct Money: Hashable, Sendable {
  /// The amount.
  public let amount: DecimalNumber
  /// The code of ISO 4217, in capital letters.
  public let code: String

  /// Creates an amount; nil where the code is none of ISO 4217, in any letter case.
  public init?(_ amount: DecimalNumber, code: String) {
    let code = code.uppercased()
    guard CurrencyCodes.all.contains(code) else { return nil }
    self.amount = amount
    self.code = code
  }
}

extension Money: CustomStringConvertible {
  /// Amount and code: `5.25 USD`.
  public var description: String { "\(amount) \(code)" }
}
