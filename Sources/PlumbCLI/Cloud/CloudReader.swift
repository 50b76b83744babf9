import JSON
import SourceText
import SystemPackage
import Terminal
import Workspace

/// Fetches what a command needs of Genesys Cloud, through the other program.
struct CloudReader {
  /// The most bytes of all flows of one conversation.
  private static let flowsLimit = 200 << 20

  let console: Console
  let flags: ConnectionFlags

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
    let (bytes, status) = try run(["conversation", "get"], id, limit: InputFile.sizeLimit)
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

  private func run(_ words: [String], _ id: String, limit: Int) throws(Failure) -> ([UInt8], ExitStatus) {
    guard let sibling = Sibling(console) else {
      console.complain(Sibling.missing(for: console))
      throw Failure(status: .cloud)
    }
    func refuse(_ message: String) -> Failure {
      console.complain("plumb: \(Sibling.name) \(message)")
      return Failure(status: .cloud)
    }
    console.flush()
    let process: ChildProcess
    do throws(Errno) {
      process = try ChildProcess(sibling.path, words + flags.words + ["--", id], streams: .readOutput)
    } catch {
      throw refuse(Sibling.problem(error))
    }
    let (bytes, code) = process.contents(limit: limit)
    guard let bytes else { throw refuse(InputFile.overLimit(limit).message) }
    return (bytes, ExitStatus(rawValue: code))
  }
}
