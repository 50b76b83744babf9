import Documents
import GenesysCloud
import JSON
import PlumbCLI
import SystemPackage
import Workspace

/// Fetches flows into a folder, several at a time; what is there already is not fetched again.
struct FlowExporter {
  let client: CloudClient
  let folder: FilePath
  let kind: ExportKind
  /// The version that is wanted; the latest where it is nil.
  let version: String?
  /// Whether what is there is fetched again.
  let force: Bool
  /// How many flows are fetched at the same time.
  let width: Int

  /// What has become of one flow.
  enum Outcome {
    case exported
    case present
    case failed(String)

    /// The word for it.
    var status: String {
      switch self {
      case .exported: "exported"
      case .present: "present"
      case .failed: "failed"
      }
    }
  }

  /// One flow, and what has become of it.
  struct Row {
    let flow: FlowSummary
    /// What the journal says of it once it is there.
    let entry: ExportJournal.Entry
    let outcome: Outcome
  }

  /// Exports flows.
  ///
  /// - Parameter report: is told of each flow as soon as it is done.
  func export(_ flows: [FlowSummary], report: (Row) -> Void) async {
    var journal = ExportJournal(folder: folder)
    var waiting: [(flow: FlowSummary, entry: ExportJournal.Entry)] = []
    for flow in flows {
      let entry = entry(for: flow)
      if !force, journal.holds(entry) {
        report(Row(flow: flow, entry: entry, outcome: .present))
      } else {
        waiting.append((flow, entry))
      }
    }
    await withTaskGroup(of: (Int, Result<[UInt8], CloudError>).self) { group in
      var next = 0
      var isOver = false
      func start() {
        let (index, id) = (next, waiting[next].flow.id)
        next += 1
        group.addTask {
          do throws(CloudError) {
            return (index, .success(try await fetch(id)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      while next < min(width, waiting.count) { start() }
      while let (index, result) = await group.next() {
        let (flow, entry) = waiting[index]
        report(Row(flow: flow, entry: entry, outcome: keep(result, entry, in: &journal)))
        // Without a sign-in each of the others would only say the same.
        if case .failure(let error) = result, error.kind == .unauthorized { isOver = true }
        if next < waiting.count, !isOver { start() }
      }
      for (flow, entry) in waiting[next...] {
        report(Row(flow: flow, entry: entry, outcome: .failed("not tried: not signed in")))
      }
    }
  }

  private func entry(for flow: FlowSummary) -> ExportJournal.Entry {
    let name = ExportFileName.make(name: flow.name, id: flow.id, extension: kind.fileExtension(flowType: flow.type))
    // Which of both an export takes is the server's business, so that a change of either counts.
    let versions = version ?? "published \(flow.publishedVersion ?? "-"), saved \(flow.savedVersion ?? "-")"
    return ExportJournal.Entry(id: flow.id, kind: kind, version: versions, file: name, size: 0)
  }

  private func fetch(_ id: String) async throws(CloudError) -> [UInt8] {
    switch kind {
    case .yaml: return try await client.exportFlow(id, version: version, format: .yaml)
    case .architect: return try await client.exportFlow(id, version: version, format: .architect)
    case .json: return try await client.configuration(flow: id, version: version).bytes
    }
  }

  private func keep(
    _ result: Result<[UInt8], CloudError>, _ entry: ExportJournal.Entry, in journal: inout ExportJournal
  ) -> Outcome {
    switch result {
    case .failure(let error): return .failed(error.description)
    case .success(let received):
      guard let bytes = Self.unpacked(received) else { return .failed("the export is an archive without a flow in it") }
      var entry = entry
      entry.size = bytes.count
      do throws(InputProblem) {
        try FileReplacement.write(bytes, to: folder.entry(entry.file))
        try journal.add(entry)
        return .exported
      } catch {
        return .failed("\(entry.file) \(error.message)")
      }
    }
  }

  /// The flow of an archive, whose own name in there says nothing about where it goes; other bytes as they are. Nil for
  /// an archive without one flow.
  private static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: "PK".utf8), Archive.isArchive(bytes) else { return bytes }
    guard var archive = try? Archive(bytes), case .success(let contents)? = archive.nextEntry()?.contents,
      archive.nextEntry() == nil
    else { return nil }
    return contents
  }
}
