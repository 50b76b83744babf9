import Conversations
import JSON

/// One guest of web messaging, by the token that the guest has chosen.
struct GuestState: Sendable {
  var deployment: String
  var conversation: String?
}

/// The frames of web messaging: what a guest says and what the guest hears.
enum GuestReplies {
  /// How many bytes the custom attributes of one message may have.
  static let largestMetadata = 2048
  /// How many characters a message may have.
  static let longestText = 4096

  /// Answers a frame; `deployment` is the one that the address of the socket named.
  static func answer(
    _ text: String, deployment: String?, _ state: inout SandboxState, now: Timestamp
  ) -> [JSONValue] {
    guard let frame = JSONValue(parsing: Array(text.utf8)), frame.isObject else {
      return [failure(400, "Request failed.")]
    }
    switch frame["action"]?.text {
    case "configureSession", "startSession": return [start(frame, deployment: deployment, &state)]
    case "onMessage": return receive(frame, &state, now: now)
    case "echo": return [message(["type": "Text", "text": "ping", "direction": "Outbound"])]
    case "closeSession", "clearConversation": return [close(frame, &state, now: now)]
    default: return [failure(400, "Request failed.")]
    }
  }

  private static func start(_ frame: JSONValue, deployment: String?, _ state: inout SandboxState) -> JSONValue {
    guard let token = frame["token"]?.text, !token.isEmpty else { return failure(4020, "token is missing") }
    let name = frame["deploymentId"]?.text ?? deployment ?? ""
    guard !name.isEmpty else { return failure(400, "Deployment not found") }
    let isNew = state.guests[token] == nil
    if isNew { state.guests[token] = GuestState(deployment: name) }
    return [
      "type": "response", "class": "SessionResponse", "code": 200,
      "body": [
        "connected": true, "newSession": .boolean(isNew), "readOnly": false,
        "maxCustomDataBytes": .integer(largestMetadata),
      ],
    ]
  }

  private static func receive(_ frame: JSONValue, _ state: inout SandboxState, now: Timestamp) -> [JSONValue] {
    let token = frame["token"]?.text ?? ""
    guard let session = state.guests[token] else { return [failure(4007, "session not found")] }
    let content = frame["message"] ?? .null
    let text = content["text"]?.text ?? ""
    guard content["type"]?.text == "Text" && !text.isEmpty || content["type"]?.text == "Event" else {
      return [failure(400, "Request failed.")]
    }
    guard text.unicodeScalars.count <= longestText else { return [failure(4011, "message too long")] }
    // Only the place inside the message counts; the older one beside it is passed over.
    var attributes: [JSONMember] = []
    if let map = content["channel"]?["metadata"]?["customAttributes"] {
      guard map.bytes.count <= largestMetadata else {
        return [failure(4013, "Custom Attributes in channel metadata is larger than \(largestMetadata) bytes")]
      }
      guard let strings = try? AttributeEndpoints.strings(map, mode: .strict) else {
        return [failure(400, "Request failed.")]
      }
      attributes = strings
    }
    let presence = content.items("events").compactMap { $0["presence"]?["type"]?.text }.first
    if presence == "Disconnect" { return [close(frame, &state, now: now)] }
    let draft = MessageDraft(
      messenger: "webmessaging", sender: token, recipient: session.deployment, attributes: attributes)
    let (conversation, messageID) = state.receive(draft, text: text, conversation: session.conversation, now: now)
    state.guests[token]?.conversation = conversation
    var body = content.picking(["type", "text", "events"])
    body["direction"] = "Inbound"
    body["id"] = .string(messageID)
    body["channel"] = ["time": .string(now.iso8601), "messageId": .string(messageID), "type": "Private"]
    return [message(body)]
  }

  private static func close(_ frame: JSONValue, _ state: inout SandboxState, now: Timestamp) -> JSONValue {
    let token = frame["token"]?.text ?? ""
    guard let session = state.guests[token] else { return failure(4007, "session not found") }
    if let conversation = session.conversation { state.disconnect(conversation: conversation, now: now) }
    state.guests[token]?.conversation = nil
    return ["type": "message", "class": "ConnectionClosedEvent", "code": 200, "body": [:]]
  }

  // MARK: Envelopes

  private static func message(_ body: JSONValue) -> JSONValue {
    ["type": "message", "class": "StructuredMessage", "code": 200, "body": body]
  }

  private static func failure(_ code: Int, _ text: String) -> JSONValue {
    ["type": "response", "class": "string", "code": .integer(code), "body": .string(text)]
  }
}
