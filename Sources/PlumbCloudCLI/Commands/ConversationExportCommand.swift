import ArgumentParser
import Conversations
import GenesysCloud
import PlumbCLI
import SourceText
import SystemPackage
import Terminal
import Workspace

/// `plumb cloud conversation export --from T --to T --to-dir DIR`
struct ConversationExportCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Exports the conversations of a time into a folder, with their attributes.",
    discussion: """
      Writes conversations-0001.ndjson and so on, a conversation a line, as jobs of analytics give them, for 'plumb eval \
      --ndjson' and 'plumb why --ndjson'. A run that was ended, however, goes on where it was when the command is given \
      again: journal.jsonl in the folder says what is there. No conversation is lost or there twice.

      The data that jobs read is about a day behind: what is not in it yet is told, and fetched by a later run. Jobs cut \
      keys and values to 1,024 characters: each value that may have been cut stands in the journal, and is counted at the \
      end (RC-09). Needs the permission analytics:conversationDetail:view.

      Examples:
        plumb cloud conversation export --from 2026-03-01T00:00:00Z --to 2026-03-02T00:00:00Z --to-dir march-1
        plumb cloud conversation export --from 2026-03-01T00:00:00Z --to 2026-03-08T00:00:00Z --attribute tier \
      --to-dir tiers
        cat march-1/*.ndjson | plumb why --key tier --ndjson --histogram -

      Exit codes: 0 everything is there, 2 the folder holds another export, 3 a file could not be written, 4 something is \
      missing: not available yet, or Genesys Cloud could not give it.
      """)
  static let helpWords = "conversation export"

  @Option(help: ArgumentHelp("From this moment on, such as 2026-03-02T10:00:00Z.", valueName: "iso-8601"))
  var from: String

  @Option(help: ArgumentHelp("Until this moment.", valueName: "iso-8601"))
  var to: String

  @Option(help: ArgumentHelp("The folder; it is made where it is missing.", valueName: "folder"))
  var toDir: String

  @Option(
    name: .customLong("attribute"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Only conversations in which a participant has this; several times for all.", valueName: "key"))
  var attributes: [String] = []

  @OptionGroup var connection: LongConnection

  /// How long a job may stay as far as it is.
  private static let patience = 600

  func validate() throws {
    _ = try interval()
    if attributes.contains("") { throw ValidationError("--attribute wants a key") }
  }

  private func interval() throws -> Interval {
    let interval = Interval(
      from: try TimeOptions.moment(from, option: "--from"), to: try TimeOptions.moment(to, option: "--to"))
    guard interval.from < interval.to else { throw ValidationError("--from has to be before --to") }
    return interval
  }

  func run(on console: Console) async throws -> ExitStatus {
    let folder = FilePath(toDir)
    do throws(InputProblem) {
      try FileSystem.makeFolders(folder)
    } catch {
      throw CommandFailure(.input, "\(toDir): \(error.message)")
    }
    let request = ConversationExportJournal.Request(
      interval: try interval(), attributes: Array(Set(attributes)).sorted())
    let journal = try ConversationExportJournal(folder: folder, for: request)
    defer { journal.close() }
    return try await connection.withClient(on: console, timeout: Self.patience) { client in
      var exporter = try ConversationExporter(request, journal: journal, by: client, on: console)
      let result: Result<Interval?, any Error>
      do {
        result = .success(try await exporter.run())
      } catch {
        console.progress("")
        result = .failure(error)
      }
      for (key, count) in exporter.cuts {
        console.say(
          "RC-09: ‘\(key)’: \(count) value\(count == 1 ? "" : "s") of 1,024 characters may have been cut; "
            + "the conversation itself has the whole one")
      }
      let missing = try result.get()
      console.say("\(exporter.kept) conversation\(exporter.kept == 1 ? "" : "s") in \(toDir)")
      guard let missing else { return .done }
      console.say(
        "missing: \(missing.from.iso8601) to \(missing.to.iso8601) is not in the data that jobs read yet; run again later"
      )
      return .cloud
    }
  }
}
