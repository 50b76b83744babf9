import SourceText

/// The secret that ties a code to who asked for it (RFC 7636, S256).
struct ProofKey: Sendable {
  /// 43 unguessable characters.
  let verifier: String
  /// What the authorization request tells of it.
  let challenge: String

  init() {
    self.init(verifier: base64(randomBytes(32), isForURL: true))
  }

  init(verifier: String) {
    self.verifier = verifier
    challenge = base64(SHA256.hash(of: Array(verifier.utf8)), isForURL: true)
  }
}
