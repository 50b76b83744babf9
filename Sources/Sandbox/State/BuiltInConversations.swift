import Conversations
import JSON

/// The conversations of a sandbox without a folder. They are as old as they say when it starts.
enum BuiltInConversations {
  static func documents(now: Timestamp) -> [LoadedConversation] {
    [webMessage(now), transferredCall(now), businessCall(now)].map { LoadedConversation(document: $0) }
  }

  /// A message of a web page that waits for an agent: attributes are on the customer.
  private static func webMessage(_ now: Timestamp) -> JSONValue {
    let start = minutes(-12, now)
    func participant(_ number: Int, _ purpose: String, _ type: String, _ attributes: JSONValue = [:]) -> JSONValue {
      let leg = ConversationParts.leg(
        id("b", number), "messages", start: start, peer: number == 1 ? nil : id("b", 1),
        flow: number == 2 ? BuiltInFlows.all.first : nil, type: "webmessaging")
      return ConversationParts.participant(
        id("a", number), purpose, type, start: start, "messages", leg, attributes)
    }
    return [
      "id": .string(id("c", 1)), "startTime": start, "recordingState": "none",
      "divisions": ConversationParts.divisions(flow: BuiltInFlows.all.first),
      "participants": [
        participant(
          1, "customer", "External",
          [
            "custom_order_id": "ORD-1001", "user_tier": "gold", "context.genesys.legacyRoutingTargetQueueAddress": "",
          ]), participant(2, "workflow", "Workflow"), participant(3, "acd", "ACD"),
      ],
    ]
  }

  /// A call that went through a flow to an agent and is over: the agent's script wrote to the agent.
  private static func transferredCall(_ now: Timestamp) -> JSONValue {
    let start = minutes(-95, now)
    let end = minutes(-80, now)
    return [
      "id": .string(id("c", 2)), "startTime": start, "endTime": end, "recordingState": "none",
      "divisions": ConversationParts.divisions(flow: BuiltInFlows.all.last),
      "participants": [
        caller(4, "customer", "External", start, end, ["user_tier": "silver"]),
        caller(5, "ivr", "IVR", start, end, peer: id("b", 4), flow: BuiltInFlows.all.last),
        caller(6, "agent", "Internal", user: "user sandbox", start, end, ["order": "ORD-7"]),
      ],
    ]
  }

  /// A call between a user and somebody outside: there is no customer.
  private static func businessCall(_ now: Timestamp) -> JSONValue {
    let start = minutes(-5, now)
    return [
      "id": .string(id("c", 3)), "startTime": start, "recordingState": "none",
      "divisions": ConversationParts.divisions(flow: nil),
      "participants": [
        caller(7, "user", "Internal", user: "user sandbox", start, nil),
        caller(8, "external", "External", start, nil, ["user_tier": "bronze"]),
      ],
    ]
  }

  // MARK: Parts

  private static func caller(
    _ number: Int, _ purpose: String, _ type: String, user: String? = nil, _ start: JSONValue, _ end: JSONValue?,
    _ attributes: JSONValue = [:], peer: String? = nil, flow: StoredFlow? = nil
  ) -> JSONValue {
    ConversationParts.participant(
      id("a", number), purpose, type, user: user.map(identifier(named:)), start: start, "calls",
      ConversationParts.leg(id("b", number), "calls", start: start, end: end, peer: peer, flow: flow), attributes)
  }

  private static func id(_ letter: String, _ number: Int) -> String {
    "\(letter)0000000-5a2d-4b0c-8e10-00000000000\(number)"
  }

  private static func minutes(_ count: Int64, _ now: Timestamp) -> JSONValue {
    .string((now + .seconds(count * 60)).iso8601)
  }
}

extension SandboxData {
  /// What a sandbox without a folder begins with.
  static func builtIn(now: Timestamp) -> SandboxData {
    var data = SandboxData()
    data.conversations = BuiltInConversations.documents(now: now)
    data.flows = BuiltInFlows.all
    data.listings = Listings(BuiltInLists.object)
    return data
  }
}

/// The lists of a sandbox without a folder.
enum BuiltInLists {
  static let object: JSONValue = [
    "queues": [["name": "Support"], ["name": "Orders"]],
    "skills": [["name": "Returns", "state": "active"]],
    "languages": [["name": "English", "state": "active"]],
    "prompts": [["name": "Greeting", "description": "What callers hear first"]],
    "dataActions": [
      [
        "id": "custom_-_get_order", "name": "Get order", "category": "Order service", "secure": false,
        "integrationId": .string(identifier(named: "integration orders")),
        "contract": [
          "input": [
            "inputSchema": [
              "type": "object", "properties": ["orderId": ["type": "string"]], "required": ["orderId"],
            ]
          ],
          "output": [
            "successSchema": [
              "type": "object", "properties": ["status": ["type": "string"], "daysLate": ["type": "integer"]],
            ]
          ],
        ],
      ]
    ],
    "dataTables": [
      [
        "name": "Tiers", "description": "What a tier may have",
        "schema": [
          "type": "object", "properties": ["key": ["type": "string"], "discount": ["type": "integer"]],
          "required": ["key"],
        ],
      ]
    ],
    "schedules": [["name": "Open", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]],
    "scheduleGroups": [["name": "Office", "timeZone": "Europe/Berlin"]],
    "emergencyGroups": [["name": "Storm", "enabled": false]],
  ]
}
