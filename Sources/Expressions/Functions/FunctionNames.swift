import SourceText

/// The places of functions by their names.
///
/// Each rule asks for the function of each call, so that a look at it counts: it takes the bytes as they stand in the text,
/// and makes no string of them.
struct FunctionNames: Sendable {
  /// The names in lower case, one behind the other, and where each ends.
  private var bytes: [UInt8] = []
  private var names: [(end: Int, place: Int)] = []
  /// The numbers of names by their hashes; -1 for none. At most a quarter is taken.
  private var slots: [Int32]

  /// Has room for a number of names.
  init(capacity: Int) {
    var size = 1
    while size < capacity * 4 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    names.reserveCapacity(capacity)
    bytes.reserveCapacity(capacity * 16)
  }

  /// Adds a name, in any letter case; one that is here already gets the place.
  mutating func add(_ name: String, at place: Int) {
    var name = name.lowercased()
    name.withUTF8 { name in
      let slot = slot(of: name)
      if slots[slot] >= 0 { return names[Int(slots[slot])].place = place }
      slots[slot] = Int32(truncatingIfNeeded: names.count)
      bytes += name
      names.append((bytes.count, place))
    }
  }

  /// The place of a function by its name in any letter case.
  subscript(_ name: String) -> Int? {
    var name = name.isASCII ? name : name.lowercased()
    return name.withUTF8 { self[$0] }
  }

  /// The place of a function by its name in any letter case of ASCII, and otherwise in lower case.
  subscript(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    let slot = slots[slot(of: name)]
    return slot < 0 ? nil : names[Int(slot)].place
  }

  /// Where the number of a name stands, or would.
  private func slot(of name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811c_9dc5
    for byte in name { hash = (hash ^ UInt32(Characters.lowercased(byte))) &* 0x0100_0193 }
    var slot = Int(hash ^ hash >> 15) & (slots.count - 1)
    while slots[slot] >= 0, !isName(Int(slots[slot]), name) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func isName(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : names[number - 1].end
    guard names[number].end - start == name.count else { return false }
    for offset in 0..<name.count where bytes[start + offset] != Characters.lowercased(name[offset]) { return false }
    return true
  }
}
