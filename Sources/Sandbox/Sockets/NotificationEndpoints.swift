import Conversations
import JSON

/// Opening channels and subscribing to topics.
enum NotificationEndpoints {
  static let table = [
    Endpoint("GET", "/api/v2/notifications/channels", list),
    Endpoint("POST", "/api/v2/notifications/channels", open),
    Endpoint("HEAD", "/api/v2/notifications/channels/{channel}", check),
    Endpoint("GET", "/api/v2/notifications/channels/{channel}/subscriptions", topics),
    Endpoint("POST", "/api/v2/notifications/channels/{channel}/subscriptions", subscribe(replacing: false)),
    Endpoint("PUT", "/api/v2/notifications/channels/{channel}/subscriptions", subscribe(replacing: true)),
    Endpoint("DELETE", "/api/v2/notifications/channels/{channel}/subscriptions", unsubscribe),
  ]

  private static func describe(_ id: String, _ expires: Timestamp, _ state: SandboxState) -> JSONValue {
    [
      "id": .string(id), "connectUri": "ws://\(state.authority)/channels/\(id)", "expires": .string(expires.iso8601),
    ]
  }

  private static func list(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let channels = state.notifications.channels(of: call.token.clientID)
    return Reply(["entities": .array(channels.map { describe($0.id, $0.expires, state) })])
  }

  private static func open(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let id = "streaming-0-" + state.ids.uuid()
    let expires = call.now + .seconds(86_400)
    state.notifications.open(id: id, clientID: call.token.clientID, expires: expires)
    return Reply(describe(id, expires, state))
  }

  private static func check(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    try find(call, state)
    return Reply(status: 200)
  }

  private static func topics(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    try find(call, state)
    return Reply(listing(state.notifications.topics(of: call["channel"])))
  }

  private static func subscribe(replacing: Bool) -> Endpoint.Answer {
    { call, state throws(APIError) in
      try find(call, state)
      guard case .array(let items) = try call.request.json() else { throw .badRequest }
      let topics = items.compactMap { $0["id"]?.text }
      guard topics.count == items.count else { throw .badRequest }
      let others = replacing ? 0 : state.notifications.topics(of: call["channel"]).count
      guard others + topics.count <= NotificationHub.mostTopics else {
        throw APIError(400, "bad.request", "A channel can have \(NotificationHub.mostTopics) topics.")
      }
      state.notifications.subscribe(topics, channel: call["channel"], replacing: replacing)
      return Reply(listing(state.notifications.topics(of: call["channel"])))
    }
  }

  private static func unsubscribe(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    try find(call, state)
    state.notifications.subscribe([], channel: call["channel"], replacing: true)
    return Reply(status: 204)
  }

  private static func find(_ call: Call, _ state: SandboxState) throws(APIError) {
    guard state.notifications.has(call["channel"], of: call.token.clientID) else { throw .notFound }
  }

  private static func listing(_ topics: [String]) -> JSONValue {
    [
      "entities": .array(
        topics.map { ["id": .string($0), "state": "Permitted", "selfUri": "/api/v2/notifications/\($0)"] })
    ]
  }
}
