/// Lists of flows, their versions and their configurations.
enum FlowEndpoints {
  private static let view = PermissionNeed.any(["architect:flow:view"])

  static let table = [
    Endpoint("GET", "/api/v2/flows", view, list),
    Endpoint("GET", "/api/v2/flows/{id}", view) { call, state throws(APIError) in
      Reply(try state.flows.find(call["id"]).summary)
    },
    Endpoint("GET", "/api/v2/flows/{id}/latestconfiguration", view) { call, state throws(APIError) in
      try configuration(of: try state.flows.find(call["id"]).published)
    },
    Endpoint("GET", "/api/v2/flows/{id}/versions", view, versions),
    Endpoint("GET", "/api/v2/flows/{id}/versions/{version}", view) { call, state throws(APIError) in
      Reply(try version(call, state).summary(ofFlow: call["id"]))
    },
    Endpoint("GET", "/api/v2/flows/{id}/versions/{version}/configuration", view) { call, state throws(APIError) in
      try configuration(of: try version(call, state))
    },
  ]

  /// Filters by type, name, id and division; several values of one parameter are alternatives.
  private static func list(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let types = Set(call.request.parameters("type").map { $0.uppercased() })
    let ids = Set(call.request.parameters("id"))
    let divisions = Set(call.request.parameters("divisionId"))
    let name = call.request.parameter("name").map { NamePattern($0) }
    let anywhere = call.request.parameter("nameOrDescription").map { NamePattern($0) }
    let found = state.flows.all.filter { flow in
      (types.isEmpty || types.contains(flow.type)) && (ids.isEmpty || ids.contains(flow.id))
        && (divisions.isEmpty || divisions.contains(identifier(named: "division " + flow.division)))
        && (name?.matches(flow.name) ?? true)
        && (anywhere.map { $0.matches(flow.name) || $0.matches(flow.description ?? "") } ?? true)
    }
    let isDescending = call.request.parameter("sortOrder")?.lowercased() == "desc"
    return Reply(ListingPage.page(of: (isDescending ? found.reversed() : found).map(\.summary), call: call))
  }

  private static func versions(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let flow = try state.flows.find(call["id"])
    return Reply(ListingPage.page(of: flow.versions.reversed().map { $0.summary(ofFlow: flow.id) }, call: call))
  }

  private static func version(_ call: Call, _ state: SandboxState) throws(APIError) -> StoredFlowVersion {
    guard let version = try state.flows.find(call["id"]).version(call["version"]) else { throw .notFound }
    return version
  }

  private static func configuration(of version: StoredFlowVersion?) throws(APIError) -> Reply {
    guard let configuration = version?.configuration else { throw .noConfiguration }
    return Reply(type: "application/json", body: configuration)
  }
}
