/// How many Unicode scalars stand before a byte of a text, without counting them all each time: a text may be one line of
/// many megabytes.
struct ScalarIndex: Sendable {
  /// The bytes between two counts.
  private static let step = 1024

  /// Whether each byte is a scalar, so that nothing need be counted.
  private let isASCII: Bool
  /// The scalars before every `step` bytes.
  private let scalars: [UInt32]
  /// The scalars beyond the basic plane before every `step` bytes, which are two units in UTF-16.
  private let astral: [UInt32]

  init(_ bytes: [UInt8]) {
    let isASCII = bytes.withUnsafeBufferPointer(areASCII)
    self.isASCII = isASCII
    var scalars: [UInt32] = [0]
    var astral: [UInt32] = [0]
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var (scalarCount, astralCount) = (UInt32(0), UInt32(0))
      while !isASCII, start + Self.step <= bytes.count {
        for byte in UnsafeBufferPointer(rebasing: bytes[start..<start + Self.step]) {
          scalarCount &+= byte & 0xC0 != 0x80 ? 1 : 0
          astralCount &+= byte >= 0xF0 ? 1 : 0
        }
        start += Self.step
        scalars.append(scalarCount)
        astral.append(astralCount)
      }
    }
    self.scalars = scalars
    self.astral = astral
  }

  /// The scalars that begin before an offset of the same text.
  func scalars(before offset: Int, in bytes: [UInt8]) -> Int {
    if isASCII { return offset }
    let block = min(offset / Self.step, scalars.count - 1)
    return Int(scalars[block]) + bytes[block * Self.step..<offset].count { !isContinuation($0) }
  }

  /// The scalars between two offsets; nearly always both are in one line, which is short.
  func scalars(from start: Int, to end: Int, in bytes: [UInt8]) -> Int {
    if isASCII { return end - start }
    guard end - start > Self.step else { return bytes[start..<end].count { !isContinuation($0) } }
    return scalars(before: end, in: bytes) - scalars(before: start, in: bytes)
  }

  /// The UTF-16 units between two offsets, likewise.
  func units(from start: Int, to end: Int, in bytes: [UInt8]) -> Int {
    if isASCII { return end - start }
    guard end - start > Self.step else {
      return scalars(from: start, to: end, in: bytes) + bytes[start..<end].count { $0 >= 0xF0 }
    }
    return units(before: end, in: bytes) - units(before: start, in: bytes)
  }

  /// The UTF-16 units that the text before an offset has.
  func units(before offset: Int, in bytes: [UInt8]) -> Int {
    if isASCII { return offset }
    let block = min(offset / Self.step, astral.count - 1)
    return scalars(before: offset, in: bytes) + Int(astral[block])
      + bytes[block * Self.step..<offset].count { $0 >= 0xF0 }
  }
}
