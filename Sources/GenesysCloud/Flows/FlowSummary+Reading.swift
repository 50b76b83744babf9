import JSON

extension FlowSummary {
  /// Reads an entity of a listing, or a flow; nil without an id.
  init?(_ node: JSONNode) {
    guard let id = node["id"]?.string, isIdentifier(id) else { return nil }
    self.id = id
    name = node["name"]?.string ?? id
    type = node["type"]?.string ?? ""
    divisionID = node["division"]?["id"]?.string
    divisionName = node["division"]?["name"]?.string
    publishedVersion = version(node["publishedVersion"])
    savedVersion = version(node["savedVersion"])
  }

  /// Whether it is in a division, named by id or by name in any letter case.
  func isIn(division: String) -> Bool {
    divisionID == division || divisionName?.lowercased() == division.lowercased()
  }
}

/// The id of a version, which is an object, or in older replies the id alone.
private func version(_ node: JSONNode?) -> String? {
  guard let node else { return nil }
  let id = node.kind == .object ? node["id"] : node
  return id.flatMap { $0.string ?? $0.numberText }
}

extension FlowExportJob {
  init?(_ node: JSONNode?, redactor: Redactor) {
    guard let node, let id = node["id"]?.string, isIdentifier(id) else { return nil }
    self.id = id
    status = node["status"]?.string.flatMap(Status.init) ?? .started
    downloadURL = node["downloadUrl"]?.string
    messages =
      (node["messages"]?.items).map { items in
        items.compactMap { $0["text"]?.string }.map { redactor.redact(printable($0, limit: 300)) }
      } ?? []
  }
}
