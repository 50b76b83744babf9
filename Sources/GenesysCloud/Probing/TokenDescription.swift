import JSON

/// What a token is.
public struct TokenDescription: Sendable, Hashable {
  /// The organization's id.
  public let organizationID: String?
  /// The organization's name.
  public let organizationName: String?
  /// The OAuth client's name.
  public let clientName: String?
  /// The scopes, for tokens of users.
  public let scopes: [String]
  /// The seconds that are left; nil for a ready token, of which nobody knows.
  public let secondsLeft: Int?
}

extension CloudClient {
  /// Asks what the token is; signs in where needed.
  public func describeToken() async throws(CloudError) -> TokenDescription {
    let root = try await send(CloudRequest(.get, "tokens", "me")).root
    let end = await tokens.expiresAt
    let scopes = root?["authorizedScope"]
    return TokenDescription(
      organizationID: root?["organization"]?["id"]?.string,
      organizationName: root?["organization"]?["name"]?.string,
      clientName: root?["OAuthClient"]?["name"]?.string ?? root?["OAuthClient"]?["id"]?.string,
      scopes: scopes.map { Array($0.items).compactMap(\.string) + ($0.string.map { [$0] } ?? []) } ?? [],
      secondsLeft: end.map { max(0, $0 - options.clock.epochSeconds()) })
  }
}
