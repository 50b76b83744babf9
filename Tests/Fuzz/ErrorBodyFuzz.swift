// Throws replies of servers at what explains errors; run.sh compiles and runs it with libFuzzer, with those files of
// GenesysCloud that need no network.

import JSON
import SourceText

/// Explains the bytes as the body of a reply; stops where a secret, or a byte that steers a terminal, comes out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = Choices(start, count)
  let status = choices.one(of: [200, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503])
  let headers = [
    choices.one(of: headerNames): String(decoding: choices.bytes(choices.number(below: 40)), as: UTF8.self)
  ]
  // What a server sends back of what it was sent.
  let body = choices.all()
  let response = CloudResponse(status: status, headers: headers, body: body)
  let secret = SecretText("hunter2hunter2")
  guard let address = try? ServiceAddress(region: "mypurecloud.ie") else {
    fatalError("the region is not known")
  }
  for credentials in [Credentials.token(secret), .clientCredentials(id: "id", secret: secret)] {
    let explainer = FailureExplainer(address: address, credentials: credentials, redactor: Redactor([secret]))
    for error in [
      explainer.error(of: response, asked: "GET /", needed: ["a:b:c"]), explainer.signInError(of: response),
    ] {
      expect(!error.description.contains("hunter2hunter2"), "a secret is shown")
      let isSteering = error.description.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
      expect(!isSteering, "a control character is shown")
      expect(error.description.utf8.count < 8_000, "the message is endless")
    }
  }
  return 0
}

private let headerNames = [
  "inin-correlation-id", "genesys-correlation-id", "retry-after", "inin-ratelimit-allowed", "inin-ratelimit-count",
  "inin-ratelimit-reset",
]

/// A reply without the library of HTTP: what explains errors asks nothing more of one.
struct CloudResponse {
  let status: Int
  let headers: [String: String]
  let body: [UInt8]
  let document: JSONDocument?

  init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
    document = try? JSONDocument(parsing: body)
  }

  var root: JSONNode? { document?.root }
  func header(_ name: String) -> String? { headers[name] }

  var correlationID: String? {
    let id = header("inin-correlation-id") ?? header("genesys-correlation-id") ?? root?["contextId"]?.string
    return id.flatMap { $0.isEmpty ? nil : printable($0, limit: 100) }
  }
}
