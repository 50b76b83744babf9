import SourceText

/// Decodes the escapes of a JSON string.
enum JSONStringText {
  /// The text of a valid string's bytes between its quotes, and where each part of it stands.
  static func decode(_ bytes: [UInt8], _ content: ByteRange) -> DecodedText {
    var text: [UInt8] = []
    text.reserveCapacity(content.count)
    var map = SourceMap(origin: Int(content.start))
    let end = Int(content.end)
    var position = Int(content.start)
    while position < end {
      var run = position
      while run < end, bytes[run] != UInt8(ascii: "\\") { run += 1 }
      map.appendVerbatim(ByteRange(position, run))
      text.append(contentsOf: bytes[position..<run])
      guard run + 1 < end else { break }
      let (length, scalar) = escape(bytes, at: run, end: end)
      let before = text.count
      text.append(contentsOf: String(scalar).utf8)
      map.append(ByteRange(run, run + length), decodedTo: text.count - before)
      position = run + length
    }
    return DecodedText(text: String(decoding: text, as: UTF8.self), map: map)
  }

  /// A text as it stands between the quotes of a JSON string.
  static func escaped(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case _ where scalar.value < 0x20: "\\u" + hexadecimal([0, UInt8(scalar.value)])
      default: nil
      }
    }
  }

  private static func escape(_ bytes: [UInt8], at start: Int, end: Int) -> (length: Int, scalar: Unicode.Scalar) {
    switch bytes[start + 1] {
    case UInt8(ascii: "n"): return (2, "\n")
    case UInt8(ascii: "t"): return (2, "\t")
    case UInt8(ascii: "r"): return (2, "\r")
    case UInt8(ascii: "b"): return (2, "\u{8}")
    case UInt8(ascii: "f"): return (2, "\u{C}")
    case UInt8(ascii: "u"):
      guard let unit = unit(bytes, at: start, end: end) else { return (2, "\u{FFFD}") }
      if let scalar = Unicode.Scalar(unit) { return (6, scalar) }
      guard UTF16.isLeadSurrogate(UInt16(unit)), let low = self.unit(bytes, at: start + 6, end: end),
        UTF16.isTrailSurrogate(UInt16(low)),
        let scalar = Unicode.Scalar(0x10000 + ((unit & 0x3FF) << 10 | low & 0x3FF))
      else { return (6, "\u{FFFD}") }
      return (12, scalar)
    case let other: return (2, Unicode.Scalar(other))
    }
  }

  /// The UTF-16 unit of the escape `\uXXXX` at an offset.
  private static func unit(_ bytes: [UInt8], at start: Int, end: Int) -> UInt32? {
    guard start + 6 <= end, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return hexadecimalNumber(bytes[start + 2..<start + 6])
  }
}
