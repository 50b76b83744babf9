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

    /// Looks at the letters; nil where not all are ASCII.
    init?(_ name: some Sequence<UInt8>) {
      for byte in name {
        guard byte < 0x80 else { return nil }
        if isSeparator(byte) { continue }
        present |= 1 << UInt64(lowercased(byte) & 63)
        count += 1
      }
    }

    /// Whether at most two letters have to be changed, at best.
    func areNear(_ other: Letters) -> Bool {
      abs(count - other.count) <= 2 && (present & ~other.present).nonzeroBitCount <= 2
        && (other.present & ~present).nonzeroBitCount <= 2
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
    guard let asked, let whole = Letters(name.utf8) else { return true }
    if asked.contains(where: { $0.areNear(whole) }) { return true }
    for prefix in KeyPrefix.all where prefix.begins(name) {
      guard let rest = Letters(name.utf8.dropFirst(prefix.text.utf8.count)) else { continue }
      if asked.contains(where: { $0.areNear(rest) }) { return true }
    }
    return false
  }

  private static func variants(of name: String) -> [Letters]? {
    guard let whole = Letters(name.utf8) else { return nil }
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
    guard name.utf8.count > text.utf8.count, let first = name.utf8.first, lowercased(first) == text.utf8.first else {
      return false
    }
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
