import JSON

/// What the API says of tokens, users and organizations.
enum TokenEndpoints {
  static let table = [
    Endpoint("GET", "/api/v2/tokens/me", describe),
    Endpoint("HEAD", "/api/v2/tokens/me") { _, _ throws(APIError) in Reply(status: 200) },
    Endpoint("DELETE", "/api/v2/tokens/me", revoke),
    Endpoint("GET", "/api/v2/users/me", needsUser: true, user),
    Endpoint("GET", "/api/v2/organizations/me", .any(["directory:organization:view"])) { _, _ throws(APIError) in
      Reply(organization)
    },
    Endpoint("GET", "/api/v2/organizations/limits/namespaces/{namespace}", limits),
  ]

  static let organization: JSONValue = [
    "id": .string(identifier(named: "organization")), "name": "Plumb sandbox",
  ]

  private static func describe(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let scopes = call.token.userID == nil ? [] : ["conversations", "architect:readonly", "analytics:readonly"]
    return Reply([
      "organization": organization, "homeOrganization": organization, "authorizedScope": .strings(scopes),
      "OAuthClient": [
        "id": .string(call.token.clientID), "name": .string("client " + call.token.clientID),
        "organization": organization,
      ],
    ])
  }

  private static func revoke(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    state.tokens.revoke(call.token)
    return Reply(status: 204)
  }

  private static func user(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let id = call.token.userID ?? ""
    return Reply(["id": .string(id), "name": "Sandbox user", "selfUri": "/api/v2/users/\(id)"])
  }

  private static func limits(_ call: Call, _ state: inout SandboxState) throws(APIError) -> Reply {
    let known: [String: [(String, Int)]] = [
      "platform.api": [
        ("token.rate.per.minute", state.limiter.allowed),
        ("client.credentials.token.rate.per.minute", state.limiter.allowed),
        ("request.bytes.max", SandboxState.largestBody),
      ],
      "web.messaging": [("metadata.custom.attributes.bytes.max", GuestReplies.largestMetadata)],
      "conversation": [],
    ]
    guard let limits = known[call["namespace"]] else { throw .notFound }
    let entities: [JSONValue] = limits.map { name, value in
      ["key": .string(name), "namespace": .string(call["namespace"]), "value": .integer(value)]
    }
    return Reply(ListingPage.page(of: entities, call: call))
  }
}
