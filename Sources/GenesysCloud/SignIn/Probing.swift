import JSON

/// What asking has shown about one permission.
public struct PermissionProbe: Sendable, Hashable {
  /// What asking can show.
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

extension CloudClient {
  /// Asks for things that cannot exist, one for each permission that the commands need.
  ///
  /// “Not found” shows that the permission is there, “forbidden” that it is missing. Nothing is changed. Where the server
  /// cannot be reached or the token is refused, the rest is not asked.
  public func probePermissions() async -> [PermissionProbe] {
    var results: [PermissionProbe] = []
    var end: CloudError?
    for question in ProbeQuestion.all {
      let outcome = if let end { PermissionProbe.Outcome.unknown(end) } else { await probe(question) }
      if case .unknown(let error) = outcome, [.unauthorized, .connection, .cancelled, .usage].contains(error.kind) {
        end = error
      }
      results.append(PermissionProbe(permission: question.permission, purpose: question.purpose, outcome: outcome))
    }
    return results
  }

  private func probe(_ question: ProbeQuestion) async -> PermissionProbe.Outcome {
    do throws(CloudError) {
      _ = try await send(question.request)
      return .granted
    } catch {
      switch error.kind {
      case .notFound: return .granted
      case .badRequest where question.request.method == .post: return .granted
      case .forbidden(let permissions): return .missing(permissions: permissions)
      default: return .unknown(error)
      }
    }
  }
}

/// A request that shows whether a permission is there.
struct ProbeQuestion: Sendable {
  let permission: String
  let purpose: String
  let request: CloudRequest

  /// An id that nothing has.
  static let nobody = "00000000-0000-4000-8000-000000000000"

  static let all: [ProbeQuestion] = [
    ProbeQuestion("conversation:communication:view", "read conversations", "conversations", nobody),
    ProbeQuestion(
      "conversation:message:view", "find a guest's conversation", "conversations", "messages", nobody, "details"),
    ProbeQuestion(
      "analytics:conversationDetail:view", "list and export conversations, see which flows ran", "analytics",
      "conversations", nobody, "details"),
    ProbeQuestion(
      "conversation:participant:attributesview", "find conversations by attributes", "conversations", "participants",
      "attributes", "search", body: #"{"query":[]}"#),
    ProbeQuestion("architect:flow:view", "list and read flows", "flows", nobody),
    ProbeQuestion(
      "architect:jobExport:create", "export flows as YAML or for Architect", "flows", "export", "jobs",
      body: #"{"flows":[]}"#),
    ProbeQuestion("architect:jobExport:view", "fetch exports of flows", "flows", "export", "jobs", nobody),
    ProbeQuestion("architect:datatable:view", "inventory of data tables", "flows", "datatables", nobody),
    ProbeQuestion("routing:queue:view", "inventory of queues", "routing", "queues", nobody),
    ProbeQuestion("integrations:action:view", "inventory of data actions", "integrations", "actions", nobody),
  ]

  private init(_ permission: String, _ purpose: String, _ path: String..., body: String? = nil) {
    self.permission = permission
    self.purpose = purpose
    var request = CloudRequest(body == nil ? .get : .post, body: body.map { Array($0.utf8) }, permissions: [permission])
    request.path = path
    self.request = request
  }
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
  /// The seconds that this machine's clock is ahead of the server's; nil where it does not tell the time.
  public let clockDifference: Int?
}

extension CloudClient {
  /// Asks what the token is; signs in where needed.
  public func describeToken() async throws(CloudError) -> TokenDescription {
    let response = try await send(CloudRequest(.get, "tokens", "me"))
    let root = response.root
    let now = options.clock.epochSeconds()
    let scopes = root?["authorizedScope"]
    return TokenDescription(
      organizationID: root?["organization"]?["id"]?.string,
      organizationName: root?["organization"]?["name"]?.string,
      clientName: root?["OAuthClient"]?["name"]?.string ?? root?["OAuthClient"]?["id"]?.string,
      scopes: scopes.map { Array($0.items).compactMap(\.string) + ($0.string.map { [$0] } ?? []) } ?? [],
      secondsLeft: await tokens.expiresAt.map { max(0, $0 - now) },
      clockDifference: response.header("date").flatMap(httpDate).map { now - $0 })
  }
}
