#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Conversations

/// Where `why` has its conversation from: a file, or Genesys Cloud.
struct WhySource {
  let file: String?
  let cloud: CloudConversationOption
  let source: ConversationSource

  /// The conversations; nil where none is given.
  func items() throws(CloudReader.Failure) -> [ConversationSource.Item]? {
    try cloud.items(from: source) ?? file.map { source.items(of: Path($0)) }
  }

  /// Fetches the conversation again after a time; nil where that failed, which has been said then.
  func secondReading(after seconds: Int) throws(CloudReader.Failure) -> Conversation? {
    Self.sleep(seconds)
    switch try cloud.items(from: source)?.first?.conversation {
    case .success(let conversation): return conversation
    case .failure(let problem):
      source.console.complain("plumb: the second reading: \(problem.message)")
      return nil
    case nil: return nil
    }
  }

  /// Sleeps the whole time; signals that end the process do so.
  private static func sleep(_ seconds: Int) {
    var wanted = timespec(tv_sec: seconds, tv_nsec: 0)
    var rest = timespec()
    while nanosleep(&wanted, &rest) != 0, errno == EINTR { wanted = rest }
  }
}
