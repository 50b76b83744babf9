import SourceText

/// What is wrong with an export, and where.
struct I3Damage {
  var message: String
  var offset: Int
}

/// Takes the two encodings off an export.
struct I3Decoder {
  private let bytes: [UInt8]
  private(set) var damage: I3Damage?
  private var text: [UInt8] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The JSON; nil where there is none. With damage it is what stands before it.
  mutating func decode() -> [UInt8]? {
    text = base64()
    let json = percentDecoded()
    return json.isEmpty ? nil : json
  }

  private mutating func base64() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 4 * 3)
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for (offset, byte) in bytes.enumerated() where !isSpace(byte) {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0 else {
        fail("the base64 text goes on after its end ‘=’", at: offset)
        return result
      }
      guard let value = Self.value(of: byte) else {
        fail("a character that cannot stand in base64", at: offset)
        return result
      }
      group = group << 6 | UInt32(value)
      count += 1
      guard count == 4 else { continue }
      result.append(UInt8(truncatingIfNeeded: group >> 16))
      result.append(UInt8(truncatingIfNeeded: group >> 8))
      result.append(UInt8(truncatingIfNeeded: group))
      (group, count) = (0, 0)
    }
    if count == 2 { result.append(UInt8(truncatingIfNeeded: group >> 4)) }
    if count == 3 {
      result.append(UInt8(truncatingIfNeeded: group >> 10))
      result.append(UInt8(truncatingIfNeeded: group >> 2))
    }
    if count == 1 || (count > 0 ? padding != 4 - count : padding > 0) {
      fail("the base64 text is cut off", at: bytes.count)
    }
    return result
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  private mutating func percentDecoded() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "%") {
        guard position + 2 < text.count, let value = hexadecimalNumber(text[position + 1..<position + 3]) else {
          fail("a percent sign without two hexadecimal digits", at: offset(ofText: position))
          return result
        }
        result.append(UInt8(truncatingIfNeeded: value))
        position += 3
      } else if Self.isUnescaped(byte) {
        result.append(byte)
        position += 1
      } else {
        fail("a byte that percent-encoding never leaves as it is", at: offset(ofText: position))
        return result
      }
    }
    return result
  }

  /// Whether a byte is one of those that encoding a URI component leaves.
  private static func isUnescaped(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_.!~*'()".utf8.contains(byte)
    }
  }

  /// Notes the first damage.
  private mutating func fail(_ message: String, at offset: Int) {
    if damage == nil { damage = I3Damage(message: message, offset: offset) }
  }

  // MARK: Places

  /// The place in the file of a byte of the JSON.
  func offset(ofJSON target: Int) -> Int {
    var position = 0
    for _ in 0..<target where position < text.count {
      position += text[position] == UInt8(ascii: "%") ? 3 : 1
    }
    return offset(ofText: position)
  }

  /// The place in the file of a byte of the percent-encoded text.
  private func offset(ofText target: Int) -> Int {
    var left = target * 4 / 3
    for (offset, byte) in bytes.enumerated() where !isSpace(byte) {
      if left == 0 { return offset }
      left -= 1
    }
    return bytes.count
  }
}
