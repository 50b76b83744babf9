import Conversations
import JSON

/// Writing the attributes of participants.
enum AttributeEndpoints {
  static let table: [Endpoint] =
    [Endpoint("PATCH", "/api/v2/conversations/{id}/participants/{participant}/attributes", write)]
    + MediaView.media.map { medium in
      Endpoint(
        "PATCH", "/api/v2/conversations/\(medium)/{id}/participants/{participant}/attributes", write(medium: medium))
    }

  /// The path without a medium answers nothing.
  private static func write(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    // What the tutorial creates is changed as the tutorial does.
    if state.mode == .tutorial, try state.conversations.find(call["id"]).isTutorial { throw .notFound }
    try merge(call, &state)
    return Reply(status: 202)
  }

  /// The paths of the media answer what the map is now.
  private static func write(medium: String) -> Endpoint.Answer {
    { call, state throws(APIError) in
      let view = try state.conversations.find(call["id"]).view(at: call.now)
      guard MediaView.view(of: view, medium: medium) != nil else { throw .notFound }
      try merge(call, &state)
      let map = state.conversations[call["id"]]?.attributes[call["participant"]]
      return Reply(status: 202, ["attributes": map?.accepted ?? [:]])
    }
  }

  private static func merge(_ call: Call, _ state: inout SandboxState) throws(APIError) {
    _ = try state.conversations.findParticipant(of: call)
    let members = try strings(try call.request.json()["attributes"], mode: state.mode)
    state.write(members, conversation: call["id"], participant: call["participant"], now: call.now)
  }

  /// The members of a map of strings. In tutorial mode other scalars become strings; else they are refused.
  static func strings(_ map: JSONValue?, mode: SandboxConfiguration.Mode) throws(APIError) -> [JSONMember] {
    guard let map, map != .null else { throw .nullAttributes }
    guard case .object(let members) = map else { throw .badRequest }
    var result: [JSONMember] = []
    for member in members {
      switch (member.value, mode) {
      case (.string, _): result.append(member)
      case (.null, _): throw .nullAttributes
      case (.boolean, .tutorial), (.number, .tutorial):
        let text = String(decoding: member.value.bytes, as: UTF8.self)
        result.append(JSONMember(key: member.key, value: .string(text)))
      default:
        let text = String(decoding: member.value.bytes.prefix(80), as: UTF8.self)
        throw .invalidValue(text, type: "String", allowed: "strings")
      }
    }
    return result
  }
}

extension SandboxState {
  /// Writes attributes and tells who has subscribed to that.
  mutating func write(_ members: [JSONMember], conversation: String, participant: String, now: Timestamp) {
    let visibleFrom = now + attributeDelay
    conversations[conversation]?.write(members, participant: participant, visibleFrom: visibleFrom, now: now)
    notifications.publish(
      "attributes", conversation: conversation, participant: participant, attributes: .object(members), now: now,
      ids: &ids, faults: &faults)
    if let view = conversations[conversation]?.view(at: visibleFrom) {
      notifications.publishConversation(view, ids: &ids, faults: &faults)
    }
  }

  /// Ends a conversation, or what one participant has to do with it, and tells who has subscribed to that.
  mutating func disconnect(conversation id: String, participant: String? = nil, now: Timestamp) {
    guard let conversation = conversations[id] else { return }
    if let participant {
      conversations[id]?.disconnect(participant: participant, now: now)
    } else {
      conversations[id]?.disconnect(now: now)
    }
    for one in conversation.participants where one["endTime"] == nil {
      guard let name = one["id"]?.text, participant == nil || participant == name else { continue }
      let kind =
        switch one["purpose"]?.text {
        case "customer", "external": "customer"
        case "acd": "acd"
        case "agent", "user": "user"
        case "ivr", "workflow", "botflow": "flow"
        default: "user"
        }
      notifications.publish(
        kind + ".end", conversation: id, participant: name, now: now, ids: &ids, faults: &faults)
    }
    if let view = conversations[id]?.view(at: now) {
      notifications.publishConversation(view, ids: &ids, faults: &faults)
    }
  }
}
