import ArgumentParser
import Conversations
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import Terminal
import Workspace

/// `plumb cloud conversation watch ID`
struct ConversationWatchCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Prints changes of attributes as they become visible, until the conversation ends.",
    discussion: """
      Reads the conversation again and again, less often while nothing changes. Values are masked unless --show-values.

      Examples:
        plumb cloud conversation watch CONVERSATION
        plumb cloud conversation watch CONVERSATION --for 60 --format json
      """)
  static let helpWords = "conversation watch"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("The shortest time between two readings.", valueName: "seconds"))
  var interval = 1

  @Option(name: .customLong("for"), help: ArgumentHelp("End after so long.", valueName: "seconds"))
  var duration: Int?

  @Flag(help: "Show values in full.")
  var showValues = false

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard (1...3600).contains(interval) else { throw ValidationError("--interval wants 1 to 3600 seconds") }
    if let duration, !(1...604_800).contains(duration) { throw ValidationError("--for wants 1 to 604800 seconds") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    try await connection.withClient(on: console, timeout: duration.map { $0 + 60 }) { client in
      let end = duration.map { ContinuousClock.now + .seconds($0) }
      var pause = Duration.seconds(interval)
      var seen = AttributeSnapshot()
      while true {
        let conversation = try await client.fetchConversation(id)
        let now = AttributeSnapshot(conversation)
        let changes = now.changes(since: seen)
        for change in changes { print(change, on: console) }
        console.flush()
        seen = now
        if conversation.endTime != nil {
          console.say("the conversation has ended")
          return .done
        }
        if let end, ContinuousClock.now >= end { return .done }
        pause = changes.isEmpty ? min(pause * 2, max(.seconds(15), .seconds(interval))) : .seconds(interval)
        let left = end.map { $0 - ContinuousClock.now } ?? pause
        try await Task.sleep(for: min(pause, max(left, .zero)))
      }
    }
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
