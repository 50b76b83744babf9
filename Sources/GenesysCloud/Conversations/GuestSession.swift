import FoundationEssentials
import JSON
import SourceText

/// What a guest of Web Messaging has begun.
public struct GuestSession: Sendable {
  /// The guest's own token; it is no token of the API.
  public let token: SecretText
  /// The id of the guest's first message, where the server gave one.
  public let messageID: String?
}

extension CloudClient {
  /// The most bytes that the attributes of a guest's message may take.
  public static let guestAttributeLimit = 2_048

  /// How many bytes the attributes of a guest's message take, to be compared with ``guestAttributeLimit``.
  public static func guestAttributeBytes(_ attributes: [(String, String)]) -> Int {
    GuestFrames.map(attributes).bytes.count
  }

  /// Begins a conversation as a guest of Web Messaging: connects, sends one text with attributes, and hangs up.
  ///
  /// The attributes go into the message's `channel.metadata.customAttributes`, from where they become attributes of the
  /// customer. A guest is told the id of the message only; ``conversation(ofMessage:)`` finds the conversation.
  public func startGuestSession(
    deployment: String, text: String, attributes: [(String, String)]
  ) async throws(CloudError) -> GuestSession {
    let deployment = try checkedIdentifier(deployment, "deployment")
    let place = try WebAddress(
      "\(address.webMessaging)\(address.basePath)/v1?deploymentId=\(percentEncoded(deployment))")
    let token = SecretText(UUID().uuidString.lowercased())
    redactor.add(token)
    let socket = try await connect(to: place)
    let time = pacer.timeForOneTry
    let late = CloudError(
      .timeout, "an answer of \(place.origin) to the guest did not come within \(time.secondsRoundedUp) s",
      isRetryable: true)
    let outcome: Result<String?, CloudError>
    do throws(CloudError) {
      let messageID = try await limited(to: time, late: late) { () async throws(CloudError) -> String? in
        try await self.talk(over: socket, deployment: deployment, token: token, text: text, attributes: attributes)
      }
      outcome = .success(messageID)
    } catch {
      outcome = .failure(error)
    }
    await socket.close()
    return GuestSession(token: token, messageID: try outcome.get())
  }

  private func talk(
    over socket: WebSocketConnection, deployment: String, token: SecretText, text: String,
    attributes: [(String, String)]
  ) async throws(CloudError) -> String? {
    try await socket.send(GuestFrames.open(deployment: deployment, token: token))
    var isOpen = false
    while let message = try await socket.next() {
      guard let reply = GuestReply(message) else { continue }
      if let failure = reply.failure {
        throw CloudError(
          reply.code == 429 ? .rateLimited(seconds: nil) : .badRequest,
          "Web Messaging refused the guest's \(isOpen ? "message" : "session"): \(reply.code), "
            + "‘\(redactor.redact(printable(failure)))’"
            + (isOpen ? "" : "; check the deployment's id, and whether it is active"), code: "\(reply.code)")
      }
      if reply.kind == "SessionResponse", !isOpen {
        isOpen = true
        try await socket.send(GuestFrames.message(token: token, text: text, attributes: attributes))
      } else if reply.kind == "StructuredMessage", isOpen, reply.isInbound {
        return reply.messageID
      } else if reply.kind == "ConnectionClosedEvent" || reply.kind == "SessionExpiredEvent" {
        break
      }
    }
    throw CloudError(.connection, "Web Messaging hung up before it took the message")
  }

  /// Finds the conversation that a message belongs to; nil where none is named within 15 seconds.
  ///
  /// It takes a moment from where messages come in to where they can be asked for, so it is asked again and again.
  public func conversation(ofMessage id: String) async throws(CloudError) -> String? {
    var gaps = [.milliseconds(250), .milliseconds(500), .seconds(1)] + Array(repeating: Duration.seconds(2), count: 7)
    while true {
      do throws(CloudError) {
        let response = try await send(
          CloudRequest(
            .get, "conversations", "messages", id, "details",
            permissions: ["conversation:message:view", "conversation:webmessaging:view"]))
        if let conversation = response.root?["conversationId"]?.string { return conversation }
        if gaps.isEmpty { return nil }
      } catch {
        guard error.kind == .notFound, !gaps.isEmpty else { throw error }
      }
      let unknown = CloudError(.timeout, "the message is not known yet", isRetryable: true)
      try await pacer.pause(gaps.removeFirst(), insteadOf: unknown)
    }
  }
}
