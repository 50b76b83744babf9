import FoundationEssentials
import SourceText

/// The name under which the client tells who it is.
package let userAgent = "plumb-cloud"

/// The value of a variable of the environment, nil where it is unset or empty.
func environmentVariable(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}

/// The seconds since 1970 of a date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
func httpDate(_ text: String) -> Int? {
  let words = text.split(separator: " ")
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(where: { $0 == words[2] }),
    let date = try? Date("\(words[3])-\(month + 1)-\(words[1])T\(words[4])Z", strategy: .iso8601)
  else { return nil }
  return Int(date.timeIntervalSince1970)
}

// MARK: Encodings

/// A text as `application/x-www-form-urlencoded` has it.
func formEncoded(_ text: String) -> String {
  percentEncoded(text).replacing("%20", with: "+")
}

/// Names and values as a form, in their order.
func form(_ fields: [(String, String)]) -> [UInt8] {
  Array(fields.map { "\(formEncoded($0.0))=\(formEncoded($0.1))" }.joined(separator: "&").utf8)
}

/// The fields of a form or a query, decoded; nil in place of one that is not properly encoded.
func fields(ofForm text: some StringProtocol) -> [(name: String, value: String)?] {
  text.split(separator: "&").map { field in
    let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { percentDecoded($0, plusIsBlank: true) }
    guard let name = parts[0], let value = parts.count > 1 ? parts[1] : "" else { return nil }
    return (name, value)
  }
}

/// The text that RFC 4648 gives to some bytes; for URLs in their alphabet, without padding.
func base64(_ bytes: [UInt8], isForURL: Bool = false) -> String {
  let text = Data(bytes).base64EncodedString()
  guard isForURL else { return text }
  return text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

/// Unguessable bytes.
func randomBytes(_ count: Int) -> [UInt8] {
  (0..<count).map { _ in .random(in: .min ... .max) }
}
