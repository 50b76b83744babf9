import JSON
import SourceText

/// Keeps the token of one client at one server in a file, for the next run.
struct TokenCache: Sendable {
  private let folder: PrivateFolder
  private let name: String
  private let origin: String

  /// The cache of a client, or nil where there is no folder.
  init?(folder: String?, clientID: String, address: ServiceAddress) {
    guard let folder, folder.hasPrefix("/") else { return nil }
    self.folder = PrivateFolder(path: folder)
    origin = address.login.description + address.basePath
    name = "token-" + fileHash([clientID, origin])
  }

  /// The token in the file; nil where there is none for this server. A value that is empty stands for a token that was
  /// refused, of which the refresh token is still good.
  func read() -> AccessToken? {
    guard let root = folder.readVersion1(name), root["server"] == .string(origin),
      let value = root["accessToken"]?.text, value.isEmpty || isToken(value)
    else { return nil }
    return AccessToken(
      value: SecretText(value), expiresAt: root["expiresAt"]?.integer ?? 0,
      refreshToken: root["refreshToken"]?.text.map { SecretText($0) })
  }

  func write(_ token: AccessToken) {
    // Without an end a token in a file could be used for ever.
    guard token.expiresAt != nil || token.refreshToken != nil else { return }
    let document: JSONValue = [
      "version": 1, "server": .string(origin), "accessToken": .string(token.value.withValue { $0 }),
      "expiresAt": .integer(token.expiresAt ?? 0), "refreshToken": token.refreshToken?.withValue { .string($0) },
    ]
    folder.write(document.bytes, to: name)
  }

  /// Forgets an access token that was refused, and keeps what renews it.
  func removeAccessToken() {
    if let token = read(), token.refreshToken != nil {
      write(AccessToken(value: SecretText(""), expiresAt: 0, refreshToken: token.refreshToken))
    } else {
      remove()
    }
  }

  func remove() {
    folder.remove(name)
  }
}

extension PrivateFolder {
  /// The JSON of a file; nil where it is none, or is of another version of the program.
  func readVersion1(_ name: String) -> JSONValue? {
    guard let root = read(name).flatMap({ JSONValue(parsing: $0) }), root["version"] == 1 else { return nil }
    return root
  }
}

/// A name for a file that tells nothing of what it is made from.
func fileHash(_ parts: [String]) -> String {
  let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
  return hexadecimal(SHA256.hash(of: Array(text.utf8)).prefix(16))
}
