/// A key of a terminal.
enum Key: Hashable {
  case scalar(Unicode.Scalar)
  /// With the control key held, by the letter in lower case.
  case control(Unicode.Scalar)
  case enter, tab, backspace, delete
  case left, right, up, down, home, end
  case wordLeft, wordRight, deleteWordRight
  /// A sequence that means nothing here.
  case unknown
}

/// Makes keys of the bytes that a terminal sends.
struct KeyReader {
  /// The next byte; nil at the end of input.
  let next: () -> UInt8?

  /// The next key; nil at the end of input.
  func key() -> Key? {
    guard let byte = next() else { return nil }
    switch byte {
    case 0x0A, 0x0D: return .enter
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case 0x1B: return escape()
    case 0x01...0x1A: return .control(Unicode.Scalar(byte + 0x60))
    case 0x00...0x1F: return .unknown
    default: return scalar(beginning: byte)
    }
  }

  private func scalar(beginning byte: UInt8) -> Key? {
    var bytes = [byte]
    let count = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    while bytes.count < count {
      guard let byte = next() else { return nil }
      bytes.append(byte)
    }
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, scalar != "\u{FFFD}",
      scalar.value < 0x7F || scalar.value > 0x9F
    else { return .unknown }
    return .scalar(scalar)
  }

  /// What stands after an escape: `[` or `O` and parameters, or a letter with the Alt key held.
  private func escape() -> Key? {
    guard let byte = next() else { return nil }
    switch byte {
    case UInt8(ascii: "b"): return .wordLeft
    case UInt8(ascii: "f"): return .wordRight
    case UInt8(ascii: "d"): return .deleteWordRight
    case UInt8(ascii: "["), UInt8(ascii: "O"): break
    default: return .unknown
    }
    var parameters: [UInt8] = []
    while let byte = next() {
      // Parameters stand in 0x30...0x3F; the first other byte ends the sequence.
      if 0x20...0x3F ~= byte {
        // Nothing that a key sends is longer.
        if parameters.count < 16 { parameters.append(byte) }
        continue
      }
      return Self.key(ending: byte, parameters)
    }
    return nil
  }

  private static func key(ending byte: UInt8, _ parameters: [UInt8]) -> Key {
    // `1;5C` is an arrow with the control key, `1;3C` one with Alt.
    let isModified = parameters.contains(UInt8(ascii: ";"))
    switch byte {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return isModified ? .wordRight : .right
    case UInt8(ascii: "D"): return isModified ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "~"):
      switch parameters.first {
      case UInt8(ascii: "1"), UInt8(ascii: "7"): return .home
      case UInt8(ascii: "4"), UInt8(ascii: "8"): return .end
      case UInt8(ascii: "3"): return .delete
      default: return .unknown
      }
    default: return .unknown
    }
  }
}
