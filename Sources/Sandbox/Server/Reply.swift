import JSON

/// What a request is answered with.
struct Reply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// How it reaches the client.
  var delivery = Delivery.whole

  /// A reply with a body, or with none.
  init(status: Int = 200, type: String? = nil, body: [UInt8] = []) {
    self.status = status
    if let type { headers = [("Content-Type", type)] }
    self.body = body
  }

  /// A reply with JSON.
  init(status: Int = 200, _ json: JSONValue) {
    self.init(status: status, type: "application/json", body: json.bytes)
  }

  /// The reply to a refusal.
  init(_ error: APIError, correlationID: String) {
    self.init(status: error.status, error.body(contextID: correlationID))
    if let seconds = error.retryAfter { headers.append(("Retry-After", String(seconds))) }
  }

  /// The first value of a header.
  func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// How a reply reaches the client.
enum Delivery: Hashable, Sendable {
  case whole
  /// After the time that the configuration names.
  case slow
  /// Only half of the body; then the connection ends.
  case half
  /// Not at all: the connection is reset.
  case reset
}
