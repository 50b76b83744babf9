/// How many columns of a terminal a text takes.
public enum DisplayWidth {
  /// The columns of a scalar: 0, 1 or 2.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if contains(scalar.value, in: DisplayWidthTable.zero) { return 0 }
    return contains(scalar.value, in: DisplayWidthTable.wide) ? 2 : 1
  }

  /// The columns of a text that holds no control characters.
  public static func columns(of text: some StringProtocol) -> Int {
    var columns = 0
    for scalar in text.unicodeScalars { columns += self.columns(of: scalar) }
    return columns
  }

  private static func contains(_ value: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
    let place = ranges.partitioningIndex { $0.upperBound >= value }
    return place < ranges.count && ranges[place].contains(value)
  }
}
