public import JSON

let flowPermissions = ["architect:flow:view"]

/// Listing flows and reading them as Architect's JSON.
extension CloudClient {
  /// Lists flows: of a type in any letter case, with a name (`*` stands for anything), in a division named by id or name.
  ///
  /// Type and name are the server's business; the division is compared here, since it may be a name.
  public func flows(
    type: String? = nil, name: String? = nil, division: String? = nil
  ) -> AsyncThrowingStream<FlowSummary, any Error> {
    var query: [(String, String)] = []
    if let type { query.append(("type", type.lowercased())) }
    if let name { query.append(("name", name)) }
    let listing = listing("flows", query: query, permissions: flowPermissions)
    return AsyncThrowingStream { continuation in
      let task = Task {
        do {
          for try await node in listing {
            guard let flow = FlowSummary(node), division.map(flow.isIn) ?? true else { continue }
            continuation.yield(flow)
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// Reads what is known of a flow.
  public func flow(_ id: String) async throws(CloudError) -> FlowSummary {
    let response = try await send(CloudRequest(.get, "flows", id, permissions: flowPermissions))
    guard let flow = response.root.flatMap({ FlowSummary($0) }) else {
      throw explainer.strange(response, "a flow without an id")
    }
    return flow
  }

  /// The versions of a flow, as received.
  public func flowVersions(_ id: String) -> Listing {
    listing("flows", id, "versions", permissions: flowPermissions)
  }

  /// The flow as it was saved last, in Architect's JSON.
  public func latestConfiguration(flow id: String) async throws(CloudError) -> JSONDocument {
    try await document(CloudRequest(.get, "flows", id, "latestconfiguration", permissions: flowPermissions))
  }

  /// A version of a flow in Architect's JSON.
  public func configuration(flow id: String, version: String) async throws(CloudError) -> JSONDocument {
    try await document(
      CloudRequest(.get, "flows", id, "versions", version, "configuration", permissions: flowPermissions))
  }
}
