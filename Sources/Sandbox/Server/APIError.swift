import JSON

/// A refusal of the API. Codes and messages are those that Genesys Cloud documents.
struct APIError: Error, Hashable, Sendable {
  var status: Int
  var code: String
  var message: String
  /// Seconds to wait, for 429.
  var retryAfter: Int?

  init(_ status: Int, _ code: String, _ message: String, retryAfter: Int? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.retryAfter = retryAfter
  }

  /// The body; the context repeats the correlation id.
  func body(contextID: String) -> JSONValue {
    [
      "message": .string(message), "code": .string(code), "status": .integer(status), "contextId": .string(contextID),
      "details": [], "errors": [],
    ]
  }

  // MARK: 400

  static let badRequest = APIError(
    400, "bad.request", "The request could not be understood by the server due to malformed syntax.")
  static let notAUser = APIError(
    400, "not.a.user",
    "This request requires a user context. Client credentials cannot be used for requests to this resource.")
  static let invalidDate = APIError(
    400, "invalid.date", "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ")
  static let nullAttributes = APIError(
    400, "conversation.error.participant.attribute.null", "Cannot update participant attribute map to a null value.")
  static let searchNotSupported = APIError(400, "bad.request", "Search not supported.")

  /// What the sandbox does not do although the API may.
  static func unsupported(_ what: String) -> APIError {
    APIError(400, "bad.request", "The sandbox does not support \(what).")
  }

  static func invalidValue(_ value: String, type: String, allowed: String) -> APIError {
    APIError(
      400, "invalid.value", "Value [\(value)] is not valid for field type [\(type)]. Allowable values are: \(allowed)")
  }

  // MARK: 401, 403

  static let noToken = APIError(
    401, "authentication.required", "No authentication bearer token specified in authorization header.")
  static let badCredentials = APIError(401, "bad.credentials", "Invalid login credentials.")
  static let expired = APIError(
    401, "credentials.expired", "The supplied credentials are expired and cannot be used.")

  /// None of the permissions of which one is enough.
  static func missingAny(_ permissions: [String]) -> APIError {
    APIError(
      403, "missing.any.permissions",
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: "
        + "[\(permissions.joined(separator: ", "))]")
  }

  /// Some of the permissions that are all needed.
  static func missing(_ permissions: [String]) -> APIError {
    APIError(
      403, "missing.permissions",
      "Unable to perform the requested action. You are missing the following permission(s): "
        + "[\(permissions.joined(separator: ", "))]")
  }

  // MARK: Others

  static let notFound = APIError(404, "not.found", "The requested resource was not found.")
  static let noConfiguration = APIError(
    404, "flow.no.config.available", "No configuration is available for the requested flow.")
  static let methodNotAllowed = APIError(405, "method.not.allowed", "HTTP 405 Method Not Allowed")
  static let tooLarge = APIError(
    413, "request.entity.too.large", "The request is over the size limit. Maximum bytes: 512000")
  static let mediaType = APIError(
    415, "unsupported.media.type",
    "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header."
  )
  static let unavailable = APIError(
    503, "service.unavailable",
    "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).")

  /// Too many calls with one token.
  static func tooManyRequests(retryAfter seconds: Int) -> APIError {
    APIError(
      429, "too.many.requests.retry.after",
      "Rate limit exceeded the maximum. Retry the request in [\(seconds)] seconds", retryAfter: seconds)
  }
}
