/// Asks the token endpoint, with the same patience as for other requests.
struct TokenSender: Sendable {
  let address: ServiceAddress
  let transport: Transport
  let explainer: FailureExplainer
  let pacer: Pacer

  func send(_ token: TokenRequest) async -> Result<AccessToken, CloudError> {
    do throws(CloudError) {
      return .success(try await fetch(token))
    } catch {
      return .failure(error)
    }
  }

  private func fetch(_ token: TokenRequest) async throws(CloudError) -> AccessToken {
    let request: Transport.Request
    do {
      request = try token.request(to: address)
    } catch {
      throw CloudError(.usage, error.message)
    }
    var tries = 0
    while true {
      try pacer.check()
      tries += 1
      let response: CloudResponse
      do throws(Transport.Failure) {
        let start = pacer.options.clock.now()
        response = try await transport.exchange(request, timeout: pacer.timeForOneTry)
        pacer.log("POST", request.address, response, since: start)
      } catch {
        let reason = pacer.error(of: error, at: "the token endpoint \(address.login)")
        guard case .connection(_, isSettled: false) = error else { throw reason }
        try await pacer.waitForRetry(
          after: .brokenConnection, tries: tries, isRepeatable: token.isRepeatable, error: reason)
        continue
      }
      guard response.status >= 300 else {
        guard let made = AccessToken(response.root, epochSeconds: pacer.options.clock.epochSeconds()) else {
          throw explainer.strange(
            response, response.root == nil ? nil : "a token reply without a usable ‘access_token’", host: address.login)
        }
        return made
      }
      let limit = RateLimit(response, epochSeconds: pacer.options.clock.epochSeconds())
      try await pacer.waitForRetry(
        after: .status(response.status, limit), tries: tries, isRepeatable: token.isRepeatable,
        error: explainer.signInError(of: response))
    }
  }
}

extension Pacer {
  func log(_ method: String, _ address: WebAddress, _ response: CloudResponse, since start: Duration) {
    guard let log = options.log else { return }
    let milliseconds = (options.clock.now() - start).nanoseconds / 1_000_000
    log("\(method) \(address.origin)\(address.target.prefix { $0 != "?" }) \(response.status) \(milliseconds) ms")
  }
}
