import ArgumentParser
import Conversations
import JSON
import PlumbCLI
import SourceText

/// `plumb cloud attributes set ID KEY=VALUE…`
struct AttributesSetCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Writes attributes to a participant, and waits until they can be read.",
    discussion: """
      Reads the conversation, sends only what differs, as strings, and reads again until it is there: Genesys Cloud \
      accepts a write before it is done. The participant is the customer that 'plumb eval' takes; where there is no \
      customer, the external one.

      Examples:
        plumb cloud attributes set CONVERSATION user_tier=PLATINUM 'first name=Ada'
        plumb cloud attributes set CONVERSATION tier= --participant PARTICIPANT

      Exit codes: 0 written and seen, or already there; 1 accepted, but not seen in time; 3 no such participant; 4 \
      refused.
      """)
  static let helpWords = "attributes set"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @Argument(help: ArgumentHelp("The attributes; the value is always a string.", valueName: "key=value"))
  var assignments: [String]

  @OptionGroup var target: TargetOptions

  @Option(help: ArgumentHelp("How long to wait until what was written can be read.", valueName: "seconds"))
  var timeout = 15

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    _ = try Assignment.pairs(assignments)
    guard (0...3600).contains(timeout) else { throw ValidationError("--timeout wants 0 to 3600 seconds") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let wanted = try Assignment.pairs(assignments)
    return try await connection.withClient(on: console, timeout: 60 + timeout) { client in
      let conversation = try await client.fetchConversation(id)
      let target = try target.target(in: conversation)
      target.explain(on: console)
      let writer = AttributeWriter(client: client, conversation: conversation, id: id, target: target)
      let changed = writer.changes(of: wanted)
      var result = AttributeWriter.Result(
        changed: changed.map(\.key), unchanged: wanted.map(\.key).filter { key in !changed.contains { $0.key == key } })
      if !changed.isEmpty {
        if conversation.endTime != nil {
          console.complain("plumb: note: the conversation has ended; no flow will read what is written now")
        }
        try await writer.write(changed)
        result.lag = try await writer.waitUntilSeen(changed, seconds: timeout, losses: &result.lost)
      }
      print(result, changed, of: target, on: console)
      return changed.isEmpty || result.lag != nil ? .done : .no
    }
  }

  private func print(
    _ result: AttributeWriter.Result, _ changed: [(key: String, value: String)], of target: Target, on console: Console
  ) {
    switch output.format {
    case .text:
      for (key, value) in changed {
        let done = result.lag == nil ? "sent" : "written"
        console.print("\(TerminalText.escaped("\(key): \(done) to \(target.name)")) (\(masked(value)))\n")
      }
      for key in result.unchanged { console.print("\(TerminalText.escaped(key)): already there\n") }
    case .json:
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("version", 1)
        writer.member("conversationId", id)
        writer.member("participantId", target.participant.id)
        writer.member("purpose", target.participant.purpose)
        writer.member("chosenBy", target.chosenBy.rawValue)
        writer.key("changed")
        writer.array(result.changed) { $0.string($1) }
        writer.key("unchanged")
        writer.array(result.unchanged) { $0.string($1) }
        writer.member("seen", changed.isEmpty || result.lag != nil)
        writer.member("milliseconds", result.lag)
      }
      console.print(writer.bytes + [0x0A])
    }
    if !changed.isEmpty, result.lag == nil {
      console.complain(
        "plumb: accepted, but not there after \(timeout) s; writes are asynchronous, look again with 'plumb cloud "
          + "attributes verify' or give --timeout more")
    }
    for key in result.lost {
      console.complain("plumb: warning: ‘\(TerminalText.escaped(key))’ has gone since: this server replaces attributes")
    }
  }
}
