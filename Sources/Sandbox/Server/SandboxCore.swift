import Conversations
import JSON
import Synchronization

/// Puts requests in an order and answers them one after the other.
final class SandboxCore: Sendable {
  let configuration: SandboxConfiguration
  private let started: Timestamp
  private let contents: Mutex<Contents>

  private struct Contents: Sendable {
    var state: SandboxState
    var requests: [RecordedRequest] = []
  }

  init(_ configuration: SandboxConfiguration, data: SandboxData, started: Timestamp) {
    self.configuration = configuration
    self.started = started
    contents = Mutex(Contents(state: SandboxState(configuration, data: data)))
  }

  private var now: Timestamp { Timestamp(milliseconds: configuration.clock()) }

  /// What was asked so far, in order.
  var requests: [RecordedRequest] { contents.withLock { $0.requests } }

  /// Says where the sandbox is reached.
  func settle(authority: String) { contents.withLock { $0.state.authority = authority } }

  /// Answers a request and notes it.
  func answer(_ request: SandboxRequest) -> Reply {
    contents.withLock { contents in
      let now = now
      let reply = contents.state.answer(request, now: now)
      contents.requests.append(
        RecordedRequest(
          method: request.method, path: request.path, status: reply.delivery == .reset ? 0 : reply.status,
          milliseconds: now.milliseconds - started.milliseconds))
      return reply
    }
  }

  /// Answers a frame of a guest.
  func answerGuest(_ frame: String, deployment: String?) -> [String] {
    contents.withLock { contents in
      GuestReplies.answer(frame, deployment: deployment, &contents.state, now: now)
        .map { String(decoding: $0.bytes, as: UTF8.self) }
    }
  }

  /// Puts a socket behind a notification channel; false where there is none.
  func connect(channel: String, _ socket: AsyncStream<String>.Continuation) -> Bool {
    contents.withLock { $0.state.notifications.connect(channel: channel, socket, now: now) }
  }

  /// Ends all notification sockets.
  func close() { contents.withLock { $0.state.notifications.close() } }

  /// Makes all tokens invalid.
  func revokeTokens() { contents.withLock { $0.state.tokens.revokeAll() } }

  /// What has been written of a participant's attributes, visible or not.
  func attributes(conversation: String, participant: String) -> [String: String] {
    let members = contents.withLock {
      $0.state.conversations[conversation]?.attributes[participant]?.accepted.members ?? []
    }
    return Dictionary(members.compactMap { member in member.value.text.map { (member.key, $0) } }) { $1 }
  }
}
