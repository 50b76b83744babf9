/// Reading what analytics keeps of conversations.
extension CloudClient {
  /// The analytics details of a conversation, as received: which flows ran in which versions; never with attributes.
  public func conversationDetails(_ id: String) async throws(CloudError) -> [UInt8] {
    try await send(
      CloudRequest(
        .get, "analytics", "conversations", id, "details", permissions: ["analytics:conversationDetail:view"])
    ).body
  }
}
