import JSON

/// Being told what happens instead of asking.
extension CloudClient {
  /// Opens a channel.
  public func createNotificationChannel() async throws(CloudError) -> NotificationChannel {
    let response = try await send(CloudRequest(.post, "notifications", "channels"))
    guard let root = response.root, let id = root["id"]?.string, isIdentifier(id),
      let uri = root["connectUri"]?.string, !uri.isEmpty
    else { throw explainer.strange(response, "a channel without id or address") }
    let secret = Secret(uri)
    redactor.add(secret)
    return NotificationChannel(id: id, connectURI: secret)
  }

  /// Sets the topics of a channel, in place of those it had; at most a thousand.
  public func subscribe(_ channel: NotificationChannel, to topics: [String]) async throws(CloudError) {
    var writer = JSONWriter()
    writer.array(topics) { writer, topic in writer.object { $0.member("id", topic) } }
    _ = try await send(
      CloudRequest(
        .put, "notifications", "channels", channel.id, "subscriptions", body: writer.bytes, isRepeatable: true))
  }

  /// The events of a channel, heartbeats left out.
  ///
  /// Ends when the server closes the connection, and with an error when it breaks. The address is all that is shown to the
  /// server that holds the socket: the token stays at home.
  public func events(_ channel: NotificationChannel) -> AsyncThrowingStream<NotificationEvent, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          let place = try socketAddress(channel)
          try pacer.check()
          let socket = try await WebSocketConnection.connect(to: place, options: options, timeout: pacer.timeForOneTry)
          for try await message in socket.messages {
            guard let root = try? JSONDocument(parsing: message).root, let topic = root["topicName"]?.string,
              topic != "channel.metadata", let body = root["eventBody"]
            else { continue }
            var writer = JSONWriter()
            writer.node(body)
            continuation.yield(NotificationEvent(topic: topic, body: writer.bytes))
          }
          await socket.close()
          continuation.finish()
        } catch {
          continuation.finish(throwing: error is CancellationError ? CloudError.cancelled : error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private func socketAddress(_ channel: NotificationChannel) throws(CloudError) -> WebAddress {
    do throws(AddressError) {
      return try channel.connectURI.withValue { uri throws(AddressError) in
        try WebAddress(link: uri, base: address.api)
      }
    } catch {
      throw CloudError(.notGenesys, "the channel has an address that is not used: \(error.message)")
    }
  }
}
