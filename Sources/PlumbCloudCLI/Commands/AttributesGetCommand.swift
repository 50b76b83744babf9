import Attributes
import ArgumentParser
import Conversations
import JSON
import PlumbCLI
import Terminal

/// `plumb cloud attributes get ID`
struct AttributesGetCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Prints the attributes of a participant: key, value, type, and who wrote it.",
    discussion: """
      One line an attribute, fields separated by TAB. The type is str, which is all that Genesys Cloud stores; others \
      only come from stand-ins. ‘system’ are keys that Genesys Cloud and its clients write by themselves.

      Examples:
        plumb cloud attributes get CONVERSATION
        plumb cloud attributes get CONVERSATION --purpose agent --system --format json
      """)
  static let helpWords = "attributes get"

  @Argument(help: ArgumentHelp("The conversation.", valueName: "id"))
  var id: String

  @OptionGroup var target: TargetOptions

  @Flag(help: "Also print the attributes that Genesys Cloud writes by itself.")
  var system = false

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: TimedConnection

  /// One attribute.
  private struct Row {
    let key: String
    let value: JSONNode

    var type: String {
      switch value.kind {
      case .string: "str"
      case .boolean: "bln"
      case .number: value.sourceText.allSatisfy { $0.isNumber || $0 == "-" } ? "int" : "dec"
      default: "jsn"
      }
    }

    var isSystem: Bool { SystemKeys.contains(key) }
    var origin: String { isSystem ? "system" : "custom" }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let conversation = try await connection.withClient(on: console) { client in
      try await client.fetchConversation(id)
    }
    let target = try target.target(in: conversation)
    target.explain(on: console)
    let all = rows(of: target.participant)
    let rows = system ? all : all.filter { !$0.isSystem }
    switch output.format {
    case .text:
      for row in rows { console.print(fields: [row.key, row.value.attributeText, row.type, row.origin]) }
    case .json: print(rows, of: target, in: conversation, on: console)
    }
    if rows.count < all.count {
      let count = all.count - rows.count
      console.say("note: \(count) system attribute\(count == 1 ? " is" : "s are") left out; --system shows them")
    }
    return .done
  }

  /// The attributes, each key once: of several the last one counts.
  private func rows(of participant: Participant) -> [Row] {
    var rows: [Row] = []
    for (name, _) in participant.attributeMembers {
      guard let value = participant.attribute(name), !rows.contains(where: { sameKey($0.key, name) }) else { continue }
      rows.append(Row(key: name, value: value))
    }
    return rows
  }

  /// Values are written as they stand in the conversation.
  private func print(_ rows: [Row], of target: Target, in conversation: Conversation, on console: Console) {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.member("conversationId", conversation.id)
      writer.member("participantId", target.participant.id)
      writer.member("purpose", target.participant.purpose)
      writer.member("chosenBy", target.chosenBy.rawValue)
      writer.key("attributes")
      writer.array(rows) { writer, row in
        writer.object { writer in
          writer.member("key", row.key)
          writer.member("value", row.value)
          writer.member("type", row.type)
          writer.member("origin", row.origin)
        }
      }
    }
    console.print(writer.bytes + [0x0A])
  }
}
