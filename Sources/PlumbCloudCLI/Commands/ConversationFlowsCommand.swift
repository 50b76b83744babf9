import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import Terminal

/// `plumb cloud conversation flows ID`
struct ConversationFlowsCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "flows",
    abstract: "Prints the flows that ran in a conversation, in the versions that ran.",
    discussion: """
      One JSON object a line: {"id":…,"version":…,"configuration":{…}}. 'plumb why --flow auto' reads it. Needs the \
      permissions analytics:conversationDetail:view and architect:flow:view.

      Examples:
        plumb cloud conversation flows CONVERSATION
      """)
  static let helpWords = "conversation flows"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @OptionGroup var connection: TimedConnection

  func run(on console: Console) async throws -> ExitStatus {
    try await connection.withClient(on: console) { client in
      let ran = try await FlowsThatRan(of: id, by: client)
      if ran.flows.isEmpty {
        console.say("note: no flow is known to have run in this conversation")
      } else if let note = ran.note {
        console.say("note: \(note)")
      }
      var status = ExitStatus.done
      for flow in ran.flows {
        do {
          let document = try await client.configuration(flow: flow.id, version: flow.version)
          var writer = JSONWriter()
          writer.object { writer in
            writer.member("id", flow.id)
            writer.member("version", flow.version)
            writer.member("configuration", document.root)
          }
          console.print(writer.bytes.onOneLine + [0x0A])
        } catch let error as CloudError {
          console.complain(about: error, what: "flow \(flow.id)")
          status.raise(to: .cloud)
        }
      }
      return status
    }
  }
}
