/// What a guest of Web Messaging has begun.
public struct GuestSession: Sendable {
  /// The guest's own token; it is no token of the API.
  public let token: Secret
  /// The id of the guest's first message, where the server gave one.
  public let messageID: String?
  /// The conversation, where it could be found out.
  public let conversationID: String?
}

extension CloudClient {
  /// Begins a conversation as a guest of Web Messaging: connects, sends one text with attributes, and says goodbye.
  ///
  /// The attributes go into the message's `channel.metadata.customAttributes`, from where they become attributes of the
  /// customer. The conversation's id comes with the echo of the message, else it is asked for by the message's id.
  public func startGuestSession(
    deployment: String, text: String, attributes: [(String, String)]
  ) async throws(CloudError) -> GuestSession {
    throw CloudError(.connection, "not written yet")
  }

  /// How many bytes the attributes of a guest's message take; Genesys Cloud refuses more than 2,048.
  public static func guestAttributeBytes(_ attributes: [(String, String)]) -> Int {
    0
  }
}
