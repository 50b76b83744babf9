import SourceText

extension TypedTree {
  /// Turns byte offsets of the expression into positions as Genesys counts them: UTF-16 units from 1.
  public struct Positions: Sendable {
    /// For each byte beyond plain ASCII texts, the units before it; nil where bytes and units are the same.
    private let units: [UInt32]?

    init(_ text: [UInt8]) {
      guard text.contains(where: { $0 >= 0x80 }) else {
        units = nil
        return
      }
      var units: [UInt32] = []
      units.reserveCapacity(text.count + 1)
      var count: UInt32 = 0
      for byte in text {
        units.append(count)
        if !isContinuation(byte) { count += byte >= 0xF0 ? 2 : 1 }
      }
      units.append(count)
      self.units = units
    }

    /// The position of the character that begins at a byte.
    public subscript(_ offset: UInt32) -> Int {
      guard let units else { return Int(offset) + 1 }
      return Int(units[min(Int(offset), units.count - 1)]) + 1
    }
  }

  /// The positions of this tree's nodes, by their ``TypedNode/anchor``.
  public var positions: Positions { Positions(syntax.text) }
}
