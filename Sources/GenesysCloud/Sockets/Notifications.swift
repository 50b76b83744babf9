public import JSON

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
  public let body: JSONNode
}

/// The open socket of a channel.
public struct NotificationSocket: Sendable {
  private let connection: WebSocketConnection

  fileprivate init(_ connection: WebSocketConnection) {
    self.connection = connection
  }

  /// The next event, heartbeats left out; nil when the server has closed the socket properly, and an error where it broke
  /// or fell silent for a minute.
  public func next() async throws(CloudError) -> NotificationEvent? {
    while let message = try await connection.next() {
      guard let root = (try? JSONDocument(parsing: message))?.root, let topic = root["topicName"]?.string,
        topic != "channel.metadata", let body = root["eventBody"]
      else { continue }
      return NotificationEvent(topic: topic, body: body)
    }
    return nil
  }

  /// Says goodbye and closes.
  public func close() async { await connection.close() }
}

/// Being told what happens instead of asking.
extension CloudClient {
  /// How many topics a channel may have.
  public static let topicLimit = 1_000

  /// Opens a channel. A client has twenty at most; each lives for a day, and may be connected to again and again.
  public func createNotificationChannel() async throws(CloudError) -> NotificationChannel {
    let response = try await send(CloudRequest(.post, "notifications", "channels"))
    guard let root = response.root, let id = root["id"]?.string, isIdentifier(id),
      let uri = root["connectUri"]?.string, !uri.isEmpty
    else { throw explainer.strange(response, "a channel without id or address") }
    let secret = SecretText(uri)
    redactor.add(secret)
    return NotificationChannel(id: id, connectURI: secret)
  }

  /// Sets the topics of a channel, in place of those it had; at most ``topicLimit``.
  ///
  /// - Returns: those that the server does not permit.
  @discardableResult
  public func subscribe(_ channel: NotificationChannel, to topics: [String]) async throws(CloudError) -> [String] {
    let body = JSONValue.array(topics.map { ["id": .string($0)] })
    let response = try await send(
      CloudRequest(.put, "notifications", "channels", channel.id, "subscriptions", body: body.bytes, isRepeatable: true)
    )
    let entities = response.root?["entities"].map { Array($0.items) } ?? []
    return entities.filter { $0["state"]?.string == "Rejected" }.compactMap { $0["id"]?.string }
  }

  /// Connects to a channel; a socket that it had before is ended by the server.
  ///
  /// The address is all that is shown to the server that holds the socket: the token stays at home.
  public func connect(to channel: NotificationChannel) async throws(CloudError) -> NotificationSocket {
    let place = try channel.connectURI.withValue { uri throws(CloudError) in
      let scheme = uri.prefix { $0 != ":" }.lowercased()
      guard scheme == "wss" || scheme == "ws" else {
        throw CloudError(.notGenesys, "the channel has an address that is not used: it is none of a web socket")
      }
      return try WebAddress(link: uri, base: address.api, of: "the channel has")
    }
    return NotificationSocket(try await connect(to: place))
  }
}
