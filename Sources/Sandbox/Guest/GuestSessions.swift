/// Who writes from a web page or from another system, and in which conversation.
struct GuestSessions: Sendable {
  private var sessions: [String: GuestSession] = [:]
  private var threads: [String: String] = [:]

  /// One guest of web messaging, by the token that the guest has chosen.
  struct GuestSession: Sendable {
    var deployment: String
    var conversation: String?
  }

  subscript(token: String) -> GuestSession? {
    get { sessions[token] }
    set { sessions[token] = newValue }
  }

  func conversation(ofThread thread: String) -> String? { threads[thread] }

  mutating func remember(conversation: String, ofThread thread: String) { threads[thread] = conversation }
}
