import FoundationEssentials
import SourceText

/// A text as `application/x-www-form-urlencoded` has it.
func formEncoded(_ text: String) -> String {
  percentEncoded(text).replacing("%20", with: "+")
}

/// Names and values as a form, in their order.
func form(_ fields: [(String, String)]) -> [UInt8] {
  Array(fields.map { "\(formEncoded($0.0))=\(formEncoded($0.1))" }.joined(separator: "&").utf8)
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
