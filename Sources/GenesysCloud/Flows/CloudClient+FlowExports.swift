import JSON

/// Exporting flows by jobs.
extension CloudClient {
  /// Begins an export; the latest version where none is named.
  public func createFlowExport(
    flow id: String, version: String? = nil, format: FlowExportFormat
  ) async throws(CloudError) -> FlowExportJob {
    let flow: JSONValue = [
      "id": .string(try checkedIdentifier(id, "flow")), "version": version.map { .string($0) },
    ]
    let body: JSONValue = ["flows": [["flow": flow, "exportType": .string(format.rawValue)]]]
    // A job that was made twice exports twice and changes nothing, so a broken connection is worth another try.
    return try job(
      in: await send(
        CloudRequest(
          .post, "flows", "export", "jobs", body: body.bytes, isRepeatable: true,
          permissions: ["architect:jobExport:create"])))
  }

  /// Reads how far an export is.
  public func flowExport(_ id: String) async throws(CloudError) -> FlowExportJob {
    try job(
      in: await send(
        CloudRequest(
          .get, "flows", "export", "jobs", id, query: [("expand", "messages")],
          permissions: ["architect:jobExport:view"])))
  }

  private func job(in response: CloudResponse) throws(CloudError) -> FlowExportJob {
    guard let root = response.root, let id = root["id"]?.string, isIdentifier(id) else {
      throw explainer.strange(response, "an export job without an id")
    }
    let texts = root["messages"]?.items.compactMap { $0["text"]?.string } ?? []
    return FlowExportJob(
      id: id, status: root["status"]?.string.flatMap(FlowExportJob.Status.init) ?? .started,
      downloadURL: root["downloadUrl"]?.string, messages: texts.map { redactor.redact(printable($0, limit: 300)) })
  }

  /// Exports a flow: begins the job, asks with growing gaps, up to two seconds, until it has ended, and fetches the result.
  public func exportFlow(
    _ id: String, version: String? = nil, format: FlowExportFormat
  ) async throws(CloudError) -> [UInt8] {
    var job = try await createFlowExport(flow: id, version: version, format: format)
    var gap = Duration.milliseconds(250)
    while true {
      switch job.status {
      case .success:
        guard let url = job.downloadURL else {
          throw CloudError(.notGenesys, "the export job \(job.id) has succeeded and names nothing to fetch")
        }
        return try await download(url)
      case .failure:
        let messages = job.messages.isEmpty ? "" : ": " + job.messages.joined(separator: "; ")
        // Architect exports answer so when they have hit the limit of requests themselves.
        let isLimit = messages.contains("exit code: 107")
        let hint = isLimit ? "; this is often the limit of requests in disguise, try again in a minute" : ""
        throw CloudError(
          .server, "the export of the flow \(id) has failed\(messages)\(hint)", isRetryable: isLimit)
      case .registered, .started:
        try await pacer.pause(
          gap, insteadOf: CloudError(.timeout, "the export job \(job.id) is still running", isRetryable: true))
        gap = min(gap * 2, .seconds(2))
        job = try await flowExport(job.id)
      }
    }
  }
}
