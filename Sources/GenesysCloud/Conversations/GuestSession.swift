import SourceText

/// What a guest of Web Messaging has begun.
public struct GuestSession: Sendable {
  /// The guest's own token; it is no token of the API.
  public let token: Secret
  /// The id of the guest's first message, where the server gave one.
  public let messageID: String?
  /// The conversation, where it could be found out.
  public let conversationID: String?
  /// Why the conversation could not be found out; it may well have begun.
  public let lookupError: CloudError?
}

extension CloudClient {
  /// The most bytes that the attributes of a guest's message may take.
  public static let guestAttributeLimit = 2_048

  /// How many bytes the attributes of a guest's message take, to be compared with ``guestAttributeLimit``.
  public static func guestAttributeBytes(_ attributes: [(String, String)]) -> Int {
    GuestFrames.attributes(attributes).count
  }

  /// Begins a conversation as a guest of Web Messaging: connects, sends one text with attributes, and hangs up.
  ///
  /// The attributes go into the message's `channel.metadata.customAttributes`, from where they become attributes of the
  /// customer. A guest is told the id of the message only; the conversation is asked for with the client's own token.
  public func startGuestSession(
    deployment: String, text: String, attributes: [(String, String)]
  ) async throws(CloudError) -> GuestSession {
    let deployment = try checkedIdentifier(deployment, "deployment")
    let place: WebAddress
    do {
      place = try WebAddress("\(address.webMessaging)\(address.basePath)/v1?deploymentId=\(percentEncoded(deployment))")
    } catch {
      throw CloudError(.usage, error.message)
    }
    let token = Secret(randomUUID())
    redactor.add(token)
    try pacer.check()
    let socket = try await WebSocketConnection.connect(to: place, options: options, timeout: pacer.timeForOneTry)
    let time = pacer.timeForOneTry
    let late = CloudError(
      .timeout, "an answer of \(place.origin) to the guest did not come within \(time.secondsRoundedUp) s",
      isRetryable: true)
    let outcome = await limited(to: time, late: late, cancelled: .cancelled) {
      await self.talk(over: socket, deployment: deployment, token: token, text: text, attributes: attributes)
    }
    await socket.close()
    let messageID = try outcome.get()
    guard let messageID else {
      return GuestSession(token: token, messageID: nil, conversationID: nil, lookupError: nil)
    }
    do throws(CloudError) {
      let id = try await findConversation(ofMessage: messageID)
      return GuestSession(token: token, messageID: messageID, conversationID: id, lookupError: nil)
    } catch {
      guard error.kind != .cancelled else { throw error }
      return GuestSession(token: token, messageID: messageID, conversationID: nil, lookupError: error)
    }
  }

  private func talk(
    over socket: WebSocketConnection, deployment: String, token: Secret, text: String, attributes: [(String, String)]
  ) async -> Result<String?, CloudError> {
    do {
      var messages = socket.messages.makeAsyncIterator()
      try await socket.send(GuestFrames.open(deployment: deployment, token: token))
      var isOpen = false
      while let message = try await messages.next() {
        guard let reply = GuestReply(message) else { continue }
        if let failure = reply.failure {
          return .failure(
            CloudError(
              reply.code == 429 ? .rateLimited(seconds: nil) : .badRequest,
              "Web Messaging refused the guest's \(isOpen ? "message" : "session"): \(reply.code), "
                + "‘\(redactor.redact(printable(failure)))’"
                + (isOpen ? "" : "; check the deployment's id, and whether it is active"), code: "\(reply.code)"))
        }
        if reply.kind == "SessionResponse", !isOpen {
          isOpen = true
          try await socket.send(GuestFrames.message(token: token, text: text, attributes: attributes))
        } else if reply.kind == "StructuredMessage", isOpen, reply.isInbound {
          return .success(reply.messageID)
        } else if reply.kind == "ConnectionClosedEvent" || reply.kind == "SessionExpiredEvent" {
          break
        }
      }
      return .failure(CloudError(.connection, "Web Messaging hung up before it took the message"))
    } catch let error as CloudError {
      return .failure(error)
    } catch {
      return .failure(error is CancellationError ? .cancelled : CloudError(.connection, "\(printable("\(error)"))"))
    }
  }

  /// Asks until the message is known: it takes a moment from the guest's side to the API's.
  private func findConversation(ofMessage id: String) async throws(CloudError) -> String? {
    var gap = Duration.milliseconds(250)
    for _ in 0..<6 {
      do throws(CloudError) {
        if let conversation = try await conversation(ofMessage: id) { return conversation }
      } catch {
        guard error.kind == .notFound else { throw error }
      }
      try await pacer.pause(gap, insteadOf: CloudError(.timeout, "the message is not known yet", isRetryable: true))
      gap = min(gap * 2, .seconds(2))
    }
    return nil
  }
}
