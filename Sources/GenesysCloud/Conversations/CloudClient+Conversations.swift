public import JSON

/// Reading and writing one conversation.
extension CloudClient {
  /// Reads a conversation, as received.
  public func conversation(_ id: String) async throws(CloudError) -> JSONDocument {
    try await document(CloudRequest(.get, "conversations", id, permissions: ["conversation:communication:view"]))
  }

  /// The analytics details of a conversation, as received: which flows ran in which versions; never with attributes.
  public func conversationDetails(_ id: String) async throws(CloudError) -> JSONDocument {
    try await document(
      CloudRequest(
        .get, "analytics", "conversations", id, "details", permissions: ["analytics:conversationDetail:view"]))
  }

  /// Writes attributes of a participant; those that are not named stay.
  ///
  /// The server accepts them before they can be read: whoever must know reads the conversation until they are there.
  public func setAttributes(
    _ attributes: [(String, String)], participant: String, conversation: String
  ) async throws(CloudError) {
    let body: JSONValue = ["attributes": GuestFrames.map(attributes)]
    _ = try await send(
      CloudRequest(
        .patch, "conversations", conversation, "participants", participant, "attributes", body: body.bytes,
        isRepeatable: true))
  }

  /// Changes a participant with a body of the caller's.
  ///
  /// Genesys Cloud takes no attributes here, and a `state` in the body can end a call: this is for stand-ins that have
  /// no other way to write attributes.
  public func patchParticipant(
    _ body: [UInt8], participant: String, conversation: String
  ) async throws(CloudError) {
    _ = try await send(
      CloudRequest(.patch, "conversations", conversation, "participants", participant, body: body, isRepeatable: true))
  }

  /// Creates a conversation by `POST /conversations`, which stand-ins know and Genesys Cloud does not; gives the answer.
  public func createConversation(tutorialBody body: [UInt8]) async throws(CloudError) -> JSONDocument {
    if Region.isGenesys(host: address.api.host) {
      throw CloudError(
        .usage,
        "Genesys Cloud has no POST /conversations: a conversation begins with a guest, an open message or a call")
    }
    return try await document(CloudRequest(.post, "conversations", body: body))
  }

  /// Hands an inbound message of an open messaging integration in; gives the answer.
  public func sendInboundOpenMessage(integration: String, body: [UInt8]) async throws(CloudError) -> JSONDocument {
    try await document(
      CloudRequest(
        .post, "conversations", "messages", integration, "inbound", "open", "message", body: body,
        permissions: ["conversation:message:receive"]))
  }

  /// Ends a conversation for everybody in it.
  public func disconnect(conversation: String) async throws(CloudError) {
    var request = CloudRequest(
      .post, "conversations", conversation, "disconnect", permissions: ["conversation:communication:disconnect"])
    request.mayBeEmpty = true
    _ = try await send(request)
  }
}
