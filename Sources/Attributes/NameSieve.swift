/// Tells at small cost that a name cannot mean the one asked for; a conversation has hundreds of others.
///
/// It never turns away a name that ``NameDifference`` would take: without separators and letter case such names end
/// alike, or differ in at most two letters, so that nearly the same letters stand in both.
package struct NameSieve {
  /// The letters of the name asked for; nil where not all are ASCII.
  private let asked: Letters?

  /// The letters of a name in lower case, without separators.
  private struct Letters {
    var bytes: [UInt8] = []
    /// A bit for each letter; two letters may share one, which only lets more names through.
    var present: UInt64 = 0

    /// Takes the letters of a name; nil where not all are ASCII.
    init?(_ name: borrowing Span<UInt8>) {
      bytes.reserveCapacity(name.count)
      for index in name.indices {
        switch name[index] {
        case 0x80...: return nil
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20, 0x09...0x0D: continue
        case let byte:
          let letter = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
          bytes.append(letter)
          present |= 1 << UInt64(letter & 63)
        }
      }
    }
  }

  /// How many letters a name must have for another to be a misspelling of it.
  static let shortestMisspelling = 5

  /// Prepares for a name.
  package init(_ name: String) {
    asked = Letters(name.utf8.span)
  }

  /// Whether another name may mean the one asked for.
  package func admits(_ name: borrowing Span<UInt8>) -> Bool {
    guard let asked, let found = Letters(name) else { return true }
    let (short, long) = asked.bytes.count < found.bytes.count ? (asked, found) : (found, asked)
    if long.bytes.suffix(short.bytes.count).elementsEqual(short.bytes) { return true }
    return short.bytes.count >= Self.shortestMisspelling && long.bytes.count <= short.bytes.count + 2
      && (short.present & ~long.present).nonzeroBitCount <= 2 && (long.present & ~short.present).nonzeroBitCount <= 2
  }
}
