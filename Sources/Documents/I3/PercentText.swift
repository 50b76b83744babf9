/// Text in which bytes are written as `%` and two hexadecimal digits; a `+` is a plus sign.
enum PercentText {
  /// What is wrong with a text, and the byte at fault.
  struct Damage: Error {
    let message: String
    let offset: Int
  }

  /// The bytes that a text stands for.
  static func decode(_ text: [UInt8]) throws(Damage) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let byte = text[position]
      guard byte == UInt8(ascii: "%") else {
        output.append(byte)
        position += 1
        continue
      }
      guard position + 2 < text.count, let value = hexadecimal(text[position + 1..<position + 3]) else {
        let found = String(decoding: text[position..<min(position + 3, text.count)], as: UTF8.self)
        throw Damage(message: "expected two hexadecimal digits after ‘%’, found ‘\(found)’", offset: position)
      }
      output.append(UInt8(truncatingIfNeeded: value))
      position += 3
    }
    return output
  }

  /// Where in a valid text the decoded byte at an offset begins.
  static func offset(ofDecoded decoded: Int, in text: [UInt8]) -> Int {
    var position = 0
    var count = 0
    while position < text.count, count < decoded {
      position += text[position] == UInt8(ascii: "%") ? 3 : 1
      count += 1
    }
    return min(position, text.count)
  }
}
