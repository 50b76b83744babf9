import ArgumentParser
import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal
import Workspace

/// `plumb cloud conversation watch ID…`
struct ConversationWatchCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Prints changes of attributes until the conversations end.",
    discussion: """
      Changes come by notifications; where these cannot be had, which is said, the conversation is read again and again, \
      less often while nothing changes and never more often than half of the limit of requests bears. Values are masked \
      unless --show-values. With --full each line is an object with the whole conversation, which 'plumb eval --watch' \
      and 'plumb why --watch' read: {"at":…,"via":"notification|poll","changed":["attributes.tier"],"conversation":{…}}.

      Examples:
        plumb cloud conversation watch CONVERSATION
        plumb cloud conversation watch CONVERSATION --for 60 --format json

      Exit codes: 0 the conversations have ended or --for is over, 4 Genesys Cloud can no longer be reached.
      """)
  static let helpWords = "conversation watch"

  @Argument(help: ArgumentHelp("The conversations.", valueName: "id"))
  var ids: [String]

  @Option(help: ArgumentHelp("The shortest time between two readings.", valueName: "seconds"))
  var interval = 1

  @Option(name: .customLong("for"), help: ArgumentHelp("End after so long.", valueName: "seconds"))
  var duration: Int?

  @Flag(help: "Show values in full.")
  var showValues = false

  @Flag(help: "Print whole conversations, for programs.")
  var full = false

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: LongConnection

  func validate() throws {
    guard (1...3600).contains(interval) else { throw ValidationError("--interval wants 1 to 3600 seconds") }
    if let duration, !(1...604_800).contains(duration) { throw ValidationError("--for wants 1 to 604800 seconds") }
    if ids.count > ConversationWatch.limit {
      throw ValidationError("at most \(ConversationWatch.limit) conversations can be watched at a time")
    }
  }

  func run(on console: Console) async throws -> ExitStatus {
    var status = ExitStatus.done
    var seen: [String: AttributeSnapshot] = [:]
    try await connection.withClient(on: console) { client in
      let watch = ConversationWatch(ids, by: client, interval: .seconds(interval))
      try await watch.run(for: duration.map { .seconds($0) }) { change in
        if full {
          print(change, on: console)
        } else {
          let now = AttributeSnapshot(Self.conversation(of: change))
          for row in now.changes(since: seen[change.conversation] ?? AttributeSnapshot()) { print(row, on: console) }
          seen[change.conversation] = now
        }
        console.flush()
        if change.hasEnded {
          console.say("the conversation \(ids.count > 1 ? change.conversation + " " : "")has ended")
        }
        return !console.hasLostReader
      } note: { note in
        switch note {
        case .polling(let error):
          console.say("note: there are no notifications, conversations are read again and again: \(error.description)")
        case .notified: console.say("note: notifications are there again")
        case .lost(let id, let error):
          if ids.count > 1 { console.complain(about: error, what: id) }
          status = .cloud
        }
      }
    }
    return status
  }

  private static func conversation(of change: ConversationWatch.Change) -> Conversation? {
    guard let document = try? JSONDocument(parsing: change.document.bytes) else { return nil }
    return try? ConversationInput(document.root).conversations.first
  }

  private func print(_ change: ConversationWatch.Change, on console: Console) {
    console.print([
      "at": .string(Timestamp.now.iso8601), "via": change.isNotified ? "notification" : "poll",
      "changed": .strings(change.changed), "conversation": change.document,
    ])
  }

  private func print(_ change: AttributeSnapshot.Row, on console: Console) {
    let time = Timestamp.now
    switch output.format {
    case .text:
      let value = change.value.map { showValues ? TerminalText.escaped($0) : masked($0) } ?? "gone"
      let name = "\(change.purpose) \(Participant.shortened(id: change.participant)) \(change.key)"
      console.print("\(time.clockTime) \(TerminalText.escaped(name)): \(value)\n")
    case .json:
      console.print([
        "time": .string(time.iso8601), "participantId": .string(change.participant),
        "purpose": .string(change.purpose), "key": .string(change.key), "present": .boolean(change.value != nil),
        "value": showValues ? .nullable(change.value) : nil,
        "valueLength": change.value.map { .integer($0.unicodeScalars.count) } ?? .null,
      ])
    }
  }
}
