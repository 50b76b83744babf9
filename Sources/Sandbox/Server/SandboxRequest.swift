import JSON

/// A request as it came in.
struct SandboxRequest: Sendable {
  /// The method in upper case.
  var method: String
  /// The path as it is written, without the query.
  var path: String
  /// The decoded parameters after the question mark, in order.
  var query: [FormParameter] = []
  /// The headers in order.
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// Whether the body was longer than the sandbox reads.
  var isTooLarge = false

  init(method: String, target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts.first ?? "")
    query = parts.count > 1 ? FormParameter.parse(parts[1]) : []
    self.headers = headers
    self.body = body
  }

  /// The decoded segments of the path.
  var segments: [String] {
    path.split(separator: "/").map { percentDecoded($0, plusIsSpace: false) }
  }

  /// The first value of a header; letter case of names does not count.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  /// The first value of a parameter of the query.
  func parameter(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// All values of a parameter, repeated or separated by commas.
  func parameters(_ name: String) -> [String] {
    query.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
  }

  /// The body as JSON.
  ///
  /// - Throws: `bad.request` where it is none.
  func json() throws(APIError) -> JSONValue {
    guard let value = JSONValue(parsing: body) else { throw .badRequest }
    return value
  }
}

/// A name and a value of a query or a form.
struct FormParameter: Hashable, Sendable {
  var name: String
  var value: String

  /// Reads `a=b&c=d`.
  static func parse(_ text: some StringProtocol) -> [FormParameter] {
    text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return FormParameter(
        name: percentDecoded(parts.first ?? "", plusIsSpace: true),
        value: parts.count > 1 ? percentDecoded(parts[1], plusIsSpace: true) : "")
    }
  }
}

/// Takes off the percent encoding; what is not properly encoded stays as it is.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
      let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
    {
      result.append(UInt8(high * 16 + low))
      index += 3
    } else {
      result.append(bytes[index] == UInt8(ascii: "+") && plusIsSpace ? 0x20 : bytes[index])
      index += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// Percent-encodes all but unreserved characters.
func percentEncoded(_ text: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var result: [UInt8] = []
  for byte in text {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      result.append(byte)
    default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: result, as: UTF8.self)
}
