import JSON

/// The lists that an inventory is made of: queues, skills, prompts and the like.
struct Listings: Sendable {
  /// One kind of thing.
  struct Kind: Sendable {
    /// The key in `inventory.json`.
    let key: String
    let path: String
    let permission: PermissionNeed
    /// A member that only comes when a call asks for it by `expand`.
    var expanded: String?
    /// Whether the list itself may be expanded, not only one entry.
    var expandsList = false
  }

  /// All kinds.
  static let kinds = [
    Kind(key: "queues", path: "/api/v2/routing/queues", permission: .any(["routing:queue:view"])),
    Kind(key: "skills", path: "/api/v2/routing/skills", permission: .any(["routing:skill:view"])),
    Kind(key: "languages", path: "/api/v2/routing/languages", permission: .any(["routing:language:view"])),
    Kind(key: "prompts", path: "/api/v2/architect/prompts", permission: .any(["architect:userPrompt:view"])),
    Kind(
      key: "dataActions", path: "/api/v2/integrations/actions", permission: .any(["integrations:action:view"]),
      expanded: "contract"),
    Kind(
      key: "dataTables", path: "/api/v2/flows/datatables", permission: .any(["architect:datatable:view"]),
      expanded: "schema", expandsList: true),
    Kind(key: "schedules", path: "/api/v2/architect/schedules", permission: .all(["routing:schedule:view"])),
    Kind(
      key: "scheduleGroups", path: "/api/v2/architect/schedulegroups", permission: .all(["routing:scheduleGroup:view"])),
    Kind(
      key: "emergencyGroups", path: "/api/v2/architect/emergencygroups",
      permission: .all(["routing:emergencyGroup:view"])),
    Kind(key: "divisions", path: "/api/v2/authorization/divisions", permission: .nothing),
  ]

  private var entries: [String: [JSONValue]] = [:]

  /// Takes the lists of an object such as `{"queues":[{"id":"…","name":"…"}]}`; what is no list is left out. Without
  /// divisions there is the one of the sandbox.
  init(_ object: JSONValue) {
    for kind in Self.kinds {
      var list = object.items(kind.key)
      if kind.key == "divisions", object["divisions"] == nil {
        list = [["id": .string(identifier(named: "division Home")), "name": "Home", "homeDivision": true]]
      }
      entries[kind.key] = list.filter(\.isObject).map { entry in
        var entry = entry
        if entry["id"] == nil {
          entry["id"] = .string(identifier(named: "\(kind.key) \(entry["name"]?.text ?? "")"))
        }
        if entry["selfUri"] == nil { entry["selfUri"] = .string(kind.path + "/" + (entry["id"]?.text ?? "")) }
        return entry
      }
    }
  }

  /// The entries of a kind.
  subscript(kind: Kind) -> [JSONValue] { entries[kind.key] ?? [] }
}

/// The operations that read them.
enum ListingEndpoints {
  static let table = Listings.kinds.flatMap { kind in
    [
      Endpoint("GET", kind.path, kind.permission) { call, state throws(APIError) in
        let entries = ListingPage.named(state.listings[kind], call.request.parameter("name"))
        let isExpanded = kind.expandsList && isAsked(kind, call)
        return Reply(ListingPage.page(of: entries.map { trimmed($0, kind, isExpanded) }, call: call))
      },
      Endpoint("GET", kind.path + "/{id}", kind.permission) { call, state throws(APIError) in
        guard let entry = state.listings[kind].first(where: { $0["id"]?.text == call["id"] }) else { throw .notFound }
        return Reply(trimmed(entry, kind, isAsked(kind, call)))
      },
    ]
  }

  private static func isAsked(_ kind: Listings.Kind, _ call: Call) -> Bool {
    kind.expanded.map { call.request.parameters("expand").contains($0) } ?? false
  }

  private static func trimmed(_ entry: JSONValue, _ kind: Listings.Kind, _ isExpanded: Bool) -> JSONValue {
    guard let key = kind.expanded, !isExpanded else { return entry }
    var entry = entry
    entry[key] = nil
    return entry
  }
}
