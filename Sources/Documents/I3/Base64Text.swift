import SourceText

/// Base64 in the standard alphabet, with white space anywhere.
enum Base64Text {
  /// What is wrong with a text, and the byte at fault.
  struct Damage: Error {
    let message: String
    let offset: Int
  }

  /// The bytes that a text stands for.
  static func decode(_ text: [UInt8]) throws(Damage) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for (offset, byte) in text.enumerated() {
      let value = values[Int(byte)]
      if value < 64 {
        guard padding == 0 else {
          throw Damage(message: "expected the end of the text after ‘=’, found \(quoted(text, offset))", offset: offset)
        }
        bits = bits << 6 | UInt32(value)
        count += 1
        guard count == 4 else { continue }
        output.append(UInt8(truncatingIfNeeded: bits >> 16))
        output.append(UInt8(truncatingIfNeeded: bits >> 8))
        output.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
      } else if byte == UInt8(ascii: "=") {
        padding += 1
        guard count >= 2, count + padding <= 4 else {
          throw Damage(message: "expected no ‘=’ here", offset: offset)
        }
      } else if !isBlank(byte), !isBreak(byte) {
        throw Damage(
          message: "expected a letter, a digit, ‘+’, ‘/’ or ‘=’, found \(quoted(text, offset))", offset: offset)
      }
    }
    guard count + padding == 0 || (count > 0 && count + padding == 4) else {
      throw Damage(message: "the text ends within a group of four characters; it is cut off", offset: text.count)
    }
    if count == 3 {
      output.append(UInt8(truncatingIfNeeded: bits >> 10))
      output.append(UInt8(truncatingIfNeeded: bits >> 2))
    } else if count == 2 {
      output.append(UInt8(truncatingIfNeeded: bits >> 4))
    }
    return output
  }

  /// Where in a text the decoded byte at an offset begins.
  static func offset(ofDecoded decoded: Int, in text: [UInt8]) -> Int {
    var left = decoded / 3 * 4 + decoded % 3
    for (offset, byte) in text.enumerated() where values[Int(byte)] < 64 {
      if left == 0 { return offset }
      left -= 1
    }
    return text.count
  }

  private static func quoted(_ text: [UInt8], _ offset: Int) -> String {
    var end = offset + 1
    while end < text.count, isContinuation(text[end]) { end += 1 }
    return "‘\(String(decoding: text[offset..<end], as: UTF8.self))’"
  }

  /// The value of each byte that is a digit of base64; 64 for others.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(truncatingIfNeeded: value) }
    return values
  }()
}
