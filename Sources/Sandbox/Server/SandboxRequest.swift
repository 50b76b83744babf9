import JSON
import SourceText

/// A request as it came in.
struct SandboxRequest: Sendable {
  /// The method in upper case.
  var method: String
  /// The path as it is written, without the query.
  var path: String
  /// The decoded parameters after the question mark, in order.
  var query: [(name: String, value: String)]
  /// The headers in order.
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  /// Whether the body was longer than the sandbox reads.
  var isTooLarge = false

  init(method: String, target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts.first ?? "")
    query = parts.count > 1 ? fields(ofForm: parts[1]) : []
    self.headers = headers
    self.body = body
  }

  /// The segments of the path, decoded where they can be.
  var segments: [String] {
    path.split(separator: "/").map { percentDecoded($0) ?? String($0) }
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

  /// The body as a JSON object, likewise.
  func object() throws(APIError) -> JSONValue {
    let value = try json()
    guard value.isObject else { throw .badRequest }
    return value
  }
}

/// The fields of a query or a form; what is not properly encoded stays as it is.
func fields(ofForm text: some StringProtocol) -> [(name: String, value: String)] {
  text.split(separator: "&").map { pair in
    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { percentDecoded($0, plusIsBlank: true) ?? String($0) }
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }
}
