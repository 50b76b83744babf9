import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import Terminal

/// `plumb cloud conversation …`
struct ConversationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conversation",
    abstract: "Reads, lists, exports, creates, watches and ends conversations.",
    subcommands: [
      ConversationGetCommand.self, ConversationListCommand.self, ConversationExportCommand.self,
      ConversationCreateCommand.self, ConversationWatchCommand.self,
      ConversationDisconnectCommand.self, ConversationFlowsCommand.self,
    ])
}

/// `plumb cloud conversation get ID`
struct ConversationGetCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Prints the JSON of a conversation as received.",
    discussion: """
      Needs the permission conversation:communication:view.

      Examples:
        plumb cloud conversation get CONVERSATION > conversation.json
        plumb cloud conversation get CONVERSATION | plumb why --key tier -
      """)
  static let helpWords = "conversation get"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @OptionGroup var connection: TimedConnection

  func run(on console: Console) async throws -> ExitStatus {
    let bytes = try await connection.withClient(on: console) { client in
      try await client.conversation(id).bytes
    }
    console.print(bytes)
    if bytes.last != 0x0A { console.print("\n") }
    return .done
  }
}

/// `plumb cloud conversation disconnect ID --yes`
struct ConversationDisconnectCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "disconnect",
    abstract: "Ends a conversation for everybody in it.",
    discussion: """
      Needs the permission conversation:communication:disconnect. There is no way back, hence --yes.

      Examples:
        plumb cloud conversation disconnect CONVERSATION --yes
      """)
  static let helpWords = "conversation disconnect"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @Flag(help: "Yes, end it.")
  var yes = false

  @OptionGroup var connection: TimedConnection

  func validate() throws {
    if !yes { throw ValidationError("this ends the conversation for everybody in it; say so with --yes") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    try await connection.withClient(on: console) { client in
      try await client.disconnect(conversation: id)
    }
    console.say("the conversation is ended")
    return .done
  }
}
