import JSON

extension CloudClient {
  /// Sends a request and gives the reply: signed in, repeated as ``RetryPolicy`` has it, within the time allowed.
  ///
  /// A reply with a status from 300 on is thrown as an error; so is one with a status of success that the API would not
  /// send.
  public func send(_ request: CloudRequest) async throws(CloudError) -> CloudResponse {
    let response = try await exchange(request)
    guard response.document != nil || response.body.isEmpty && request.mayBeEmpty else {
      throw explainer.strange(response)
    }
    return response
  }

  /// Sends a request whose answer is a JSON text, and gives it.
  func document(_ request: CloudRequest) async throws(CloudError) -> JSONDocument {
    let response = try await send(request)
    guard let document = response.document else { throw explainer.strange(response) }
    return document
  }

  /// Sends to the API's own origin, with the token, until there is a reply of success.
  private func exchange(_ asked: CloudRequest) async throws(CloudError) -> CloudResponse {
    var request = Transport.Request(
      method: asked.method.rawValue,
      address: try WebAddress(address.api.description + asked.target(basePath: address.basePath)),
      headers: [("accept", "application/json")], body: asked.body)
    if asked.body != nil { request.headers.append(("content-type", "application/json")) }
    let name = "\(request.method) \(request.address.target.prefix { $0 != "?" })"
    let pacer = pacer
    var tries = 0
    var redirects = 0
    var refusedNewTokens = 0
    while true {
      try pacer.check()
      try await pacer.pause(throttle.book(now: options.clock.now()), insteadOf: nil)
      let lease = try await tokens.lease()
      let answer = try await pacer.attempt(
        request.authorized(by: lease, for: address.api), by: transport, at: name, tries: &tries,
        isRepeatable: asked.isRepeatable)
      guard let response = answer else { continue }
      if (300..<400).contains(response.status) {
        redirects += 1
        request.address = try redirected(request, by: response, count: redirects)
        tries -= 1
        continue
      }
      let limit = RateLimit(response, epochSeconds: options.clock.epochSeconds())
      throttle.observe(limit, status: response.status, now: options.clock.now())
      if response.status < 300 { return response }
      let error = explainer.error(of: response, asked: name, needed: asked.permissions)
      if response.status == 401 {
        // Only tokens that were made for this request count: another task may have got a token in between, and lost it
        // again. One of them may be lost too before it is used; two tell that there is no use in a third.
        if lease.isNew { refusedNewTokens += 1 }
        guard refusedNewTokens < 2, tries < options.retry.maximumTries, await tokens.refuse(lease) else { throw error }
        continue
      }
      try await pacer.waitForRetry(after: response, tries: tries, isRepeatable: asked.isRepeatable, error: error)
    }
  }

  /// Where a redirect leads, if it may be followed: reading, within the origin, a few steps at most.
  private func redirected(
    _ request: Transport.Request, by response: CloudResponse, count: Int
  ) throws(CloudError) -> WebAddress {
    let problem: String
    if let location = response.header("location"), let next = try? WebAddress(location: location, from: request.address)
    {
      if next.origin != request.address.origin {
        problem = ", a redirect to \(next.origin), where the token does not go"
      } else if request.method != "GET" && request.method != "HEAD" || count > 3 {
        problem = ", a redirect that is not followed"
      } else {
        return next
      }
    } else {
      problem = " with no address to go to"
    }
    throw explainer.strange(response, "status \(response.status)\(problem)")
  }
}

extension Transport.Request {
  /// The request with a token, where it goes to the origin that the token was made for: the last line of defence,
  /// whatever happens above.
  func authorized(by lease: TokenProvider.Lease, for origin: WebOrigin) -> Transport.Request {
    guard address.origin == origin else { return self }
    var request = self
    lease.token.withValue { request.headers.append(("authorization", "Bearer \($0)")) }
    return request
  }
}
