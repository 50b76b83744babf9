/// Bytes as hexadecimal digits in lower case.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(2 * bytes.underestimatedCount)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// The value of a hexadecimal digit in either letter case.
package func hexadecimalValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// The number that hexadecimal digits stand for; nil for other bytes, none, or more than eight.
package func hexadecimalNumber(_ digits: ArraySlice<UInt8>) -> UInt32? {
  guard (1...8).contains(digits.count) else { return nil }
  var number: UInt32 = 0
  for digit in digits {
    guard let value = hexadecimalValue(digit) else { return nil }
    number = number << 4 | UInt32(value)
  }
  return number
}

/// Whether the UTF-8 of a text has the form of a UUID, in either letter case.
package func isUUID(_ text: some Collection<UInt8>) -> Bool {
  guard text.count == 36 else { return false }
  return text.enumerated().allSatisfy { place, byte in
    [8, 13, 18, 23].contains(place) ? byte == UInt8(ascii: "-") : hexadecimalValue(byte) != nil
  }
}
