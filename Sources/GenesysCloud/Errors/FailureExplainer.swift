/// Says what a reply that is no success means, and what to do.
struct FailureExplainer: Sendable {
  let address: ServiceAddress
  let credentials: Credentials
  let redactor: Redactor

  // MARK: The API

  /// The error of a reply of the API, or of a redirect that is not followed.
  ///
  /// - Parameter needed: The permissions that the operation needs, for a 403 that names none.
  func error(of response: CloudResponse, asked request: String, needed: [String] = []) -> CloudError {
    let body = ErrorBody(response.root)
    let text = body?.message.map { redactor.redact(printable($0, limit: 500)) }
    let code = body?.code.map { redactor.redact(printable($0, limit: 100)) }
    let quoted = text.map { ": ‘\($0)’" } ?? ""

    func error(_ kind: CloudError.Kind, _ message: String, retryable: Bool = false) -> CloudError {
      CloudError(
        kind, message, status: response.status, code: code,
        correlationID: response.correlationID.map(redactor.redact), isRetryable: retryable)
    }

    if body == nil, !response.body.isEmpty, response.status < 500, response.status != 429 {
      return error(.notGenesys, notGenesys("status \(response.status) with \(kindOfBody(response))"))
    }
    switch response.status {
    case 401: return error(.unauthorized, "401, the token is not accepted\(quoted); \(tokenRemedy)")
    case 403:
      let named = body?.permissions ?? []
      let permissions = named.isEmpty ? needed : named
      let isAny = named.isEmpty || code == "missing.any.permissions"
      return error(
        .forbidden(permissions: permissions),
        forbidden(permissions, isAny: isAny, quoted: named.isEmpty ? quoted : ""))
    case 404:
      return error(
        .notFound,
        "404 for \(request)\(quoted); there is no such thing in this organization, or its division hides it")
    case 429:
      let seconds = RateLimit(response).secondsToWait
      return error(
        .rateLimited(seconds: seconds), "429, too many requests" + (seconds.map { "; wait \($0) s" } ?? ""),
        retryable: true)
    case 500...:
      let what =
        body == nil && !response.body.isEmpty ? " with \(kindOfBody(response)), not an error of the API" : quoted
      return error(
        .server, "\(response.status), Genesys Cloud failed at \(request)\(what)",
        retryable: [502, 503, 504].contains(response.status))
    case 300..<400: return error(.notGenesys, notGenesys("status \(response.status), a redirect"))
    default:
      let remedy = code == "not.a.user" ? "; this asks for the token of a user: ‘plumb cloud login’" : ""
      return error(.badRequest, "\(response.status) for \(request)\(quoted)\(remedy)")
    }
  }

  private func forbidden(_ permissions: [String], isAny: Bool, quoted: String) -> String {
    let list = permissions.joined(separator: ", ")
    let missing =
      switch permissions.count {
      case 0: "403, a permission is missing\(quoted)"
      case 1: "403, the permission \(list) is missing\(quoted)"
      default:
        (isAny ? "403, one of the permissions \(list) is needed" : "403, the permissions \(list) are missing") + quoted
      }
    switch credentials {
    case .clientCredentials, .password:
      return missing
        + "; give the OAuth client a role that has it, with the role *and division* of what is asked for (Admin › "
        + "Integrations › OAuth › Roles)"
    case .session:
      return missing
        + "; the user needs a role that has it, with the role *and division* of what is asked for, and the login a "
        + "scope that covers it"
    case .token:
      return missing + "; who the token was made for needs a role that has it, with the role *and division* of what is "
        + "asked for"
    }
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
    let body = ErrorBody(response.root)
    let text = body?.message.map { redactor.redact(printable($0, limit: 300)) }
    let code = body?.code.map { redactor.redact(printable($0, limit: 100)) }
    let correlationID = response.correlationID.map(redactor.redact)
    let said = [code, text].compactMap { $0 }.joined(separator: ": ")
    switch response.status {
    case 400, 401, 403:
      guard body != nil || response.body.isEmpty else { break }
      let hint =
        switch code {
        case "unsupported_grant_type":
          "; this grant is not offered here: use client credentials or ‘plumb cloud login’"
        case "invalid_grant": "; sign in again"
        default:
          "; check id and secret of the OAuth client, and the region: clients are known in their own region only, "
            + "\(regionName) was asked"
        }
      return CloudError(
        .unauthorized,
        "the token endpoint \(address.login) answered \(response.status)\(said.isEmpty ? "" : " (‘\(said)’)")\(hint)",
        status: response.status, code: code, correlationID: correlationID)
    case 429, 500...:
      return error(of: response, asked: "the token endpoint")
    default:
      guard let said = text ?? code else { break }
      return CloudError(
        .badRequest, "the token endpoint \(address.login) answered \(response.status): ‘\(said)’",
        status: response.status, code: code, correlationID: correlationID)
    }
    return CloudError(
      .notGenesys, notGenesys("status \(response.status) with \(kindOfBody(response))", host: address.login),
      status: response.status, correlationID: correlationID)
  }

  // MARK: Replies of something else

  /// The error for a reply that has a status of success and is none of the API.
  func strange(_ response: CloudResponse, _ what: String? = nil, host: Origin? = nil) -> CloudError {
    CloudError(
      .notGenesys, notGenesys(what ?? "status \(response.status) with \(kindOfBody(response))", host: host),
      status: response.status, correlationID: response.correlationID.map(redactor.redact))
  }

  private func notGenesys(_ what: String, host: Origin? = nil) -> String {
    "\(host ?? address.api) did not answer as Genesys Cloud: \(what); check the address, and proxies between"
  }

  private func kindOfBody(_ response: CloudResponse) -> String {
    guard let first = response.body.first(where: { $0 > 0x20 }) else { return "an empty body" }
    if first == UInt8(ascii: "<") { return "HTML" }
    guard response.document == nil else { return "JSON of another kind" }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? "broken JSON" : "a body that is no JSON"
  }
}
