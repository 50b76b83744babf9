import Conversations
import JSON

/// What the tutorial believes to exist. Genesys Cloud has none of it.
enum TutorialEndpoints {
  static let table = [
    Endpoint(
      "POST", "/api/v2/conversations", .any(["conversation:communication:create"]), mode: .tutorial, create),
    Endpoint(
      "GET", "/api/v2/conversations/{id}/participants/{participant}", .any(["conversation:communication:view"]),
      mode: .tutorial, readParticipant),
    Endpoint("PATCH", "/api/v2/conversations/{id}/participants/{participant}", mode: .tutorial, changeParticipant),
  ]

  /// Stores what is posted; the reply is the same with ids.
  private static func create(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    var body = try call.request.object()
    guard body["participants"].map({ $0.isArray && $0.items.allSatisfy(\.isObject) }) ?? true else {
      throw .badRequest
    }
    body["id"] = .string(state.ids.uuid())
    if body["startTimestamp"] == nil { body["startTimestamp"] = .string(call.now.iso8601) }
    if body["state"] == nil { body["state"] = "open" }
    var participants = body.items("participants")
    for index in participants.indices {
      if let map = participants[index]["attributes"] {
        let members = try AttributeEndpoints.strings(map, mode: state.mode)
        participants[index]["attributes"] = .object(members)
      }
      if participants[index]["state"] == nil { participants[index]["state"] = "connected" }
    }
    body["participants"] = .array(participants)
    let conversation = StoredConversation(body, isTutorial: true, ids: &state.ids)
    state.conversations.add(conversation)
    return Reply(status: 201, conversation.view(at: call.now))
  }

  private static func readParticipant(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    Reply(try participant(call, state))
  }

  /// Merges attributes and takes the state as it is.
  private static func changeParticipant(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let conversation = try state.conversations.findParticipant(of: call)
    let body = try call.request.object()
    if let value = body["state"] {
      guard let text = value.text else {
        throw .invalidValue(String(decoding: value.bytes.prefix(80), as: UTF8.self), type: "String", allowed: "strings")
      }
      if text.lowercased() == "disconnected" {
        state.disconnect(conversation: call["id"], participant: call["participant"], now: call.now)
      } else if conversation.isTutorial {
        state.conversations[call["id"]]?.set("state", to: value, participant: call["participant"])
      }
    }
    if let map = body["attributes"] {
      let members = try AttributeEndpoints.strings(map, mode: state.mode)
      state.write(members, conversation: call["id"], participant: call["participant"], now: call.now)
    }
    return Reply(try participant(call, state))
  }

  private static func participant(_ call: Call, _ state: SandboxState) throws(APIError) -> JSONValue {
    let view = try state.conversations.find(call["id"]).view(at: call.now)
    let found = view["participants"]?.items.first { $0["id"]?.text == call["participant"] }
    guard let found else { throw .notFound }
    return found
  }
}
