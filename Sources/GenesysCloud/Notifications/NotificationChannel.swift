/// A WebSocket over which the server tells what happens.
public struct NotificationChannel: Sendable, Hashable {
  /// The channel's id.
  public let id: String
  /// Where to connect to. Who knows it can listen, so it is not for showing.
  public let connectURI: Secret
}

/// One event of a channel.
public struct NotificationEvent: Sendable {
  /// The topic, such as `v2.detail.events.conversation.ID.attributes`.
  public let topic: String
  /// The event as received.
  public let body: [UInt8]
}
