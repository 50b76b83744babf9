import SourceText

/// One request of the API.
public struct CloudRequest: Sendable {
  /// What is asked for.
  public enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// What is asked for.
  public var method: Method
  /// The segments of the path after `/api/v2`; each is checked and percent-encoded when the request is sent.
  public var path: [String]
  /// The parameters, in order.
  public var query: [(String, String)]
  /// The body, a JSON text.
  public var body: [UInt8]?
  /// Whether it may be sent again after a broken connection or a failure of the server: reading always.
  public var isRepeatable: Bool
  /// Whether a successful answer may hold nothing at all: not where something is read.
  public var mayBeEmpty: Bool
  /// The permissions that the operation needs, for a 403 that names none.
  public var permissions: [String]

  /// Creates a request.
  public init(
    _ method: Method, _ path: String..., query: [(String, String)] = [], body: [UInt8]? = nil,
    isRepeatable: Bool? = nil, permissions: [String] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.isRepeatable = isRepeatable ?? (method == .get || method == .head)
    self.permissions = permissions
    mayBeEmpty = method != .get && method != .post
  }

  /// Path and query as they go over the wire; an error where a segment could change what is asked for.
  func target(basePath: String = "") throws(CloudError) -> String {
    var target = basePath + "/api/v2"
    for segment in path {
      target += "/" + percentEncoded(try checkedIdentifier(segment, "valid"))
    }
    for (index, (name, value)) in query.enumerated() {
      target += (index == 0 ? "?" : "&") + percentEncoded(name) + "=" + percentEncoded(value)
    }
    return target
  }
}
