import Conversations

/// Everything the sandbox knows. It is a value: requests go in, replies come out, and nothing else happens, so that the
/// same requests in the same order give the same replies.
struct SandboxState: Sendable {
  /// The longest body that the API takes.
  static let largestBody = 512_000

  let mode: SandboxConfiguration.Mode
  let clients: [OAuthClient]
  /// How long written attributes stay invisible.
  let attributeDelay: Duration
  /// How far the data that analytics jobs read lags behind.
  let analyticsLag: Duration
  /// Where the sandbox is reached: `127.0.0.1:8080`.
  var authority = loopbackAddress

  var ids: Identifiers
  var tokens = TokenStore()
  var limiter: RateLimiter
  var faults: FaultPlan
  var conversations: ConversationStore
  var flows: FlowStore
  var listings: Listings
  var analyticsJobs: [String: AnalyticsJob] = [:]
  var exportJobs: [String: ExportJob] = [:]
  /// What export jobs have made.
  var downloads: [String: ExportedFile] = [:]
  var notifications = NotificationHub()
  /// Guests of web messaging, by the tokens that they have chosen.
  var guests: [String: GuestState] = [:]
  /// The conversations of those who write by open messaging.
  var threads: [String: String] = [:]

  private let endpoints: EndpointTable

  init(_ configuration: SandboxConfiguration, data: SandboxData) {
    mode = configuration.mode
    let missing = configuration.missingPermissions.union(data.missingPermissions)
    let main = OAuthClient(id: configuration.clientID, secret: configuration.clientSecret, missing: missing)
    clients = [main] + data.clients.filter { $0.id != main.id }
    attributeDelay = max(.zero, configuration.attributeDelay)
    analyticsLag = max(.zero, configuration.analyticsLag)
    ids = Identifiers(seed: configuration.seed)
    limiter = RateLimiter(allowed: max(1, configuration.requestsPerMinute))
    faults = FaultPlan(configuration.faults, seed: configuration.seed)
    conversations = ConversationStore(data.conversations, ids: &ids)
    flows = FlowStore(data.flows)
    listings = data.listings
    endpoints = EndpointTable(mode: configuration.mode)
  }

  /// The client that shows its id and its secret.
  func client(_ shown: ShownCredentials) -> OAuthClient? {
    clients.first { $0.id == shown.id && $0.secret == shown.secret }
  }

  // MARK: Answering

  /// Answers a request.
  mutating func answer(_ request: SandboxRequest, now: Timestamp) -> Reply {
    let correlationID = ids.uuid()
    var reply: Reply
    if request.path.hasPrefix("/api/") {
      reply = answerCall(request, correlationID: correlationID, now: now)
    } else if request.path.hasPrefix("/oauth/") {
      reply = SignIn.answer(request, &self, now: now)
    } else {
      reply = Reply(.notFound, correlationID: correlationID)
    }
    reply.headers += [("ININ-Correlation-Id", correlationID), ("Date", now.httpDate)]
    return reply
  }

  private mutating func answerCall(_ request: SandboxRequest, correlationID: String, now: Timestamp) -> Reply {
    let fault = faults.next(.call)
    switch fault {
    case .tooManyRequests: return Reply(.tooManyRequests(retryAfter: 1), correlationID: correlationID)
    case .unavailable: return Reply(.unavailable, correlationID: correlationID)
    case .html: return Reply(type: "text/html; charset=utf-8", body: Array(Self.page.utf8))
    case .reset:
      var reply = Reply(status: 0)
      reply.delivery = .reset
      return reply
    case .revoke, .half, .slow, .cut, .fail, .gone, nil: break
    }
    var standing: RateLimiter.Standing?
    var reply: Reply
    do throws(APIError) {
      let token = try tokens.check(authorization: request.header("authorization"), now: now)
      if fault == .revoke {
        tokens.revoke(token)
        throw .badCredentials
      }
      let count = limiter.count(token: token.text, now: now)
      standing = count
      if count.isOver { throw .tooManyRequests(retryAfter: max(1, count.reset)) }
      reply = try carryOut(request, token: token, correlationID: correlationID, now: now)
    } catch {
      reply = Reply(error, correlationID: correlationID)
    }
    if let standing {
      reply.headers += [
        ("inin-ratelimit-count", String(standing.count)), ("inin-ratelimit-allowed", String(limiter.allowed)),
        ("inin-ratelimit-reset", String(standing.reset)),
      ]
    }
    if fault == .slow { reply.delivery = .slow }
    if fault == .half { reply.delivery = .half }
    return reply
  }

  private mutating func carryOut(
    _ request: SandboxRequest, token: IssuedToken, correlationID: String, now: Timestamp
  ) throws(APIError) -> Reply {
    let (found, methods) = endpoints.route(method: request.method, segments: request.segments)
    guard let (endpoint, parameters) = found else {
      guard !methods.isEmpty else { throw .notFound }
      var reply = Reply(.methodNotAllowed, correlationID: correlationID)
      reply.headers.append(("Allow", methods.joined(separator: ", ")))
      return reply
    }
    if endpoint.needsUser, token.userID == nil { throw .notAUser }
    try endpoint.permission.check(missing: clients.first { $0.id == token.clientID }?.missing ?? [])
    if request.isTooLarge || request.body.count > Self.largestBody { throw .tooLarge }
    if !request.body.isEmpty {
      let type = request.header("content-type")?.lowercased() ?? ""
      guard type.hasPrefix("application/json") else { throw .mediaType }
    }
    return try endpoint.answer(Call(request: request, parameters: parameters, token: token, now: now), &self)
  }

  /// What a proxy might say in place of the API.
  private static let page = """
    <!DOCTYPE html>
    <html><head><title>Please wait</title></head><body><h1>Back in a moment</h1></body></html>
    """
}
