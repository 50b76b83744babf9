/// Asks the token endpoint, with the same patience as for other requests.
struct TokenSender: Sendable {
  let address: ServiceAddress
  let transport: Transport
  let explainer: FailureExplainer
  let pacer: Pacer

  func send(_ token: TokenRequest) async throws(CloudError) -> AccessToken {
    let request = try token.request(to: address)
    var tries = 0
    while true {
      let answer = try await pacer.attempt(
        request, by: transport, at: "the token endpoint \(address.login)", tries: &tries,
        isRepeatable: token.isRepeatable, retriesLate: false)
      guard let response = answer else { continue }
      guard response.status >= 300 else {
        guard let made = AccessToken(response.root, epochSeconds: pacer.options.clock.epochSeconds()) else {
          throw explainer.strange(
            response, response.root == nil ? nil : "a token reply without a usable ‘access_token’", host: address.login)
        }
        return made
      }
      try await pacer.waitForRetry(
        after: response, tries: tries, isRepeatable: token.isRepeatable, error: explainer.signInError(of: response))
    }
  }
}
