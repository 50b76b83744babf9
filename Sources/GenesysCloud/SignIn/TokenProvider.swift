/// Keeps one token for a client: reads it from the cache, renews it in time, once for all who wait.
actor TokenProvider {
  /// A token in use, and how it was come by.
  struct Lease: Sendable {
    let token: SecretText
    /// Counts the tokens made, so that a refusal of an old one does not throw away a new one.
    let generation: Int
    /// Whether this lease's wait ended with a token made for it.
    let isNew: Bool
  }

  private let credentials: Credentials
  private let cache: TokenCache?
  private let redactor: Redactor
  private let clock: ClientClock
  private let sender: TokenSender

  private var current: (token: AccessToken, madeAt: Int?)?
  private var generation = 0
  private var isCacheRead = false
  private var renewal: Task<Result<Lease, CloudError>, Never>?
  /// A refusal of the credentials themselves: it would only come again.
  private var refusal: CloudError?
  private var latestRefreshToken: SecretText?

  init(
    credentials: Credentials, cache: TokenCache?, redactor: Redactor, clock: ClientClock, sender: TokenSender
  ) {
    self.credentials = credentials
    self.cache = cache
    self.redactor = redactor
    self.clock = clock
    self.sender = sender
  }

  /// A token that holds for at least a minute more.
  func lease() async throws(CloudError) -> Lease {
    if case .token(let token) = credentials {
      guard token.withValue(isToken) else {
        throw CloudError(.usage, "the access token is empty or holds blanks or controls")
      }
      return Lease(token: token, generation: 0, isNew: false)
    }
    readCache()
    if let current, current.token.isFresh(at: clock.epochSeconds(), madeAt: current.madeAt) {
      return Lease(token: current.token.value, generation: generation, isNew: false)
    }
    if let refusal { throw refusal }
    return try await renew()
  }

  /// Tells that a token was refused; the next lease makes a new one. False where none can be made.
  func refuse(_ lease: Lease) -> Bool {
    guard credentials.canRenew else { return false }
    if lease.generation == generation {
      current = nil
      cache?.removeAccessToken()
    }
    return true
  }

  /// When the token ends, in seconds since 1970.
  var expiresAt: Int? { current?.token.expiresAt }

  private func readCache() {
    guard !isCacheRead else { return }
    isCacheRead = true
    guard let token = cache?.read() else { return }
    register(token)
    latestRefreshToken = token.refreshToken
    if !token.value.isEmpty { current = (token, nil) }
  }

  private func renew() async throws(CloudError) -> Lease {
    if let renewal { return try await renewal.value.get() }
    guard let request = tokenRequest() else { throw CloudError(.unauthorized, "a ready token is never renewed") }
    // The task belongs to nobody who waits: one that is cancelled must not take the token from the others. It settles
    // the state before anybody goes on, so that all leases of one token have its number.
    let task = Task { await makeToken(request) }
    renewal = task
    return try await task.value.get()
  }

  private func makeToken(_ request: TokenRequest) async -> Result<Lease, CloudError> {
    defer { renewal = nil }
    do throws(CloudError) {
      var token = try await sender.send(request)
      if token.refreshToken == nil { token.refreshToken = latestRefreshToken }
      latestRefreshToken = token.refreshToken
      register(token)
      generation += 1
      current = (token, clock.epochSeconds())
      cache?.write(token)
      return .success(Lease(token: token.value, generation: generation, isNew: true))
    } catch {
      if [.unauthorized, .badRequest, .notGenesys].contains(error.kind) { refusal = error }
      return .failure(error)
    }
  }

  private func tokenRequest() -> TokenRequest? {
    if case .session(let clientID, _) = credentials, let latestRefreshToken {
      return TokenRequest(clientID: clientID, refreshToken: latestRefreshToken)
    }
    return TokenRequest(credentials)
  }

  private func register(_ token: AccessToken) {
    redactor.add(token.value)
    if let refreshToken = token.refreshToken { redactor.add(refreshToken) }
  }
}
