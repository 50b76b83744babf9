/// Says what a reply that is no success means, and what to do.
struct FailureExplainer: Sendable {
  let address: ServiceAddress
  let credentials: Credentials
  let redactor: Redactor

  /// What an error reply says, without secrets.
  private struct Statement {
    let response: CloudResponse
    let body: ErrorBody?
    let text: String?
    let code: String?
    let correlationID: String?

    init(_ response: CloudResponse, without secrets: Redactor) {
      self.response = response
      body = ErrorBody(response.root)
      text = body?.message.map { secrets.redact(printable($0, limit: 500)) }
      code = body?.code.map { secrets.redact(printable($0, limit: 100)) }
      correlationID = response.correlationID.map(secrets.redact)
    }

    func error(_ kind: CloudError.Kind, _ message: String, retryable: Bool = false) -> CloudError {
      CloudError(
        kind, message, status: response.status, code: code, correlationID: correlationID, isRetryable: retryable)
    }
  }

  // MARK: The API

  /// The error of a reply of the API, or of a redirect that is not followed.
  ///
  /// - Parameter needed: The permissions that the operation needs, for a 403 that names none.
  func error(of response: CloudResponse, asked request: String, needed: [String] = []) -> CloudError {
    let statement = Statement(response, without: redactor)
    let isForeign = statement.body == nil && !response.body.isEmpty
    let quoted = statement.text.map { ": ‘\($0)’" } ?? ""
    if isForeign, response.status < 500, response.status != 429 { return strange(response) }
    switch response.status {
    case 401: return statement.error(.unauthorized, "401, the token is not accepted\(quoted); \(tokenRemedy)")
    case 403:
      let named = statement.body?.permissions ?? []
      let permissions = named.isEmpty ? needed : named
      let isAny = named.isEmpty || statement.code == "missing.any.permissions"
      return statement.error(
        .forbidden(permissions: permissions),
        forbidden(permissions, isAny: isAny, quoted: named.isEmpty ? quoted : ""))
    case 404:
      return statement.error(
        .notFound,
        "404 for \(request)\(quoted); there is no such thing in this organization, or its division hides it")
    case 429:
      let seconds = RateLimit(response).secondsToWait
      return statement.error(
        .rateLimited(seconds: seconds), "429, too many requests" + (seconds.map { "; wait \($0) s" } ?? ""),
        retryable: true)
    case 500...:
      let what = isForeign ? " with \(kindOfBody(response)), not an error of the API" : quoted
      return statement.error(
        .server, "\(response.status), Genesys Cloud failed at \(request)\(what)",
        retryable: [502, 503, 504].contains(response.status))
    case 300..<400: return strange(response, "status \(response.status), a redirect")
    default:
      let remedy = statement.code == "not.a.user" ? "; this asks for the token of a user: ‘plumb cloud login’" : ""
      return statement.error(.badRequest, "\(response.status) for \(request)\(quoted)\(remedy)")
    }
  }

  private func forbidden(_ permissions: [String], isAny: Bool, quoted: String) -> String {
    let list = permissions.joined(separator: ", ")
    let missing =
      switch permissions.count {
      case 0: "a permission is missing"
      case 1: "the permission \(list) is missing"
      default: isAny ? "one of the permissions \(list) is needed" : "the permissions \(list) are missing"
      }
    let place = "with the role *and division* of what is asked for"
    let remedy =
      switch credentials {
      case .clientCredentials, .password:
        "give the OAuth client a role that has it, \(place) (Admin › Integrations › OAuth › Roles)"
      case .session: "the user needs a role that has it, \(place), and the login a scope that covers it"
      case .token: "who the token was made for needs a role that has it, \(place)"
      }
    return "403, \(missing)\(quoted); \(remedy)"
  }

  private var tokenRemedy: String {
    switch credentials {
    case .token: "a ready token is never renewed: get a new one, of the region \(regionName)"
    case .clientCredentials, .password: "a new token was refused, too; is it the right region (\(regionName))"
    case .session: "sign in again with ‘plumb cloud login’"
    }
  }

  private var regionName: String { address.region?.name ?? address.api.description }

  // MARK: The token endpoint

  /// The error of a reply of the token endpoint.
  func signInError(of response: CloudResponse) -> CloudError {
    let statement = Statement(response, without: redactor)
    let answered = "the token endpoint \(address.login) answered \(response.status)"
    switch response.status {
    case 400, 401, 403:
      guard statement.body != nil || response.body.isEmpty else { break }
      let said = [statement.code, statement.text].compactMap { $0 }.joined(separator: ": ")
      let hint =
        switch statement.code {
        case "unsupported_grant_type":
          "; this grant is not offered here: use client credentials or ‘plumb cloud login’"
        case "invalid_grant": "; sign in again"
        default:
          "; check id and secret of the OAuth client, and the region: clients are known in their own region only, "
            + "\(regionName) was asked"
        }
      return statement.error(.unauthorized, answered + (said.isEmpty ? "" : " (‘\(said)’)") + hint)
    case 429, 500...: return error(of: response, asked: "the token endpoint")
    default:
      if let said = statement.text ?? statement.code { return statement.error(.badRequest, "\(answered): ‘\(said)’") }
    }
    return strange(response, host: address.login)
  }

  // MARK: Replies of something else

  /// The error for a reply that is none of the API.
  func strange(_ response: CloudResponse, _ what: String? = nil, host: WebOrigin? = nil) -> CloudError {
    let found = what ?? "status \(response.status) with \(kindOfBody(response))"
    return CloudError(
      .notGenesys,
      "\(host ?? address.api) did not answer as Genesys Cloud: \(found); check the address, and proxies between",
      status: response.status, correlationID: response.correlationID.map(redactor.redact))
  }

  private func kindOfBody(_ response: CloudResponse) -> String {
    guard let first = response.body.first(where: { $0 > 0x20 }) else { return "an empty body" }
    if first == UInt8(ascii: "<") { return "HTML" }
    guard response.document == nil else { return "JSON of another kind" }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? "broken JSON" : "a body that is no JSON"
  }
}
