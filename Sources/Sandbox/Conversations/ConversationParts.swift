import JSON

/// Parts of the conversations that the sandbox makes by itself.
enum ConversationParts {
  /// A participant with one leg.
  static func participant(
    _ id: String, _ purpose: String, _ type: String, name: String? = nil, user: String? = nil, queue: String? = nil,
    start: JSONValue, _ medium: String, _ leg: JSONValue, _ attributes: JSONValue = [:]
  ) -> JSONValue {
    var result: JSONValue = [
      "id": .string(id), "name": name.map { .string($0) }, "startTime": start, "connectedTime": start,
      "endTime": leg["disconnectedTime"], "purpose": .string(purpose), "participantType": .string(type),
      "attributes": attributes, "userId": user.map { .string($0) }, "queueId": queue.map { .string($0) },
    ]
    for name in ["calls", "callbacks", "chats", "emails", "messages"] { result[name] = name == medium ? [leg] : [] }
    return result
  }

  /// The leg of a participant; of messages one that goes on.
  static func leg(
    _ id: String, _ medium: String, start: JSONValue, end: JSONValue? = nil, peer: String?, flow: StoredFlow? = nil,
    type: String? = nil, to: JSONValue? = nil, from: JSONValue? = nil
  ) -> JSONValue {
    [
      "id": .string(id), "state": end == nil ? "connected" : "disconnected", "initialState": "connected",
      "direction": "inbound", "held": false, "provider": medium == "calls" ? "Edge" : "PureCloud Messaging",
      "type": type.map { .string($0) }, "connectedTime": start, "disconnectedTime": end,
      "disconnectType": end == nil ? nil : "peer", "toAddress": to, "fromAddress": from,
      "messages": medium == "messages" ? [] : nil, "peerId": peer.map { .string($0) }, "flow": flow?.analyticsSummary,
    ]
  }

  /// The one division, with the flow and the queue that took part.
  static func divisions(flow: StoredFlow?, queue: String? = nil) -> JSONValue {
    let id = identifier(named: "division Home")
    let uris = [flow.map { ($0.id, "/api/v2/flows/") }, queue.map { ($0, "/api/v2/routing/queues/") }]
    let entities: [JSONValue] = uris.compactMap(\.self).map { ["id": .string($0), "selfUri": .string($1 + $0)] }
    return [
      [
        "division": ["id": .string(id), "selfUri": "/api/v2/authorization/divisions/\(id)"],
        "entities": .array(entities),
      ]
    ]
  }
}
