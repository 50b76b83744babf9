/// What went wrong between the program and Genesys Cloud.
public struct CloudError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What sort of failure it is.
  public enum Kind: Sendable, Hashable {
    /// The caller's input: no request was sent.
    case usage
    /// The server does not accept the request (400, 405, 409, 413, 415, 422).
    case badRequest
    /// Nobody is signed in: wrong credentials, or a token that is no longer valid.
    case unauthorized
    /// The permissions, as far as the server names them, that are missing.
    case forbidden(permissions: [String])
    /// There is no such thing, or a division hides it.
    case notFound
    /// Too many requests; how long to wait, where known.
    case rateLimited(seconds: Int?)
    /// The server failed (5xx).
    case server
    /// The connection could not be made or broke.
    case connection
    /// There was no answer in time.
    case timeout
    /// Something answered that is no API of Genesys Cloud.
    case notGenesys
    /// The answer is larger than allowed.
    case tooLarge
    /// The task was cancelled.
    case cancelled
  }

  /// What sort of failure it is.
  public internal(set) var kind: Kind
  /// What is wrong and what helps, lower case, without a full stop; without secrets.
  public internal(set) var message: String
  /// The HTTP status.
  public let status: Int?
  /// The server's own code, such as `missing.any.permissions` or `invalid_client`.
  public let code: String?
  /// Under which id the server's operators find the request.
  public let correlationID: String?
  /// Whether the same request may succeed later.
  public internal(set) var isRetryable: Bool

  /// Creates an error.
  public init(
    _ kind: Kind, _ message: String, status: Int? = nil, code: String? = nil, correlationID: String? = nil,
    isRetryable: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.status = status
    self.code = code
    self.correlationID = correlationID
    self.isRetryable = isRetryable
  }

  /// The message, with the correlation id where there is one.
  public var description: String {
    guard let correlationID, !message.contains(correlationID) else { return message }
    return "\(message) (correlation id \(correlationID))"
  }

  /// The task was cancelled.
  static let cancelled = CloudError(.cancelled, "cancelled")
}
