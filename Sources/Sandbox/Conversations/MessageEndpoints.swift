import Conversations
import JSON

/// Messages of customers: those of open messaging come in here, those of web messaging through the guest socket.
enum MessageEndpoints {
  static let table = [
    Endpoint(
      "POST", "/api/v2/conversations/messages/inbound/open", .all(["conversation:message:receive"]), receive),
    Endpoint(
      "POST", "/api/v2/conversations/messages/{integration}/inbound/open/message",
      .all(["conversation:message:receive"]), receive),
    Endpoint(
      "GET", "/api/v2/conversations/messages/{message}/details",
      .any(["conversation:message:view", "conversation:webmessaging:view"]), details),
  ]

  private static func receive(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    var body = try call.request.json()
    let channel = body["channel"] ?? .null
    let integration = call.parameters["integration"] ?? channel["to"]?["id"]?.text
    guard let sender = channel["from"]?["id"]?.text, !sender.isEmpty, let integration, !integration.isEmpty else {
      throw .badRequest
    }
    let custom = channel["metadata"]?["customAttributes"]
    let attributes = try custom.map { map throws(APIError) in try AttributeEndpoints.strings(map, mode: state.mode) }
    let names = [channel["from"]?["firstName"]?.text, channel["from"]?["lastName"]?.text].compactMap(\.self)
    let draft = MessageDraft(
      messenger: "open", sender: sender, name: names.isEmpty ? nil : names.joined(separator: " "),
      recipient: integration, attributes: attributes ?? [])
    let thread = "open \(integration) \(sender)"
    let (conversation, message) = state.receive(
      draft, text: body["text"]?.text ?? "", conversation: state.threads[thread], now: call.now)
    state.threads[thread] = conversation
    body["id"] = .string(message)
    body["direction"] = "Inbound"
    body["conversationId"] = .string(conversation)
    return Reply(body)
  }

  private static func details(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    guard let message = state.conversations.messages[call["message"]] else { throw .notFound }
    return Reply([
      "id": .string(call["message"]), "timestamp": .string(message.time.iso8601), "direction": "inbound",
      "messengerType": .string(message.messenger), "textBody": .string(message.text), "status": "received",
      "conversationId": .string(message.conversationID), "selfUri": .string(call.request.path),
    ])
  }
}
