import GenesysCloud
import JSON

/// One list of the inventory.
struct InventoryList {
  /// The name in the file.
  let name: String
  private let path: [String]
  private let query: [(String, String)]

  /// The lists, named as `--inventory` of `eval` and `why` reads them.
  static let all = [
    InventoryList("queues", "routing", "queues"), InventoryList("skills", "routing", "skills"),
    InventoryList("languages", "routing", "languages"), InventoryList("wrapUpCodes", "routing", "wrapupcodes"),
    InventoryList("users", "users"), InventoryList("groups", "groups"),
    InventoryList("userPrompts", "architect", "prompts"), InventoryList("systemPrompts", "architect", "systemprompts"),
    InventoryList("schedules", "architect", "schedules"),
    InventoryList("scheduleGroups", "architect", "schedulegroups"),
    InventoryList("emergencyGroups", "architect", "emergencygroups"),
    InventoryList("dataActions", "integrations", "actions", query: [("includeConfig", "true")]),
    InventoryList("dataTables", "flows", "datatables", query: [("expand", "schema")]), InventoryList("flows", "flows"),
  ]

  private init(_ name: String, _ path: String..., query: [(String, String)] = []) {
    self.name = name
    self.path = path
    self.query = query
  }

  /// All entries; those of data actions with their contracts, which only come one by one.
  func entries(by client: CloudClient) async throws -> [JSONNode] {
    let listing =
      path.count == 1
      ? client.listing(path[0], query: query) : client.listing(path[0], path[1], query: query)
    var entries: [JSONNode] = []
    for try await entry in listing { entries.append(entry) }
    guard name == "dataActions" else { return entries }
    for (index, entry) in entries.enumerated() where entry["contract"] == nil {
      guard let id = entry["id"]?.string else { continue }
      let request = CloudRequest(.get, "integrations", "actions", id, query: [("expand", "contract")])
      if let full = try await client.send(request).root { entries[index] = full }
    }
    return entries
  }
}
