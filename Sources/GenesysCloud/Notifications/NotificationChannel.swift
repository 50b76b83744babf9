/// A WebSocket over which the server tells what happens.
public struct NotificationChannel: Sendable, Hashable {
  /// The channel's id.
  public let id: String
  /// Where to connect to.
  public let connectURI: String
}

/// One event of a channel.
public struct NotificationEvent: Sendable {
  /// The topic, such as `v2.detail.events.conversation.ID.attributes`.
  public let topic: String
  /// The event as received.
  public let body: [UInt8]
}

extension CloudClient {
  /// Opens a channel.
  public func createNotificationChannel() async throws(CloudError) -> NotificationChannel {
    throw CloudError(.connection, "not written yet")
  }

  /// Sets the topics of a channel, in place of those it had.
  public func subscribe(_ channel: NotificationChannel, to topics: [String]) async throws(CloudError) {
  }

  /// The events of a channel, heartbeats left out; ends when the server closes the connection.
  public func events(_ channel: NotificationChannel) -> AsyncThrowingStream<NotificationEvent, any Error> {
    AsyncThrowingStream { $0.finish() }
  }
}
