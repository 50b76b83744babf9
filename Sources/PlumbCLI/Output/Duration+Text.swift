extension Duration {
  /// Milliseconds with one digit behind the point.
  var milliseconds: String {
    let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Seconds with six digits behind the point.
  var seconds: String {
    let digits = String(components.attoseconds / 1_000_000_000_000)
    return "\(components.seconds).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }
}
