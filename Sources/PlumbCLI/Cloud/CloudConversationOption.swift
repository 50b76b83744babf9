import ArgumentParser
import Terminal
import Workspace

/// `--conversation`, of `eval` and `why`, with how to reach Genesys Cloud.
struct CloudConversationOption: ParsableArguments {
  @Option(help: ArgumentHelp("Fetch the conversation from Genesys Cloud, through plumb-cloud.", valueName: "id"))
  var conversation: String?

  @OptionGroup var connection: ConnectionFlags

  /// Refuses what does not go together.
  func validate(files: Int, ndjson: Bool, talks: Bool = false) throws {
    if conversation != nil {
      if files > 0 { throw ValidationError("give either a file or --conversation") }
      if ndjson { throw ValidationError("--conversation is one conversation; leave --ndjson out") }
    } else if connection.areGiven, !talks {
      throw ValidationError("--base-url, --profile and --env-file go with --conversation")
    }
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
    CloudReader(console: console, flags: connection)
  }

  /// How a fetched conversation is named in output.
  static func name(of id: String) -> String { "conversations/" + id }
}
