/// Listing and exporting flows.
extension CloudClient {
  /// Lists flows; the type in any letter case, the name with `*` as the server understands it, the division's id or name.
  public func flows(
    type: String? = nil, name: String? = nil, division: String? = nil
  ) -> AsyncThrowingStream<FlowSummary, any Error> {
    AsyncThrowingStream { $0.finish() }
  }

  /// Reads what is known of a flow.
  public func flow(_ id: String) async throws(CloudError) -> FlowSummary {
    throw CloudError(.connection, "not written yet")
  }

  /// The versions of a flow, as received.
  public func flowVersions(_ id: String) -> Listing {
    listing("flows", id, "versions", permissions: flowPermissions)
  }

  /// The flow as it was saved last, in Architect's JSON.
  public func latestConfiguration(flow id: String) async throws(CloudError) -> [UInt8] {
    try await send(CloudRequest(.get, "flows", id, "latestconfiguration", permissions: flowPermissions)).body
  }

  /// A version of a flow in Architect's JSON.
  public func configuration(flow id: String, version: String) async throws(CloudError) -> [UInt8] {
    try await send(
      CloudRequest(.get, "flows", id, "versions", version, "configuration", permissions: flowPermissions)
    ).body
  }

  /// Begins an export; the latest version where none is named.
  public func createFlowExport(
    flow id: String, version: String? = nil, format: FlowExportFormat
  ) async throws(CloudError) -> FlowExportJob {
    throw CloudError(.connection, "not written yet")
  }

  /// Reads how far an export is.
  public func flowExport(_ id: String) async throws(CloudError) -> FlowExportJob {
    throw CloudError(.connection, "not written yet")
  }

  /// Exports a flow: begins the job, asks every two seconds until it has ended, and fetches the result.
  public func exportFlow(
    _ id: String, version: String? = nil, format: FlowExportFormat
  ) async throws(CloudError) -> [UInt8] {
    throw CloudError(.connection, "not written yet")
  }

  /// Fetches an export: on the API's origin without the token, then with it; from elsewhere never with it.
  public func download(_ url: String) async throws(CloudError) -> [UInt8] {
    throw CloudError(.connection, "not written yet")
  }
}

let flowPermissions = ["architect:flow:view"]
