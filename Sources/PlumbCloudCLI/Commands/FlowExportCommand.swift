import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import SourceText
import SystemPackage
import Terminal
import Workspace

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

  func run(on console: Console) async throws -> ExitStatus {
    let folder = FilePath(to)
    do throws(InputProblem) {
      try FileSystem.makeFolders(folder)
    } catch {
      throw CommandFailure(.input, "\(to): \(error.message)")
    }
    ExportFolder.clean(folder)
    let listed = try await connection.withClient(on: console, timeout: timeout ?? 60) { client in
      try await client.allFlows(type: flowType, division: division)
    }
    let selection = FlowSelection(flows, among: listed)
    for problem in selection.unknown { console.say(problem) }
    let chosen = selection.flows
    let seconds = timeout ?? 60 + 30 * chosen.count
    var rows: [FlowExporter.Row] = []
    if !chosen.isEmpty {
      rows = try await connection.withClient(on: console, timeout: seconds) { client in
        await export(chosen, into: folder, by: client, on: console)
      }
    }
    if output.format == .json {
      let flows = rows.sorted { $0.flow.id < $1.flow.id }.map { json($0, in: folder) }
      console.print(["version": 1, "flows": .array(flows)])
    }
    func count(_ status: String) -> Int { rows.count { $0.outcome.status == status } }
    let (exported, present, failed) = (count("exported"), count("present"), count("failed"))
    console.say(
      "\(exported) flow\(exported == 1 ? "" : "s") exported\(present > 0 ? ", \(present) already there" : "")"
        + (failed > 0 ? ", \(failed) failed" : ""))
    return failed > 0 || !selection.unknown.isEmpty ? .cloud : .done
  }

  private func export(
    _ chosen: [FlowSummary], into folder: FilePath, by client: CloudClient, on console: Console
  ) async -> [FlowExporter.Row] {
    let exporter = FlowExporter(
      client: client, folder: folder, kind: type, version: version, force: force, width: jobs)
    let start = ContinuousClock.now
    var rows: [FlowExporter.Row] = []
    await exporter.export(chosen) { row in
      rows.append(row)
      if case .failed(let message) = row.outcome {
        console.progress("")
        console.say("\(row.flow.name) (\(row.flow.id)): \(message)")
      } else if case .exported = row.outcome, output.format == .text {
        console.progress("")
        console.print(TerminalText.escaped(folder.entry(row.entry.file).string) + "\n")
        console.flush()
      }
      if ContinuousClock.now - start > .seconds(1) {
        console.progress("\(rows.count) of \(chosen.count) flows")
      }
    }
    console.progress("")
    return rows
  }

  private func json(_ row: FlowExporter.Row, in folder: FilePath) -> JSONValue {
    var message: String?
    if case .failed(let text) = row.outcome { message = text }
    return [
      "id": .string(row.flow.id), "name": .string(row.flow.name), "type": .string(row.flow.type),
      "file": .string(folder.entry(row.entry.file).string), "status": .string(row.outcome.status),
      "message": message.map { .string($0) },
    ]
  }
}

extension ExportKind: ExpressibleByArgument {}
