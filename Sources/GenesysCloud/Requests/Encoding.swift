import FoundationEssentials

/// A text in which all but the unreserved characters of RFC 3986 are percent-encoded.
func percentEncoded(_ text: String) -> String {
  encoded(text, blank: "%20")
}

/// A text as `application/x-www-form-urlencoded` has it.
func formEncoded(_ text: String) -> String {
  encoded(text, blank: "+")
}

private func encoded(_ text: String, blank: String) -> String {
  var result = ""
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x30...0x39,
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    case 0x20: result += blank
    default:
      result += byte < 0x10 ? "%0" : "%"
      result += String(byte, radix: 16, uppercase: true)
    }
  }
  return result
}

/// Names and values as a form, in their order.
func form(_ fields: [(String, String)]) -> [UInt8] {
  Array(fields.map { "\(formEncoded($0.0))=\(formEncoded($0.1))" }.joined(separator: "&").utf8)
}

/// What a percent-encoded text stands for; nil where an escape is broken or the text is no UTF-8.
func percentDecoded(_ text: some StringProtocol) -> String? {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "+"): bytes.append(0x20)
    case UInt8(ascii: "%"):
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    default: bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

/// The text that RFC 4648 gives to some bytes; for URLs in their alphabet, without padding.
func base64(_ bytes: [UInt8], isForURL: Bool = false) -> String {
  let text = Data(bytes).base64EncodedString()
  guard isForURL else { return text }
  return text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

/// Unguessable bytes.
func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

/// A random UUID in lower case.
func randomUUID() -> String { UUID().uuidString.lowercased() }
