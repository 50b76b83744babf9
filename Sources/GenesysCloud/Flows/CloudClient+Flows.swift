public import JSON

private let flowPermissions = ["architect:flow:view"]

/// Listing flows and reading them as Architect's JSON.
extension CloudClient {
  /// Lists flows: of a type in any letter case, with a name (`*` stands for anything), in a division named by id or name.
  ///
  /// Type and name are the server's business; the division is compared here, since it may be a name.
  public func flows(
    type: String? = nil, name: String? = nil, division: String? = nil
  ) -> some AsyncSequence<FlowSummary, CloudError> {
    var query: [(String, String)] = []
    if let type { query.append(("type", type.lowercased())) }
    if let name { query.append(("name", name)) }
    return listing("flows", query: query, permissions: flowPermissions).compactMap { node in
      FlowSummary(node).flatMap { flow in division.map(flow.isIn) ?? true ? flow : nil }
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

  /// A flow in Architect's JSON: a version, or as it was saved last.
  public func configuration(flow id: String, version: String? = nil) async throws(CloudError) -> JSONDocument {
    var request = CloudRequest(.get, "flows", id, "latestconfiguration", permissions: flowPermissions)
    if let version { request.path = ["flows", id, "versions", version, "configuration"] }
    return try await document(request)
  }
}
