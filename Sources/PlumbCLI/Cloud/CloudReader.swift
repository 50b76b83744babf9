import JSON
import SourceText
import SystemPackage
import Terminal
import Workspace

/// Fetches what a command needs of Genesys Cloud, through the other program.
struct CloudReader {
  /// The most bytes of all flows of one conversation.
  private static let flowsLimit = Limits().conversationFlowsSize

  let console: Console
  let flags: ConnectionFlags
  /// The seconds that the other program may take; nil for what it takes by itself.
  let timeout: Int?

  /// Why nothing was fetched; it has been said then.
  struct Failure: Error {
    let status: ExitStatus
  }

  /// One flow that ran.
  struct Flow {
    /// How it is named in output, with its id and version.
    let name: String
    let contents: [UInt8]
  }

  /// The JSON of a conversation.
  func conversation(_ id: String) throws(Failure) -> [UInt8] {
    let (bytes, status) = try run(["conversation", "get"], id, limit: console.limits.fileSize)
    guard status == .done else { throw Failure(status: status) }
    return bytes
  }

  /// The configurations of the flows that ran in a conversation, in the versions that ran.
  ///
  /// - Returns: the flows that could be had, and how fetching ended.
  func flows(of id: String) throws(Failure) -> (flows: [Flow], status: ExitStatus) {
    let (bytes, status) = try run(["conversation", "flows"], id, limit: Self.flowsLimit)
    var flows: [Flow] = []
    for line in bytes.split(separator: 0x0A) {
      guard let document = try? JSONDocument(parsing: bytes, range: line.startIndex..<line.endIndex),
        let id = document.root["id"]?.string, let configuration = document.root["configuration"]
      else { continue }
      let version = document.root["version"]?.string.map { "_v\($0.replacing(".", with: "-"))" } ?? ""
      flows.append(Flow(name: "flows/\(id)\(version).json", contents: Array(configuration.sourceText.utf8)))
    }
    return (flows, status)
  }

  /// A conversation that is followed, as it was at a moment.
  struct Moment {
    /// When it became known, in ISO 8601.
    let time: String
    /// How: `notification` or `poll`.
    let via: String
    /// What has changed since the moment before; nothing at the first one.
    let changed: [String]
    /// The conversation.
    let contents: [UInt8]
  }

  /// Follows conversations until they end, or the time is over; hands out each moment at which something has changed.
  ///
  /// - Returns: how following ended.
  func follow(
    _ ids: [String], for seconds: Int?, _ body: (Moment) -> Void
  ) throws(Failure) -> ExitStatus {
    let duration = seconds.map { ["--for=\($0)"] } ?? []
    let process = try start(["conversation", "watch", "--full"] + duration, ids)
    console.confine()
    // A reader that has gone away ends both programs, not this one alone.
    let handler = signal(SIGPIPE, SIG_IGN)
    defer { _ = signal(SIGPIPE, handler) }
    var reader = JSONLineReader(limit: console.limits.fileSize) { process.read(upTo: $0) }
    var status = ExitStatus.done
    while let line = reader.next() {
      if line.isBlank { continue }
      guard !line.isOverLimit, let root = (try? JSONDocument(parsing: line.bytes, range: line.range))?.root,
        let time = root["at"]?.string, let via = root["via"]?.string, let conversation = root["conversation"]
      else {
        status = refuse("said something that is no reading of a conversation").status
        continue
      }
      body(
        Moment(
          time: time, via: via, changed: root["changed"].map { $0.items.compactMap(\.string) } ?? [],
          contents: Array(conversation.sourceText.utf8)))
      if console.hasLostReader {
        process.end()
        _ = process.finish()
        return status
      }
    }
    return max(status, ExitStatus(rawValue: process.finish()))
  }

  private func run(_ words: [String], _ id: String, limit: Int) throws(Failure) -> ([UInt8], ExitStatus) {
    let (bytes, code) = try start(words, [id]).contents(limit: limit)
    guard let bytes else {
      throw refuse(InputFile.overLimit(limit, isSettable: limit == console.limits.fileSize).message)
    }
    return (bytes, ExitStatus(rawValue: code))
  }

  private func start(_ words: [String], _ ids: [String]) throws(Failure) -> ChildProcess {
    guard let sibling = Sibling(console) else {
      console.complain(Sibling.missing(for: console))
      throw Failure(status: .cloud)
    }
    console.flush()
    let patience = timeout.map { ["--timeout=\($0)"] } ?? []
    do throws(Errno) {
      return try ChildProcess(sibling.path, words + patience + flags.words + ["--"] + ids, streams: .readOutput)
    } catch {
      throw refuse(Sibling.problem(error))
    }
  }

  /// Says what is wrong with the other program.
  private func refuse(_ message: String) -> Failure {
    console.complain("plumb: \(Sibling.name) \(message)")
    return Failure(status: .cloud)
  }
}
