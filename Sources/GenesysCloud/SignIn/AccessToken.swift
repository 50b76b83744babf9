import JSON

/// A token and how long it holds.
struct AccessToken: Sendable {
  var value: SecretText
  /// When it ends, in seconds since 1970; nil where that is not known.
  var expiresAt: Int?
  /// The token that renews it, where there is one.
  var refreshToken: SecretText?

  /// How long before its end a token is renewed.
  static let margin = 60

  /// Whether it can still be used.
  ///
  /// One that lives for less than the margin is used until its end: renewing it for each request would be a loop.
  func isFresh(at epochSeconds: Int, madeAt: Int? = nil) -> Bool {
    guard let expiresAt else { return true }
    let (end, overflow) = expiresAt.subtractingReportingOverflow(Self.margin)
    if !overflow, epochSeconds < end { return true }
    guard let madeAt, expiresAt - madeAt <= Self.margin * 2 else { return false }
    return epochSeconds < expiresAt - (expiresAt - madeAt) / 4
  }
}

extension AccessToken {
  /// Reads a reply of the token endpoint; nil where it holds no token.
  init?(_ root: JSONNode?, epochSeconds: Int) {
    guard let root, let token = root["access_token"]?.string, isToken(token) else { return nil }
    if let type = root["token_type"], !type.isString("bearer", ignoringCase: true) { return nil }
    let lifetime = root["expires_in"].flatMap { Int($0.numberText ?? $0.string ?? "") }
    self.init(
      value: SecretText(token), expiresAt: lifetime.map { epochSeconds + min(max($0, 0), 10 * 365 * 86_400) },
      refreshToken: root["refresh_token"]?.string.map { SecretText($0) })
  }
}

/// Whether a text can stand in an `Authorization` header.
func isToken(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 16_384 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
}
