import SourceText

/// The anchor and the tag that may stand before a value.
enum YAMLProperties {
  /// Where a scalar begins after them.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> Int {
    var position = Int(range.start)
    let end = Int(range.end)
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
        while position < end, !isBlank(bytes[position]), !isBreak(bytes[position]) { position += 1 }
      } else if byte == UInt8(ascii: "#") {
        while position < end, !isBreak(bytes[position]) { position += 1 }
      } else if isBlank(byte) || isBreak(byte) {
        position += 1
      } else {
        break
      }
    }
    return position
  }
}
