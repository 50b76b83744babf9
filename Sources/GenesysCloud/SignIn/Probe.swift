/// What the client may do, as far as it can be found out.
public struct PermissionProbe: Sendable, Hashable {
  /// What asking has shown.
  public enum Outcome: Sendable, Hashable {
    /// The permission is there.
    case granted
    /// It is missing; what the server names.
    case missing(permissions: [String])
    /// The answer does not tell.
    case unknown(CloudError)
  }

  /// The permission asked about.
  public let permission: String
  /// What the permission is for.
  public let purpose: String
  /// What asking has shown.
  public let outcome: Outcome
}

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
  /// Asks for things that cannot exist: “not found” shows that the permission is there, “forbidden” that it is missing.
  public func probePermissions() async -> [PermissionProbe] {
    []
  }

  /// Asks what the token is; signs in where needed.
  public func describeToken() async throws(CloudError) -> TokenDescription {
    throw CloudError(.connection, "not written yet")
  }
}
