/// With what a client signs in.
public enum Credentials: Sendable {
  /// A token that is ready; it is never renewed.
  case token(SecretText)
  /// The client credentials grant: no user, so that roles and divisions of the client decide.
  case clientCredentials(id: String, secret: SecretText)
  /// The password grant, which stand-ins of the tutorial know and Genesys Cloud does not.
  case password(id: String, secret: SecretText, username: String, password: SecretText)
  /// A session that the login of a user has left: the refresh token gives the next tokens.
  case session(clientID: String, refreshToken: SecretText)

  /// What kind of credentials these are, for messages.
  public var label: String {
    switch self {
    case .token: "ready token"
    case .clientCredentials: "client credentials"
    case .password: "password grant"
    case .session: "session of a user"
    }
  }

  /// Whether a token that is refused can be made anew.
  var canRenew: Bool {
    if case .token = self { false } else { true }
  }

  /// Whether tokens may outlive the process: never those of a password, and a ready token is the caller's.
  var mayCache: Bool {
    switch self {
    case .clientCredentials, .session: true
    case .token, .password: false
    }
  }

  /// The OAuth client's id; nil for a ready token.
  var clientID: String? {
    switch self {
    case .token: nil
    case .clientCredentials(let id, _), .password(let id, _, _, _), .session(let id, _): id
    }
  }

  /// What must be replaced in texts that a server sends.
  var secrets: [SecretText] {
    switch self {
    case .token(let token): [token]
    case .clientCredentials(_, let secret): [secret]
    case .password(_, let secret, _, let password): [secret, password]
    case .session(_, let token): [token]
    }
  }
}
