import JSON

/// A WebSocket over which the server tells what happens.
public struct NotificationChannel: Sendable, Hashable {
  /// The channel's id.
  public let id: String
  /// Where to connect to. Who knows it can listen, so it is not for showing.
  public let connectURI: SecretText
}

/// One event of a channel.
public struct NotificationEvent: Sendable {
  /// The topic, such as `v2.detail.events.conversation.ID.attributes`.
  public let topic: String
  /// The event as received.
  public let body: [UInt8]
}

/// Being told what happens instead of asking.
extension CloudClient {
  /// Opens a channel.
  public func createNotificationChannel() async throws(CloudError) -> NotificationChannel {
    let response = try await send(CloudRequest(.post, "notifications", "channels"))
    guard let root = response.root, let id = root["id"]?.string, isIdentifier(id),
      let uri = root["connectUri"]?.string, !uri.isEmpty
    else { throw explainer.strange(response, "a channel without id or address") }
    let secret = SecretText(uri)
    redactor.add(secret)
    return NotificationChannel(id: id, connectURI: secret)
  }

  /// Sets the topics of a channel, in place of those it had; at most a thousand.
  public func subscribe(_ channel: NotificationChannel, to topics: [String]) async throws(CloudError) {
    let body = JSONValue.array(topics.map { ["id": .string($0)] })
    _ = try await send(
      CloudRequest(.put, "notifications", "channels", channel.id, "subscriptions", body: body.bytes, isRepeatable: true)
    )
  }

  /// The events of a channel, heartbeats left out.
  ///
  /// Ends when the server closes the connection, and with an error when it breaks. The address is all that is shown to the
  /// server that holds the socket: the token stays at home.
  public func events(_ channel: NotificationChannel) -> AsyncThrowingStream<NotificationEvent, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do throws(CloudError) {
          let socket = try await connect(
            to: try channel.connectURI.withValue { uri throws(CloudError) in
              try WebAddress(link: uri, base: address.api, of: "the channel has")
            })
          while let message = try await socket.next() {
            guard let root = JSONValue(parsing: message), let topic = root["topicName"]?.text,
              topic != "channel.metadata", let body = root["eventBody"]
            else { continue }
            continuation.yield(NotificationEvent(topic: topic, body: body.bytes))
          }
          await socket.close()
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}
