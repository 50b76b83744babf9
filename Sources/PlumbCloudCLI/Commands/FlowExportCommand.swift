import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import SourceText

/// `plumb cloud flow export ID|NAME…|--all --to DIR`
struct FlowExportCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Exports flows into a folder, for plumb lint and plumb why.",
    discussion: """
      Each flow becomes <name>.<id>.<extension>. What is there in the same version is not fetched again, so an export \
      that was ended goes on where it was. yaml and architect come by export jobs (permissions architect:flow:view, \
      architect:jobExport:create and :view), json is the configuration (architect:flow:view alone).

      Examples:
        plumb cloud flow export --all --to flows
        plumb cloud flow export 'Order tracking' --to flows --type json
        plumb cloud flow export FLOW --version 12.0 --to flows
        plumb cloud flow export --all --flow-type inboundcall --to flows

      Exit codes: 0 everything is there, 4 a flow is unknown or could not be had; the others were exported.
      """)
  static let helpWords = "flow export"

  @Argument(help: ArgumentHelp("Flows, by id or name.", valueName: "id or name"))
  var flows: [String] = []

  @Flag(help: "Export every flow that may be seen.")
  var all = false

  @Option(help: ArgumentHelp("The folder; it is made where it is missing.", valueName: "folder"))
  var to: String

  @Option(help: ArgumentHelp("What to export: yaml, architect or json.", valueName: "format"))
  var type: ExportKind = .yaml

  @Option(help: ArgumentHelp("With --all: only flows of this type, such as inboundcall.", valueName: "type"))
  var flowType: String?

  @Option(help: ArgumentHelp("With --all: only flows of this division, given by id or name.", valueName: "division"))
  var division: String?

  @Option(help: ArgumentHelp("This version of the one flow, in place of the latest.", valueName: "version"))
  var version: String?

  @Flag(help: "Fetch also what is there already.")
  var force = false

  @Option(help: ArgumentHelp("How many flows are fetched at the same time.", valueName: "count"))
  var jobs = 4

  @Option(
    help: ArgumentHelp("The time for everything; a minute, and half a minute more for each flow.", valueName: "seconds")
  )
  var timeout: Int?

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if all == !flows.isEmpty { throw ValidationError("give flows by id or name, or --all") }
    if !all, flowType != nil || division != nil { throw ValidationError("--flow-type and --division go with --all") }
    if version != nil, flows.count != 1 { throw ValidationError("--version is about one flow") }
    guard (1...16).contains(jobs) else { throw ValidationError("--jobs wants 1 to 16") }
    if let timeout, !(1...86_400).contains(timeout) { throw ValidationError("--timeout wants 1 to 86400 seconds") }
  }

  /// What has become of one flow.
  private struct Row {
    let flow: FlowSummary
    let entry: ExportJournal.Entry
    let outcome: FlowExporter.Outcome
  }

  func run(on console: Console) async throws -> ExitStatus {
    let folder = Path(to)
    do throws(InputProblem) {
      try ExportFolder.make(folder)
    } catch {
      throw CommandFailure(.input, "\(to): \(error.message)")
    }
    ExportFolder.clean(folder)
    let listed = try await connection.withClient(on: console, timeout: timeout ?? 60) { client in
      try await client.allFlows(type: flowType, division: division)
    }
    let selection = FlowSelection(flows, among: listed)
    for problem in selection.unknown { console.complain("plumb: \(TerminalText.escaped(problem))") }
    let chosen = selection.flows
    let seconds = timeout ?? 60 + 30 * chosen.count
    var rows: [Row] = []
    if !chosen.isEmpty {
      rows = try await connection.withClient(on: console, timeout: seconds) { client in
        await export(chosen, into: folder, by: client, on: console)
      }
    }
    summarize(rows, on: console)
    let hasFailed = rows.contains { if case .failed = $0.outcome { true } else { false } }
    return hasFailed || !selection.unknown.isEmpty ? .cloud : .done
  }

  private func export(
    _ chosen: [FlowSummary], into folder: Path, by client: CloudClient, on console: Console
  ) async -> [Row] {
    let exporter = FlowExporter(
      client: client, folder: folder, kind: type, version: version, force: force, width: jobs)
    let start = ContinuousClock.now
    var rows: [Row] = []
    await exporter.export(chosen) { flow, entry, outcome in
      rows.append(Row(flow: flow, entry: entry, outcome: outcome))
      if case .failed(let message) = outcome {
        console.progress("")
        console.complain("plumb: \(TerminalText.escaped("\(flow.name) (\(flow.id)): \(message)"))")
      } else if case .exported = outcome, output.format == .text {
        console.progress("")
        console.print(TerminalText.escaped(folder.appending(Array(entry.file.utf8)).display) + "\n")
        console.flush()
      }
      if ContinuousClock.now - start > .seconds(1) {
        console.progress("\(rows.count) of \(chosen.count) flows")
      }
    }
    console.progress("")
    return rows
  }

  private func summarize(_ rows: [Row], on console: Console) {
    var counts = (exported: 0, present: 0, failed: 0)
    for row in rows {
      switch row.outcome {
      case .exported: counts.exported += 1
      case .present: counts.present += 1
      case .failed: counts.failed += 1
      }
    }
    if output.format == .json { console.print(json(rows)) }
    let present = counts.present > 0 ? ", \(counts.present) already there" : ""
    let failed = counts.failed > 0 ? ", \(counts.failed) failed" : ""
    console.complain("plumb: \(counts.exported) flow\(counts.exported == 1 ? "" : "s") exported\(present)\(failed)")
  }

  private func json(_ rows: [Row]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("flows")
      writer.array(rows.sorted { $0.flow.id < $1.flow.id }) { writer, row in
        writer.beginObject()
        writer.member("id", row.flow.id)
        writer.member("name", row.flow.name)
        writer.member("type", row.flow.type)
        writer.member("file", Path(to).appending(Array(row.entry.file.utf8)).display)
        switch row.outcome {
        case .exported: writer.member("status", "exported")
        case .present: writer.member("status", "present")
        case .failed(let message):
          writer.member("status", "failed")
          writer.member("message", message)
        }
        writer.endObject()
      }
    }
    return writer.bytes + [0x0A]
  }
}

extension ExportKind: ExpressibleByArgument {}
