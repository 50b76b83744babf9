import Conversations
import JSON
import SourceText
import Testing

@testable import Sandbox

/// A sandbox without a socket, whose clock stands still until it is moved.
struct PlainSandbox {
  var state: SandboxState
  var now = Timestamp(milliseconds: 1_800_000_000_000)
  /// The token that calls come with.
  var token = ""

  init(_ change: (inout SandboxConfiguration) -> Void = { _ in }, data: (inout SandboxData) -> Void = { _ in }) throws {
    var configuration = SandboxConfiguration()
    change(&configuration)
    var contents = SandboxData.builtIn(now: now)
    data(&contents)
    state = SandboxState(configuration, data: contents)
    token = try signIn()
  }

  /// Gets a token by client credentials.
  mutating func signIn(id: String = "sandbox", secret: String = "sandbox") throws -> String {
    let reply = form(["grant_type": "client_credentials", "client_id": id, "client_secret": secret])
    return try #require(reply.json["access_token"]?.text, "\(reply.status) \(reply.json)")
  }

  /// Posts a form to the token endpoint.
  mutating func form(_ fields: [String: String], authorization: String? = nil) -> Reply {
    let body = fields.map { "\($0.key)=\(percentEncoded($0.value))" }.joined(separator: "&")
    var headers = [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
    if let authorization { headers.append((name: "Authorization", value: authorization)) }
    return state.answer(
      SandboxRequest(method: "POST", target: "/oauth/token", headers: headers, body: Array(body.utf8)), now: now)
  }

  /// Calls the API; paths are below `/api/v2`.
  mutating func call(_ method: String, _ path: String, _ body: JSONValue? = nil) -> Reply {
    var headers = [(name: "authorization", value: "Bearer \(token)")]
    if body != nil { headers.append((name: "content-type", value: "application/json; charset=UTF-8")) }
    return state.answer(
      SandboxRequest(method: method, target: "/api/v2" + path, headers: headers, body: body?.bytes ?? []), now: now)
  }

  mutating func get(_ path: String) -> Reply { call("GET", path) }

  /// The id of the first conversation with a participant of a purpose and no end, and that participant's id.
  func live(_ purpose: String) throws -> (conversation: String, participant: String) {
    let conversation = try #require(
      state.conversations.all.first { $0.isLive && $0.participant(purpose: purpose) != nil })
    return (conversation.id, try #require(conversation.participant(purpose: purpose)?["id"]?.text))
  }

  /// What a reader sees of the attributes of a participant.
  mutating func attributes(_ conversation: String, _ participant: String) -> JSONValue? {
    let view = get("/conversations/\(conversation)").json
    return view["participants"]?.items.first { $0["id"]?.text == participant }?["attributes"]
  }

  mutating func pass(seconds: Int64) { now = now + .seconds(seconds) }
}

extension Reply {
  /// The body as JSON; null where it is none.
  var json: JSONValue { JSONValue(parsing: body) ?? .null }
  /// The code of a refusal.
  var code: String? { json["code"]?.text }
}
