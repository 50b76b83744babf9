import SourceText

/// The ids of the parts of a page: the same for the same flows, and such that a person can read them in an address.
struct ReportAnchors {
  private var counts: [String: Int] = [:]

  /// An id that was not given before.
  ///
  /// - Parameters:
  ///   - kind: what it begins with.
  ///   - name: what it goes on with, as far as that is letters and digits of ASCII.
  mutating func next(_ kind: String, _ name: String) -> String {
    var word: [UInt8] = []
    for byte in name.utf8.prefix(Self.lengthLimit) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      default: if let last = word.last, last != UInt8(ascii: "-") { word.append(UInt8(ascii: "-")) }
      }
    }
    while word.last == UInt8(ascii: "-") { word.removeLast() }
    let id = word.isEmpty ? kind : "\(kind)-\(String(decoding: word, as: UTF8.self))"
    let count = counts[id, default: 0] + 1
    counts[id] = count
    // Two underscores never stand in what a name gives.
    return count == 1 ? id : "\(id)__\(count)"
  }

  private static let lengthLimit = 60
}
