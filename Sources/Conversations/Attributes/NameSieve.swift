/// Tells at small cost that a name cannot mean the one asked for; a conversation has hundreds of others.
///
/// It never turns away a name that ``NameLikeness`` or ``PrefixMatch`` would take: those differ in at most two letters,
/// so that nearly the same letters stand in both.
struct NameSieve {
  /// Which letters a name has, without separators and letter case, and how many.
  private struct Letters {
    /// A bit for each letter; two letters may share one, which only lets more names through.
    var present: UInt64 = 0
    var count = 0

    /// Looks at the letters from a place on; nil where not all are ASCII.
    init?(_ name: borrowing Span<UInt8>, from start: Int = 0) {
      var index = start
      while index < name.count {
        let byte = name[index]
        guard byte < 0x80 else { return nil }
        index += 1
        if isSeparator(byte) { continue }
        present |= 1 << UInt64(lowercased(byte) & 63)
        count += 1
      }
    }

    /// Whether at most two letters have to be changed, at best; none of a name too short to be misspelt.
    func areNear(_ other: Letters) -> Bool {
      let most = min(count, other.count) < shortestMisspelling ? 0 : 2
      return abs(count - other.count) <= most && (present & ~other.present).nonzeroBitCount <= most
        && (other.present & ~present).nonzeroBitCount <= most
    }
  }

  /// The name asked for.
  private let name: [UInt8]
  /// The name asked for, and what is left of it without each prefix that it has; nil where it is not ASCII.
  private let asked: [Letters]?

  /// Prepares for a name.
  init(_ name: String) {
    self.name = Array(name.utf8)
    asked = Self.variants(of: name)
  }

  /// Whether another name may mean the one asked for.
  func lets(_ name: borrowing Span<UInt8>) -> Bool {
    if isSame(name, self.name) { return false }
    guard let asked, let whole = Letters(name) else { return true }
    if asked.contains(where: { $0.areNear(whole) }) { return true }
    for prefix in Self.prefixes where begins(name, with: prefix) {
      guard let rest = Letters(name, from: prefix.count) else { continue }
      if asked.contains(where: { $0.areNear(rest) }) { return true }
    }
    return false
  }

  private static func variants(of name: String) -> [Letters]? {
    let bytes = name.utf8.span
    guard let whole = Letters(bytes) else { return nil }
    var variants = [whole]
    for prefix in prefixes where begins(bytes, with: prefix) {
      if let rest = Letters(bytes, from: prefix.count) { variants.append(rest) }
    }
    return variants
  }

  /// The prefixes in lower case.
  private static let prefixes = KeyPrefix.all.map { Array($0.text.lowercased().utf8) }
}

private func isSame(_ name: borrowing Span<UInt8>, _ other: [UInt8]) -> Bool {
  guard name.count == other.count else { return false }
  var index = 0
  while index < other.count {
    if name[index] != other[index] { return false }
    index += 1
  }
  return true
}

/// Whether a name of ASCII goes on after a prefix, in any letter case.
private func begins(_ name: borrowing Span<UInt8>, with prefix: [UInt8]) -> Bool {
  guard name.count > prefix.count else { return false }
  var index = 0
  while index < prefix.count {
    if lowercased(name[index]) != prefix[index] { return false }
    index += 1
  }
  return true
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

private func isSeparator(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20, 0x09...0x0D: true
  default: false
  }
}
