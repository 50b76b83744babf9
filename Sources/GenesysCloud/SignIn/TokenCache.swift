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
    guard let bytes = folder.read(name), let root = (try? JSONDocument(parsing: bytes))?.root,
      root["version"]?.numberText == "1", root["server"]?.isString(origin) == true,
      let value = root["accessToken"]?.string, value.isEmpty || isToken(value)
    else { return nil }
    return AccessToken(
      value: Secret(value), expiresAt: root["expiresAt"]?.numberText.flatMap { Int($0) } ?? 0,
      refreshToken: root["refreshToken"]?.string.map { Secret($0) })
  }

  func write(_ token: AccessToken) {
    // Without an end a token in a file could be used for ever.
    guard token.expiresAt != nil || token.refreshToken != nil else { return }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.member("server", origin)
      writer.member("accessToken", token.value.withValue { $0 })
      writer.member("expiresAt", token.expiresAt ?? 0)
      if let refreshToken = token.refreshToken { writer.member("refreshToken", refreshToken.withValue { $0 }) }
    }
    folder.write(writer.bytes, to: name)
  }

  /// Forgets an access token that was refused, and keeps what renews it.
  func removeAccessToken() {
    if let token = read(), token.refreshToken != nil {
      write(AccessToken(value: Secret(""), expiresAt: 0, refreshToken: token.refreshToken))
    } else {
      folder.remove(name)
    }
  }

  func remove() {
    folder.remove(name)
  }
}

/// A name for a file that tells nothing of what it is made from.
func fileHash(_ parts: [String]) -> String {
  let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
  return hexadecimal(SHA256.hash(of: Array(text.utf8)).prefix(16))
}
