import ArgumentParser
import Conversations
import Diagnosis
import SourceText
import SystemPackage
import Terminal
import Workspace

/// What `why` is given beside the conversation.
struct EvidenceOptions: ParsableArguments {
  @Option(
    name: .customLong("flow"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An export of a flow or of a data action, or a folder of them; may be given several times. With 'auto' the flows "
        + "that ran are fetched, in the versions that ran.", valueName: "path"))
  var flowWords: [String] = []

  @Option(help: ArgumentHelp("The same conversation, read again later.", valueName: "file"))
  var second: String?

  @Option(
    help: ArgumentHelp(
      "Fetch the conversation again after a time, for writes that have not landed yet.", valueName: "seconds"))
  var wait: Int?

  @Option(
    help: ArgumentHelp(
      "Notifications of the conversation, one a line or in an array: attributes, flow.start, flow.end.",
      valueName: "file"))
  var events: String?

  @Option(
    help: ArgumentHelp(
      "What the organisation has, for the names of flows that ran: {\"flows\": [{\"id\", \"name\"}]}.",
      valueName: "file"))
  var inventory: String?

  @Option(help: ArgumentHelp("The moment taken as now, in ISO 8601.", valueName: "time"))
  var at: String?

  func validate() throws {
    if let at, Timestamp(parsing: at) == nil {
      throw ValidationError("--at wants a time such as 2026-03-02T10:00:00Z, found ‘\(TerminalText.escaped(at))’")
    }
    if let wait, !(1...3600).contains(wait) { throw ValidationError("--wait wants 1 to 3600 seconds") }
    if wait != nil, second != nil { throw ValidationError("give one of --second and --wait") }
  }

  /// Whether the flows that ran are to be fetched.
  var asksForFlows: Bool { flowWords.contains("auto") }

  /// The files and folders that are named.
  var flows: [String] { flowWords.filter { $0 != "auto" } }

  var now: Timestamp? { at.flatMap { Timestamp(parsing: $0) } }

  /// Reads everything that the options name, except a second reading.
  func read(by reader: inout EvidenceReader, moreFlows: [String], on console: Console) throws {
    reader.evidence.inventory = try inventory.map { try JSONFile.inventory($0, in: console.inputs) }
    reader.evidence.now = now
    reader.readFlows(of: flows + moreFlows)
    if let events { reader.readEvents(of: FilePath(events)) }
  }
}
