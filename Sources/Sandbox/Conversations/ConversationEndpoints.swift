import JSON

/// Reading and ending conversations.
enum ConversationEndpoints {
  static let table: [Endpoint] =
    [
      Endpoint("GET", "/api/v2/conversations", needsUser: true, active(medium: nil)),
      Endpoint("GET", "/api/v2/conversations/{id}", .any(["conversation:communication:view"]), read),
      Endpoint(
        "GET", "/api/v2/conversations/{id}/secureattributes", .any(["conversation:participant:attributesview"]), secured
      ),
      Endpoint(
        "POST", "/api/v2/conversations/{id}/disconnect", .any(["conversation:communication:disconnect"]), disconnect),
      Endpoint(
        "PATCH", "/api/v2/conversations/{id}/participants/{participant}",
        .any(["conversation:participant:wrapup", "conversation:call:record", "conversation:communication:disconnect"]),
        mode: .strict, changeState),
    ]
    + MediaView.media.flatMap { medium in
      [
        Endpoint("GET", "/api/v2/conversations/\(medium)", needsUser: true, active(medium: medium)),
        Endpoint("GET", "/api/v2/conversations/\(medium)/{id}", read(medium: medium)),
      ]
    }

  private static func read(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    Reply(try state.conversations.find(call["id"]).view(at: call.now))
  }

  private static func read(medium: String) -> Endpoint.Answer {
    { call, state throws(APIError) in
      let conversation = try state.conversations.find(call["id"]).view(at: call.now)
      guard let view = MediaView.view(of: conversation, medium: medium) else { throw .notFound }
      return Reply(view)
    }
  }

  /// What goes on, for users; of one medium or of all.
  private static func active(medium: String?) -> Endpoint.Answer {
    { call, state throws(APIError) in
      let views = state.conversations.all.filter(\.isLive).compactMap { conversation -> JSONValue? in
        let view = conversation.view(at: call.now)
        guard let medium else { return view }
        return MediaView.view(of: view, medium: medium)
      }
      return Reply(ListingPage.page(of: views, call: call))
    }
  }

  /// Secured data is no attribute and comes from here alone.
  private static func secured(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let conversation = try state.conversations.find(call["id"])
    return Reply(["attributes": conversation.secured, "version": 1])
  }

  private static func disconnect(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    _ = try state.conversations.find(call["id"])
    state.disconnect(conversation: call["id"], now: call.now)
    return Reply("disconnected")
  }

  /// Changes what a participant does; it has no attributes, and those of the body are passed over.
  private static func changeState(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    _ = try state.conversations.findParticipant(of: call)
    let body = try call.request.object()
    if body["state"]?.text?.lowercased() == "disconnected" {
      state.disconnect(conversation: call["id"], participant: call["participant"], now: call.now)
    }
    if let wrapup = body["wrapup"] {
      state.conversations[call["id"]]?.set("wrapup", to: wrapup, participant: call["participant"])
    }
    return Reply(status: 202)
  }
}
