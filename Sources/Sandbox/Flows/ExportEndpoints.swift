import Conversations
import JSON
import SourceText

/// Exporting flows by jobs.
enum ExportEndpoints {
  static let table = [
    Endpoint("POST", "/api/v2/flows/export/jobs", .all(["architect:jobExport:create"]), create),
    Endpoint("GET", "/api/v2/flows/export/jobs/{job}", .all(["architect:jobExport:view"]), ask),
    Endpoint("GET", "/api/v2/downloads/{download}", download),
  ]

  private static func create(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let body = try call.request.json()
    guard case .array(let flows) = body["flows"] ?? .null, !flows.isEmpty else { throw .badRequest }
    var items: [ExportJob.Item] = []
    for flow in flows {
      guard let id = flow["flow"]?["id"]?.text else { throw .badRequest }
      let type = flow["exportType"]?.text ?? "Yaml"
      guard ["yaml", "architect"].contains(type.lowercased()) else {
        throw .invalidValue(type, type: "exportType", allowed: "Yaml, Architect")
      }
      items.append(
        ExportJob.Item(
          flowID: id, version: flow["flow"]?["version"]?.text, isArchitect: type.lowercased() == "architect",
          fileName: flow["fileName"]?.text))
    }
    let id = state.ids.uuid()
    state.exportJobs[id] = ExportJob(requests: items)
    return Reply([
      "id": .string(id), "status": "Registered", "totalFlows": .integer(items.count),
      "selfUri": "/api/v2/flows/export/jobs/\(id)",
    ])
  }

  /// The first question hears that it has started, the second how it ended.
  private static func ask(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let id = call["job"]
    guard var job = state.exportJobs[id] else { throw .notFound }
    job.questions += 1
    if job.questions == 2, let file = job.carryOut(state.flows) {
      let download = state.ids.uuid()
      state.downloads[download] = file
      job.download = download
    }
    state.exportJobs[id] = job
    let status = job.questions < 2 ? "Started" : job.download == nil ? "Failure" : "Success"
    let isToldWhy = status == "Failure" && call.request.parameters("expand").contains("messages")
    let messages: [JSONValue] = job.messages.map {
      ["type": "Error", "dateTime": .string(call.now.iso8601), "text": .string($0)]
    }
    return Reply([
      "id": .string(id), "command": "Export", "status": .string(status),
      "downloadUrl": job.download.map { "http://\(state.authority)/api/v2/downloads/\($0)" },
      "messages": isToldWhy ? .array(messages) : nil, "selfUri": "/api/v2/flows/export/jobs/\(id)",
    ])
  }

  private static func download(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    guard let file = state.downloads[call["download"]] else { throw .notFound }
    var reply = Reply(type: "application/octet-stream", body: file.contents)
    let name = percentEncoded(file.name)
    reply.headers.append(("Content-Disposition", "attachment; filename*=UTF-8''\(name)"))
    return reply
  }
}
