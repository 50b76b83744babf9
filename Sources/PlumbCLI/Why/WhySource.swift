import Conversations
import SystemPackage
import Terminal
import Workspace

/// Where `why` has its conversation from: a file, or Genesys Cloud.
struct WhySource {
  let file: String?
  let cloud: CloudConversationOption
  let source: ConversationSource
  let console: Console

  /// The conversations; nil where none is given.
  func items() throws(CloudReader.Failure) -> [ConversationSource.Item]? {
    try cloud.items(from: source, console) ?? file.map { source.items(of: FilePath($0)) }
  }

  /// Fetches the conversation again after a time; nil where that failed, which has been said then.
  func secondReading(after seconds: Int) throws(CloudReader.Failure) -> Conversation? {
    Self.sleep(seconds)
    switch try cloud.items(from: source, console)?.first?.conversation {
    case .success(let conversation): return conversation
    case .failure(let problem):
      console.complain("plumb: the second reading: \(problem.message)")
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
