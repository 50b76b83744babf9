/// A request for a token, as RFC 6749 has it.
struct TokenRequest: Sendable {
  var fields: [(String, String)]
  var basic: String?
  /// Whether a second arrival does no harm: a code holds for one use alone.
  var isRepeatable = true

  /// The request that some credentials lead to; nil where they cannot be renewed.
  init?(_ credentials: Credentials) {
    switch credentials {
    case .token: return nil
    case .clientCredentials(let id, let secret):
      fields = [("grant_type", "client_credentials")]
      basic = Self.basic(id, secret)
    case .password(let id, let secret, let username, let password):
      fields = [("grant_type", "password"), ("username", username), ("password", password.withValue { $0 })]
      basic = Self.basic(id, secret)
    case .session(let clientID, let refreshToken):
      self = TokenRequest(clientID: clientID, refreshToken: refreshToken)
    }
  }

  /// The request that renews a session. A client without a secret names itself in the body.
  init(clientID: String, refreshToken: SecretText) {
    fields = [
      ("grant_type", "refresh_token"), ("refresh_token", refreshToken.withValue { $0 }), ("client_id", clientID),
    ]
  }

  /// The request that exchanges a code (RFC 7636).
  init(code: String, clientID: String, redirectURI: String, verifier: String) {
    fields = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI), ("client_id", clientID),
      ("code_verifier", verifier),
    ]
    isRepeatable = false
  }

  func request(to address: ServiceAddress) throws(CloudError) -> Transport.Request {
    var headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")]
    if let basic { headers.append(("authorization", "Basic " + basic)) }
    let url = try WebAddress(address.login.description + address.basePath + "/oauth/token")
    return Transport.Request(method: "POST", address: url, headers: headers, body: form(fields))
  }

  private static func basic(_ id: String, _ secret: SecretText) -> String {
    secret.withValue { base64(Array("\(id):\($0)".utf8)) }
  }
}
