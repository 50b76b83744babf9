/// A decimal number of up to 40 digits.
public struct DecimalNumber: Hashable, Sendable {}
