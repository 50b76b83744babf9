public import JSON
import NIOHTTP1

/// What the service answered.
public struct CloudResponse: Sendable {
  /// The HTTP status.
  public let status: Int
  let headers: HTTPHeaders
  /// The body as received.
  public let body: [UInt8]
  /// The body as JSON, where it is.
  public let document: JSONDocument?

  init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
    document = body.isEmpty ? nil : try? JSONDocument(parsing: body)
  }

  /// The outermost value of the body.
  public var root: JSONNode? { document?.root }

  /// The first header with a name.
  public func header(_ name: String) -> String? { headers.first(name: name) }

  /// The id under which the service's support finds the request.
  public var correlationID: String? {
    let id = header("inin-correlation-id") ?? header("genesys-correlation-id") ?? root?["contextId"]?.string
    return id.flatMap { $0.isEmpty ? nil : printable($0, limit: 100) }
  }
}
