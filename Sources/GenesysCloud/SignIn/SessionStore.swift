import JSON

/// A session that a user began with ``BrowserSignIn``.
public struct StoredSession: Sendable {
  /// The OAuth client.
  public var clientID: String
  /// The region's name or the base URL, as the sign-in had it.
  public var address: String
  /// The token for now.
  public var accessToken: SecretText
  /// When it ends, in seconds since 1970.
  public var expiresAt: Int?
  /// The token that renews it; some clients give none.
  public var refreshToken: SecretText?

  /// What a client shows: the session where it can be renewed, else the token as it is.
  public var credentials: Credentials {
    if let refreshToken { .session(clientID: clientID, refreshToken: refreshToken) } else { .token(accessToken) }
  }
}

/// Keeps the sessions of profiles in the folder of the token cache.
public struct SessionStore: Sendable {
  private let folder: PrivateFolder

  /// Opens the store in a folder, which is made when the first session is kept.
  public init(folder: String) {
    self.folder = PrivateFolder(path: folder)
  }

  /// Keeps the session of a profile; false where the file could not be written.
  public func save(_ session: StoredSession, profile: String) -> Bool {
    let document: JSONValue = [
      "version": 1, "clientId": .string(session.clientID), "address": .string(session.address),
      "accessToken": .string(session.accessToken.withValue { $0 }),
      "expiresAt": session.expiresAt.map { .integer($0) } ?? .null,
      "refreshToken": .nullable(session.refreshToken?.withValue { $0 }),
    ]
    guard folder.write(document.bytes, to: name(profile)) else { return false }
    // The newest refresh token of a client stands in its cache, where each renewal leaves it.
    cache(of: session)?.write(
      AccessToken(value: session.accessToken, expiresAt: session.expiresAt, refreshToken: session.refreshToken))
    return true
  }

  /// The session of a profile.
  public func session(profile: String) -> StoredSession? {
    guard let root = folder.readVersion1(name(profile)), let clientID = root["clientId"]?.text,
      let address = root["address"]?.text, let token = root["accessToken"]?.text
    else { return nil }
    return StoredSession(
      clientID: clientID, address: address, accessToken: SecretText(token), expiresAt: root["expiresAt"]?.integer,
      refreshToken: root["refreshToken"]?.text.map { SecretText($0) })
  }

  /// Forgets the session of a profile; true where there was one.
  public func remove(profile: String) -> Bool {
    if let session = session(profile: profile) { cache(of: session)?.remove() }
    return folder.remove(name(profile))
  }

  private func cache(of session: StoredSession) -> TokenCache? {
    let address = (try? ServiceAddress(region: session.address)) ?? (try? ServiceAddress(baseURL: session.address))
    return address.flatMap { TokenCache(folder: folder.path, clientID: session.clientID, address: $0) }
  }

  private func name(_ profile: String) -> String { "session-" + fileHash([profile]) }
}
