import JSON

extension CloudClient {
  /// Sends a request and gives the reply: signed in, repeated as ``RetryPolicy`` has it, within the time allowed.
  ///
  /// A reply with a status from 300 on is thrown as an error; so is one with a status of success that the API would not
  /// send.
  public func send(_ request: CloudRequest) async throws(CloudError) -> CloudResponse {
    let target = try request.target(basePath: address.basePath)
    let address = try apiAddress(target)
    let name = "\(request.method.rawValue) \(address.target.prefix { $0 != "?" })"
    let response = try await exchange(
      Transport.Request(
        method: request.method.rawValue, address: address, headers: headers(of: request), body: request.body),
      name: name, isRepeatable: request.isRepeatable, needed: request.permissions)
    guard response.document != nil || (response.body.isEmpty && request.expects == .jsonOrNothing)
    else {
      if request.method == .head, response.body.isEmpty { return response }
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

  private func headers(of request: CloudRequest) -> [(String, String)] {
    var headers = [("accept", "application/json")]
    if request.body != nil { headers.append(("content-type", "application/json")) }
    return headers
  }

  func apiAddress(_ target: String) throws(CloudError) -> WebAddress {
    do {
      return try WebAddress(address.api.description + target)
    } catch {
      throw CloudError(.usage, error.message)
    }
  }

  /// Sends to the API's own origin, with the token, until there is a reply of success.
  func exchange(
    _ request: Transport.Request, name: String, isRepeatable: Bool, needed: [String] = []
  ) async throws(CloudError) -> CloudResponse {
    let pacer = pacer
    var request = request
    var tries = 0
    var redirects = 0
    var refusedNewTokens = 0
    while true {
      try pacer.check()
      try await pacer.pause(throttle.book(now: options.clock.now()), insteadOf: nil)
      let lease = try await tokens.lease()
      try pacer.check()
      tries += 1
      let response: CloudResponse
      do throws(Transport.Failure) {
        let start = options.clock.now()
        response = try await transport.exchange(authorized(request, by: lease), timeout: pacer.timeForOneTry)
        pacer.log(request.method, request.address, response, since: start)
      } catch {
        let reason = pacer.error(of: error, at: name)
        switch error {
        case .connection(_, isSettled: false), .timeout:
          try await pacer.waitForRetry(
            after: .brokenConnection, tries: tries, isRepeatable: isRepeatable, error: reason)
          continue
        case .connection, .tooLarge, .cancelled: throw reason
        }
      }
      if response.status < 300 { return try observed(response) }
      if response.status < 400 {
        redirects += 1
        request.address = try redirected(request, by: response, count: redirects)
        tries -= 1
        continue
      }
      let limit = RateLimit(response, epochSeconds: options.clock.epochSeconds())
      throttle.observe(limit, status: response.status, now: options.clock.now())
      let error = explainer.error(of: response, asked: name, needed: needed)
      if response.status == 401 {
        // Only tokens that were made for this request count: another task may have got a token in between, and lost it
        // again. One of them may be lost too before it is used; two tell that there is no use in a third.
        if lease.isNew { refusedNewTokens += 1 }
        guard refusedNewTokens < 2, tries < options.maximumTries, await tokens.refuse(lease) else { throw error }
        continue
      }
      try await pacer.waitForRetry(
        after: .status(response.status, limit), tries: tries, isRepeatable: isRepeatable, error: error)
    }
  }

  private func observed(_ response: CloudResponse) throws(CloudError) -> CloudResponse {
    throttle.observe(
      RateLimit(response, epochSeconds: options.clock.epochSeconds()), status: response.status,
      now: options.clock.now())
    return response
  }

  private func authorized(_ request: Transport.Request, by lease: TokenProvider.Lease) -> Transport.Request {
    var request = request
    // The last line of defence: whatever happens above, a token goes to the origin that it was made for.
    if request.address.origin == address.api {
      lease.token.withValue { request.headers.append(("authorization", "Bearer \($0)")) }
    }
    return request
  }

  /// Where a redirect leads, if it may be followed: reading, within the origin, a few steps at most.
  private func redirected(
    _ request: Transport.Request, by response: CloudResponse, count: Int
  ) throws(CloudError) -> WebAddress {
    guard let location = response.header("location"),
      let next = try? WebAddress(location: location, from: request.address)
    else {
      throw explainer.strange(response, "status \(response.status) with no address to go to")
    }
    guard next.origin == request.address.origin else {
      throw explainer.strange(
        response, "status \(response.status), a redirect to \(next.origin), where the token does not go")
    }
    guard request.method == "GET" || request.method == "HEAD", count <= 3 else {
      throw explainer.strange(response, "status \(response.status), a redirect that is not followed")
    }
    return next
  }
}
