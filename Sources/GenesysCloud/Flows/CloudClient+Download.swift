/// Fetching what the API only names.
extension CloudClient {
  /// Fetches a file by the URL that the API gave.
  ///
  /// On the API's origin it is asked for without the token, and with it where that is refused; elsewhere, redirects
  /// included, the token never goes along. Query parameters may be all that protects the file, so no message holds the URL.
  public func download(_ url: String) async throws(CloudError) -> [UInt8] {
    var place = try WebAddress(link: url, base: address.api, of: "the API names a download with")
    var carriesToken = false
    var hasRenewed = false
    var redirects = 0
    var tries = 0
    while true {
      var request = Transport.Request(method: "GET", address: place, headers: [("accept", "*/*")], body: nil)
      var lease: TokenProvider.Lease?
      if carriesToken, place.origin == address.api {
        let made = try await tokens.lease()
        request = request.authorized(by: made, for: address.api)
        lease = made
      }
      let answer = try await pacer.attempt(
        request, by: transport, at: "the download from \(place.origin)", tries: &tries, isRepeatable: true)
      guard let response = answer else { continue }
      switch response.status {
      case 200..<300:
        guard !response.body.isEmpty else { throw explainer.strange(response, "an empty download", host: place.origin) }
        return response.body
      case 300..<400:
        redirects += 1
        guard redirects <= 5, let location = response.header("location"),
          let next = try? WebAddress(location: location, from: place), next.origin.isSecure || !place.origin.isSecure
        else {
          throw explainer.strange(response, "a redirect that is not followed", host: place.origin)
        }
        // Once it has left the API's origin, the token does not come back into play.
        if next.origin != address.api { carriesToken = false }
        place = next
      case 401 where lease != nil && !hasRenewed:
        guard let lease, await tokens.refuse(lease) else { throw failure(response, at: place) }
        hasRenewed = true
      case 401, 403:
        guard lease == nil, place.origin == address.api else { throw failure(response, at: place) }
        carriesToken = true
      default:
        try await pacer.waitForRetry(
          after: response, tries: tries, isRepeatable: true, error: failure(response, at: place))
      }
    }
  }

  private func failure(_ response: CloudResponse, at place: WebAddress) -> CloudError {
    if place.origin == address.api { return explainer.error(of: response, asked: "the download") }
    let isGone = response.status == 403 || response.status == 404
    return CloudError(
      isGone ? .notFound : .server,
      "the download from \(place.origin) was answered with \(response.status)"
        + (isGone ? "; its address may have run out, export again" : ""),
      status: response.status, isRetryable: response.status >= 500)
  }
}
