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
    let customer = id("b", 1)
    return [
      "id": .string(id("c", 1)), "startTime": start, "recordingState": "none", "divisions": divisions(1),
      "participants": [
        participant(
          1, "customer", "External", start: start, "messages",
          messageLeg(1, start: start, peer: nil),
          [
            "custom_order_id": "ORD-1001", "user_tier": "gold", "context.genesys.legacyRoutingTargetQueueAddress": "",
          ]),
        participant(
          2, "workflow", "Workflow", start: start, "messages", messageLeg(2, start: start, peer: customer), [:]),
        participant(3, "acd", "ACD", start: start, "messages", messageLeg(3, start: start, peer: customer), [:]),
      ],
    ]
  }

  /// A call that went through a flow to an agent and is over: the agent's script wrote to the agent.
  private static func transferredCall(_ now: Timestamp) -> JSONValue {
    let start = minutes(-95, now)
    let end = minutes(-80, now)
    var agent = participant(6, "agent", "Internal", start: start, "calls", callLeg(6, start, end), ["order": "ORD-7"])
    agent["userId"] = .string(identifier(named: "user sandbox"))
    return [
      "id": .string(id("c", 2)), "startTime": start, "endTime": end, "recordingState": "none",
      "divisions": divisions(2),
      "participants": [
        participant(
          4, "customer", "External", start: start, "calls", callLeg(4, start, end), ["user_tier": "silver"]),
        participant(5, "ivr", "IVR", start: start, "calls", callLeg(5, start, end), [:]),
        agent,
      ],
    ]
  }

  /// A call between a user and somebody outside: there is no customer.
  private static func businessCall(_ now: Timestamp) -> JSONValue {
    let start = minutes(-5, now)
    var user = participant(7, "user", "Internal", start: start, "calls", callLeg(7, start, nil), [:])
    user["userId"] = .string(identifier(named: "user sandbox"))
    return [
      "id": .string(id("c", 3)), "startTime": start, "recordingState": "none", "divisions": divisions(3),
      "participants": [
        user,
        participant(8, "external", "External", start: start, "calls", callLeg(8, start, nil), ["user_tier": "bronze"]),
      ],
    ]
  }

  // MARK: Parts

  private static func participant(
    _ number: Int, _ purpose: String, _ type: String, start: JSONValue, _ medium: String, _ leg: JSONValue,
    _ attributes: JSONValue
  ) -> JSONValue {
    var result: JSONValue = [
      "id": .string(id("a", number)), "startTime": start, "connectedTime": start, "purpose": .string(purpose),
      "participantType": .string(type), "attributes": attributes,
    ]
    for name in ["calls", "callbacks", "chats", "emails", "messages"] { result[name] = name == medium ? [leg] : [] }
    result["endTime"] = leg["disconnectedTime"]
    return result
  }

  private static func messageLeg(_ number: Int, start: JSONValue, peer: String?) -> JSONValue {
    var leg: JSONValue = [
      "id": .string(id("b", number)), "state": "connected",
      "initialState": "connected", "direction": "inbound", "held": false, "provider": "PureCloud Messaging",
      "type": "webmessaging", "connectedTime": start, "messages": [],
    ]
    if let peer { leg["peerId"] = .string(peer) }
    if number == 2, let flow = BuiltInFlows.all.first { leg["flow"] = flow.analyticsSummary }
    return leg
  }

  private static func callLeg(_ number: Int, _ start: JSONValue, _ end: JSONValue?) -> JSONValue {
    var leg: JSONValue = [
      "id": .string(id("b", number)), "state": end == nil ? "connected" : "disconnected",
      "initialState": "connected", "direction": "inbound", "held": false, "provider": "Edge", "connectedTime": start,
    ]
    if let end {
      leg["disconnectedTime"] = end
      leg["disconnectType"] = "peer"
    }
    if number == 5, let flow = BuiltInFlows.all.last {
      leg["flow"] = flow.analyticsSummary
      leg["peerId"] = .string(id("b", 4))
    }
    return leg
  }

  /// The flow of the first and of the second conversation.
  private static func divisions(_ number: Int) -> JSONValue {
    let division = identifier(named: "division Home")
    let flows = BuiltInFlows.all
    let flow = number == 1 ? flows.first : number == 2 ? flows.last : nil
    let entities: [JSONValue] = flow.map { [["id": .string($0.id), "selfUri": "/api/v2/flows/\($0.id)"]] } ?? []
    return [
      [
        "division": ["id": .string(division), "selfUri": "/api/v2/authorization/divisions/\(division)"],
        "entities": .array(entities),
      ]
    ]
  }

  private static func id(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return "\(letter)0000000-5a2d-4b0c-8e10-" + String(repeating: "0", count: 12 - digits.count) + digits
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
    "divisions": [["id": .string(identifier(named: "division Home")), "name": "Home", "homeDivision": true]],
  ]
}
