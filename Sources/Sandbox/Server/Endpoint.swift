import Conversations

/// One operation of the API: a line of a table.
struct Endpoint: Sendable {
  /// Answers a call.
  typealias Answer = @Sendable (Call, inout SandboxState) throws(APIError) -> Reply

  let method: String
  /// The segments of the path; `{name}` takes any one.
  let pattern: [String]
  /// What the client must be allowed.
  let permission: PermissionNeed
  /// Whether a token without a user is refused.
  let needsUser: Bool
  /// The mode in which it exists; nil for both.
  let mode: SandboxConfiguration.Mode?
  let answer: Answer

  init(
    _ method: String, _ path: String, _ permission: PermissionNeed, needsUser: Bool = false,
    mode: SandboxConfiguration.Mode? = nil, _ answer: @escaping Answer
  ) {
    self.method = method
    pattern = path.split(separator: "/").map(String.init)
    self.permission = permission
    self.needsUser = needsUser
    self.mode = mode
    self.answer = answer
  }

  /// An operation that needs no permission.
  init(
    _ method: String, _ path: String, needsUser: Bool = false, mode: SandboxConfiguration.Mode? = nil,
    _ answer: @escaping Answer
  ) {
    self.init(method, path, .nothing, needsUser: needsUser, mode: mode, answer)
  }

  /// What the placeholders stand for; nil where the path is another.
  func match(_ segments: [String]) -> [String: String]? {
    guard segments.count == pattern.count else { return nil }
    var values: [String: String] = [:]
    for (part, segment) in zip(pattern, segments) {
      if part.hasPrefix("{") {
        values[String(part.dropFirst().dropLast())] = segment
      } else if part != segment {
        return nil
      }
    }
    return values
  }

  /// How many segments are no placeholders: of two that match the more literal one is meant.
  var literalCount: Int { pattern.count { !$0.hasPrefix("{") } }
}

/// Which permissions an operation asks for.
enum PermissionNeed: Sendable {
  case nothing
  /// One of them is enough.
  case any([String])
  case all([String])

  /// Refuses a client that lacks them.
  func check(missing: Set<String>) throws(APIError) {
    switch self {
    case .nothing: return
    case .any(let permissions):
      if permissions.allSatisfy({ missing.contains($0) }) { throw .missingAny(permissions) }
    case .all(let permissions):
      let lacking = permissions.filter { missing.contains($0) }
      if !lacking.isEmpty { throw .missing(lacking) }
    }
  }
}

/// A request to an operation, by a client that may ask.
struct Call: Sendable {
  let request: SandboxRequest
  /// What stands for the placeholders of the path.
  let parameters: [String: String]
  /// With what the client came.
  let token: IssuedToken
  /// When it came.
  let now: Timestamp

  /// What stands for a placeholder.
  subscript(_ name: String) -> String { parameters[name] ?? "" }
}

/// All operations.
struct EndpointTable: Sendable {
  private let endpoints: [Endpoint]

  init(mode: SandboxConfiguration.Mode) {
    let all =
      TokenEndpoints.table + ConversationEndpoints.table + AttributeEndpoints.table + TutorialEndpoints.table
      + MessageEndpoints.table + AnalyticsEndpoints.table + SearchEndpoints.table + FlowEndpoints.table
      + ExportEndpoints.table + ListingEndpoints.table + NotificationEndpoints.table
    endpoints = all.filter { $0.mode == nil || $0.mode == mode }
  }

  /// What a method and a path lead to, with what the placeholders stand for; where there is nothing, the methods with
  /// which the path exists.
  func route(
    method: String, segments: [String]
  ) -> (found: (endpoint: Endpoint, values: [String: String])?, otherMethods: [String]) {
    // HEAD is answered as GET without the body, where it is no operation of its own.
    let methods = method == "HEAD" ? ["HEAD", "GET"] : [method]
    let there = endpoints.compactMap { endpoint in endpoint.match(segments).map { (endpoint: endpoint, values: $0) } }
    let best = there.filter { methods.contains($0.endpoint.method) }.max {
      $0.endpoint.literalCount < $1.endpoint.literalCount
    }
    return (best, Set(there.map(\.endpoint.method)).sorted())
  }
}
