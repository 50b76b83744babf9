import ArgumentParser
import Conversations
import JSON
import PlumbCLI
import SourceText
import Terminal

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
      guard !changed.isEmpty else {
        print(changed, wanted, of: target, seen: true, lag: nil, on: console)
        return .done
      }
      if conversation.endTime != nil {
        console.say("note: the conversation has ended; no flow will read what is written now")
      }
      try await writer.write(changed)
      let seen = try await writer.waitUntilSeen(changed, seconds: timeout)
      print(changed, wanted, of: target, seen: seen != nil, lag: seen?.milliseconds, on: console)
      for key in seen?.lost ?? [] {
        console.say("warning: ‘\(key)’ has gone since: this server replaces attributes")
      }
      return seen == nil ? .no : .done
    }
  }

  private func print(
    _ changed: [Assignment.Pair], _ wanted: [Assignment.Pair], of target: Target, seen: Bool, lag: Int?,
    on console: Console
  ) {
    let unchanged = wanted.map(\.key).filter { key in !changed.contains { $0.key == key } }
    switch output.format {
    case .text:
      for (key, value) in changed {
        let done = TerminalText.escaped("\(key): \(seen ? "written" : "sent") to \(target.participant.shortName)")
        console.print("\(done) (\(masked(value)))\n")
      }
      for key in unchanged { console.print("\(TerminalText.escaped(key)): already there\n") }
    case .json:
      console.print([
        "version": 1, "conversationId": .string(id), "participantId": .nullable(target.participant.id),
        "purpose": .nullable(target.participant.purpose), "chosenBy": .string(target.chosenBy.rawValue),
        "changed": .strings(changed.map(\.key)), "unchanged": .strings(unchanged), "seen": .boolean(seen),
        "milliseconds": lag.map { .integer($0) } ?? .null,
      ])
    }
    if !seen {
      console.say(
        "accepted, but not there after \(timeout) s; writes are asynchronous, look again with 'plumb cloud attributes "
          + "verify' or give --timeout more")
    }
  }
}
