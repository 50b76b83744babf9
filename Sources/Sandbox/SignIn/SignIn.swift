import Conversations
import JSON
import FoundationEssentials
import SourceText

/// The part of the sandbox that Genesys Cloud has on its login hosts.
enum SignIn {
  /// Answers a request below `/oauth`.
  static func answer(_ request: SandboxRequest, _ state: inout SandboxState, now: Timestamp) -> Reply {
    switch (request.method, request.path) {
    case ("POST", "/oauth/token"): token(request, &state, now: now)
    case ("GET", "/oauth/authorize"): authorize(request, &state, now: now)
    case (_, "/oauth/token"), (_, "/oauth/authorize"): Reply(status: 405)
    default: Reply(status: 404)
    }
  }

  // MARK: /oauth/token

  private static func token(_ request: SandboxRequest, _ state: inout SandboxState, now: Timestamp) -> Reply {
    let type = request.header("content-type") ?? ""
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
      return refusal("invalid_request", "the body must be a form")
    }
    let form = Sandbox.fields(ofForm: String(decoding: request.body, as: UTF8.self))
    let fields = Dictionary(form.map { ($0.name, $0.value) }) { first, _ in first }
    let shown = ShownCredentials(request: request, form: fields)
    switch fields["grant_type"] {
    case "client_credentials":
      guard let client = state.client(shown) else { return invalidClient }
      return issue(client.id, userID: nil, refresh: nil, &state, now: now)
    case "authorization_code":
      return redeem(fields, shown, &state, now: now)
    case "refresh_token":
      return renew(fields, shown, &state, now: now)
    case "password" where state.mode == .tutorial:
      guard let client = state.client(shown) else { return invalidClient }
      guard let name = fields["username"], !name.isEmpty, fields["password"].map({ !$0.isEmpty }) ?? false else {
        return refusal("invalid_grant", "username and password are needed")
      }
      return issue(client.id, userID: identifier(named: "user " + name), refresh: nil, &state, now: now)
    case nil: return refusal("invalid_request", "grant_type is missing")
    default: return refusal("unsupported_grant_type", "the grant type is not supported")
    }
  }

  private static func redeem(
    _ fields: [String: String], _ shown: ShownCredentials, _ state: inout SandboxState, now: Timestamp
  ) -> Reply {
    let client = state.client(shown)
    guard client != nil || shown.secret == nil && state.clients.contains(where: { $0.id == shown.id }) else {
      return invalidClient
    }
    let code = state.tokens.redeem(
      code: fields["code"] ?? "", verifier: fields["code_verifier"], redirectURI: fields["redirect_uri"], now: now)
    // Who shows no secret must have bound the code to a verifier.
    guard let code, code.clientID == shown.id, client != nil || code.challenge != nil else {
      return refusal("invalid_grant", "the code is not valid")
    }
    let userID = identifier(named: "user sandbox")
    let refresh = state.ids.token()
    state.tokens.refreshTokens[refresh] = TokenStore.RefreshToken(
      clientID: code.clientID, userID: userID, isPublic: client == nil)
    return issue(code.clientID, userID: userID, refresh: refresh, &state, now: now)
  }

  private static func renew(
    _ fields: [String: String], _ shown: ShownCredentials, _ state: inout SandboxState, now: Timestamp
  ) -> Reply {
    let text = fields["refresh_token"] ?? ""
    guard let refresh = state.tokens.refreshTokens[text], refresh.clientID == shown.id else {
      return refusal("invalid_grant", "the refresh token is not valid")
    }
    guard refresh.isPublic && shown.secret == nil || state.client(shown) != nil else { return invalidClient }
    return issue(refresh.clientID, userID: refresh.userID, refresh: text, &state, now: now)
  }

  private static func issue(
    _ clientID: String, userID: String?, refresh: String?, _ state: inout SandboxState, now: Timestamp
  ) -> Reply {
    let token = state.tokens.issue(clientID: clientID, userID: userID, now: now, ids: &state.ids)
    var reply = Reply([
      "access_token": .string(token.text), "token_type": "bearer", "expires_in": .integer(TokenStore.lifetime),
      "refresh_token": refresh.map { .string($0) },
    ])
    reply.headers.append(("Cache-Control", "no-store"))
    return reply
  }

  // MARK: /oauth/authorize

  /// Signs in at once, as if somebody had typed a name and a password.
  private static func authorize(_ request: SandboxRequest, _ state: inout SandboxState, now: Timestamp) -> Reply {
    guard let clientID = request.parameter("client_id"), state.clients.contains(where: { $0.id == clientID }) else {
      return invalidClient
    }
    guard request.parameter("response_type") == "code" else {
      return refusal("unsupported_response_type", "response_type must be code")
    }
    let challenge = request.parameter("code_challenge")
    guard challenge == nil || request.parameter("code_challenge_method") == "S256" else {
      return refusal("invalid_request", "code_challenge_method must be S256")
    }
    guard let redirect = request.parameter("redirect_uri"), isLoopback(redirect) else {
      return refusal("invalid_request", "redirect_uri must be an http URL of this machine")
    }
    let code = state.ids.token()
    state.tokens.codes[code] = TokenStore.AuthorizationCode(
      clientID: clientID, redirectURI: redirect, challenge: challenge, expires: now + .seconds(300))
    var location = redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code
    if let value = request.parameter("state") { location += "&state=" + percentEncoded(value) }
    var reply = Reply(status: 302)
    reply.headers.append(("Location", location))
    return reply
  }

  private static func isLoopback(_ address: String) -> Bool {
    guard address.hasPrefix("http://"), address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
    let authority = address.dropFirst("http://".count).prefix { !"/?#".contains($0) }
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
    return ["127.0.0.1", "localhost", "[::1]"].contains(String(host))
  }

  // MARK: Refusals

  private static var invalidClient: Reply {
    refusal("invalid_client", "client not found")
  }

  private static func refusal(_ error: String, _ description: String) -> Reply {
    Reply(
      status: 400,
      ["error": .string(error), "description": .string(description), "error_description": .string(description)])
  }
}

/// The id and the secret that a client shows to get a token.
struct ShownCredentials: Hashable, Sendable {
  var id: String?
  var secret: String?

  /// Takes those of the header `Authorization`, else those of the form.
  init(request: SandboxRequest, form: [String: String]) {
    if let header = request.header("authorization"), header.lowercased().hasPrefix("basic ") {
      let encoded = header.dropFirst("basic ".count).filter { $0 != " " }
      let pair = Data(base64Encoded: encoded).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let parts = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      id = parts.first.map(String.init)
      secret = parts.count > 1 ? String(parts[1]) : ""
    } else {
      id = form["client_id"]
      secret = form["client_secret"]
    }
  }
}
