/// Tells at small cost that a name cannot mean the one asked for; a conversation has hundreds of others.
///
/// It never turns away a name that ``NameLikeness`` or ``PrefixMatch`` would take: those differ in at most two letters,
/// so that nearly the same letters stand in both.
struct NameSieve {
  /// How often each letter of a name occurs, without separators and letter case.
  private struct Letters {
    var counts = InlineArray<128, Int16>(repeating: 0)
    var total = 0

    /// Counts the letters; nil where not all are ASCII.
    init?(_ name: some Sequence<UInt8>) {
      for byte in name {
        guard byte < 0x80 else { return nil }
        if isSeparator(byte) { continue }
        counts[Int(lowercased(byte))] += 1
        total += 1
      }
    }

    /// Whether at most two letters have to be changed, at best.
    func areNear(_ other: Letters) -> Bool {
      guard abs(total - other.total) <= 2 else { return false }
      var missing = 0
      var spare = 0
      for index in 0..<128 {
        let difference = Int(counts[index] &- other.counts[index])
        if difference > 0 { missing += difference } else { spare -= difference }
      }
      return max(missing, spare) <= 2
    }
  }

  /// The name asked for, and what is left of it without each prefix that it has; nil where it is not ASCII.
  private let asked: [Letters]?

  /// Prepares for a name.
  init(_ name: String) {
    asked = Self.variants(of: name)
  }

  /// Whether a name may mean the one asked for.
  func lets(_ name: String) -> Bool {
    guard let asked, let found = Self.variants(of: name) else { return true }
    for left in asked {
      for right in found where left.areNear(right) { return true }
    }
    return false
  }

  private static func variants(of name: String) -> [Letters]? {
    // Longer names are compared in full; no counter can overflow on the others.
    guard name.utf8.count < 10_000, let whole = Letters(name.utf8) else { return nil }
    var variants = [whole]
    for prefix in KeyPrefix.all where prefix.begins(name) {
      if let rest = Letters(name.utf8.dropFirst(prefix.text.utf8.count)) { variants.append(rest) }
    }
    return variants
  }
}

extension KeyPrefix {
  /// Whether a name of ASCII begins with the prefix, in any letter case.
  fileprivate func begins(_ name: String) -> Bool {
    guard name.utf8.count > text.utf8.count else { return false }
    return zip(text.utf8, name.utf8).allSatisfy { lowercased($0) == lowercased($1) }
  }
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
