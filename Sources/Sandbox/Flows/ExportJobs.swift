/// Export jobs, and what they have made.
struct ExportJobs: Sendable {
  private var jobs: [String: ExportJob] = [:]
  private var downloads: [String: ExportedFile] = [:]

  subscript(id: String) -> ExportJob? {
    get { jobs[id] }
    set { jobs[id] = newValue }
  }

  func download(_ id: String) -> ExportedFile? { downloads[id] }

  mutating func add(_ file: ExportedFile, id: String) { downloads[id] = file }
}

/// A file that a job has made.
struct ExportedFile: Sendable {
  var name: String
  var contents: [UInt8]
}

/// A job: registered, then started, then a success or a failure.
struct ExportJob: Sendable {
  /// What is to be exported.
  let requests: [Item]
  /// How often somebody has asked how far it is.
  var questions = 0
  /// The download that came of it, or what went wrong.
  var outcome: Outcome?

  /// One flow of a job.
  struct Item: Sendable {
    var flowID: String
    var version: String?
    var isArchitect: Bool
    var fileName: String?
  }

  enum Outcome: Sendable {
    case download(id: String)
    case failure([String])
  }

  init(_ requests: [Item]) {
    self.requests = requests
  }

  /// Makes the files: one, or an archive of several.
  ///
  /// - Throws: what went wrong, a line each.
  func files(from flows: FlowStore) throws(ExportFailure) -> ExportedFile {
    var files: [ExportedFile] = []
    var messages: [String] = []
    for request in requests {
      guard let flow = flows.all.first(where: { $0.id == request.flowID }),
        let version = flow.version(request.version ?? "")
      else {
        messages.append("could not find the flow with id '\(request.flowID)'.  exit code: 107")
        continue
      }
      guard let contents = request.isArchitect ? version.architectExport : version.yaml else {
        messages.append(
          "the sandbox has no \(request.isArchitect ? "Architect" : "YAML") export of flow '\(flow.name)'")
        continue
      }
      let name = (request.fileName ?? flow.name) + (request.isArchitect ? flow.architectExtension : ".yaml")
      files.append(ExportedFile(name: name, contents: contents))
    }
    guard messages.isEmpty else { throw ExportFailure(messages: messages) }
    if files.count == 1, let file = files.first { return file }
    return ExportedFile(name: "flows.zip", contents: zipArchive(files))
  }
}

/// Why a job has failed.
struct ExportFailure: Error {
  var messages: [String]
}

extension StoredFlow {
  /// The ending of the editor's exports, which tells the type.
  fileprivate var architectExtension: String {
    switch type {
    case "INBOUNDCALL": ".i3InboundFlow"
    case "INBOUNDSHORTMESSAGE": ".i3InboundMessage"
    case "INQUEUECALL": ".i3InQueue"
    case "WORKFLOW": ".i3Workflow"
    case "COMMONMODULE": ".i3CommonModule"
    default: ".i3Flow"
    }
  }
}
