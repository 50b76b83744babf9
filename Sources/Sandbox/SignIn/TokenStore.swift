import Conversations
import FoundationEssentials
import SourceText

/// A token that the API accepts, or has accepted.
struct IssuedToken: Hashable, Sendable {
  let text: String
  let clientID: String
  /// Who signed in; nil for client credentials.
  let userID: String?
  let expires: Timestamp
}

/// An OAuth client.
struct OAuthClient: Hashable, Sendable {
  var id: String
  var secret: String
  /// Permissions that its role does not have.
  var missing: Set<String> = []
}

/// Tokens, authorization codes and refresh tokens.
struct TokenStore: Sendable {
  /// How long a token lives, in seconds.
  static let lifetime = 86_399

  private var tokens: [String: IssuedToken] = [:]
  var codes: [String: AuthorizationCode] = [:]
  var refreshTokens: [String: RefreshToken] = [:]

  /// What an authorization code stands for.
  struct AuthorizationCode: Sendable {
    var clientID: String
    var redirectURI: String
    var challenge: String?
    var expires: Timestamp
  }

  /// Who may have new tokens without signing in again.
  struct RefreshToken: Sendable {
    var clientID: String
    var userID: String
    /// Whether the client showed no secret when it signed in, so that it need not show one now.
    var isPublic: Bool
  }

  /// Makes a token.
  mutating func issue(clientID: String, userID: String?, now: Timestamp, ids: inout Identifiers) -> IssuedToken {
    let token = IssuedToken(
      text: ids.token(), clientID: clientID, userID: userID, expires: now + .seconds(Self.lifetime))
    tokens[token.text] = token
    return token
  }

  /// The token of a header `Authorization`.
  func check(authorization: String?, now: Timestamp) throws(APIError) -> IssuedToken {
    guard let authorization else { throw .noToken }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .noToken }
    guard let token = tokens[String(parts[1])] else { throw .badCredentials }
    guard now < token.expires else { throw .expired }
    return token
  }

  mutating func revoke(_ token: IssuedToken) { tokens[token.text] = nil }
  mutating func revokeAll() { tokens = [:] }

  /// Takes a code, which is good for once.
  mutating func redeem(code text: String, verifier: String?, redirectURI: String?, now: Timestamp) -> AuthorizationCode?
  {
    guard let code = codes.removeValue(forKey: text), now < code.expires, code.redirectURI == redirectURI else {
      return nil
    }
    if let challenge = code.challenge {
      guard let verifier, (43...128).contains(verifier.utf8.count), codeChallenge(of: verifier) == challenge else {
        return nil
      }
    }
    return code
  }
}

/// The challenge that a verifier answers, by method S256: unpadded URL-safe base64 of the digest.
func codeChallenge(of verifier: String) -> String {
  Data(SHA256.hash(of: Array(verifier.utf8))).base64EncodedString()
    .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}
