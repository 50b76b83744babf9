import ArgumentParser
import Terminal
import Workspace

/// `--conversation`, of `eval` and `why`, with how to reach Genesys Cloud, and `--watch`.
struct CloudConversationOption: ParsableArguments {
  @Option(
    name: .customLong("conversation"),
    help: ArgumentHelp(
      "Fetch the conversation from Genesys Cloud, through plumb-cloud; with --watch several times.", valueName: "id"))
  var conversations: [String] = []

  @Flag(help: "Stay with the conversation: answer at once, and again whenever the answer changes, until it ends.")
  var watch = false

  @Option(name: .customLong("for"), help: ArgumentHelp("With --watch: end after so long.", valueName: "seconds"))
  var duration: Int?

  @Option(
    help: ArgumentHelp(
      "The time for fetching; with --watch how long Genesys Cloud may be out of reach.", valueName: "seconds"))
  var timeout: Int?

  @OptionGroup var connection: ConnectionFlags

  /// The conversation that is fetched; nil where none is.
  var conversation: String? { conversations.first }

  /// Refuses what does not go together.
  func validate(files: Int, ndjson: Bool, talks: Bool = false) throws {
    if !conversations.isEmpty {
      if files > 0 { throw ValidationError("give either a file or --conversation") }
      if ndjson { throw ValidationError("--conversation is one conversation; leave --ndjson out") }
      if conversations.count > 1, !watch {
        throw ValidationError("several conversations are followed by --watch; else give one --conversation")
      }
    } else if watch {
      throw ValidationError("--watch follows a conversation of Genesys Cloud: give --conversation")
    } else if timeout != nil {
      throw ValidationError("--timeout goes with --conversation")
    } else if connection.areGiven, !talks {
      throw ValidationError("--base-url, --profile and --env-file go with --conversation")
    }
    if let duration {
      if !watch { throw ValidationError("--for goes with --watch") }
      guard (1...604_800).contains(duration) else { throw ValidationError("--for wants 1 to 604800 seconds") }
    }
    if let timeout, !(1...86_400).contains(timeout) { throw ValidationError("--timeout wants 1 to 86400 seconds") }
  }

  /// Fetches the conversation; nil where none is asked for.
  func items(from source: ConversationSource, _ console: Console) throws(CloudReader.Failure) -> [ConversationSource
    .Item]?
  {
    guard let conversation else { return nil }
    let contents = try reader(console).conversation(conversation)
    return source.items(named: Self.name(of: conversation), contents: contents)
  }

  /// What fetches.
  func reader(_ console: Console) -> CloudReader {
    CloudReader(console: console, flags: connection, timeout: timeout)
  }

  /// How a fetched conversation is named in output.
  static func name(of id: String) -> String { "conversations/" + id }
}
