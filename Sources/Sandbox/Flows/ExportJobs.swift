import Flows

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
  /// The id of the download that came of it.
  var download: String?
  /// What went wrong, a line each.
  private(set) var messages: [String] = []

  /// One flow of a job.
  struct Item: Sendable {
    var flowID: String
    var version: String?
    var isArchitect: Bool
    var fileName: String?
  }

  /// Makes the file: that of the one flow, or an archive of several; nil where something goes wrong.
  mutating func carryOut(_ flows: FlowStore) -> ExportedFile? {
    var files: [ExportedFile] = []
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
      let name =
        (request.fileName ?? flow.name) + "."
        + (request.isArchitect ? FlowType.editorExtension(ofType: flow.type) : "yaml")
      files.append(ExportedFile(name: name, contents: contents))
    }
    guard messages.isEmpty else { return nil }
    return files.count == 1 ? files.first : ExportedFile(name: "flows.zip", contents: zipArchive(files))
  }
}
