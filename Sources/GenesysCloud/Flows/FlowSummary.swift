import JSON

/// A flow as a listing has it.
public struct FlowSummary: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// Its name.
  public let name: String
  /// Its type, such as `INBOUNDSHORTMESSAGE`.
  public let type: String
  /// The division's id.
  public let divisionID: String?
  /// The division's name.
  public let divisionName: String?
  /// The published version, where there is one.
  public let publishedVersion: String?
  /// The saved version, where there is one.
  public let savedVersion: String?

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
  let id = node?.kind == .object ? node?["id"] : node
  return id.flatMap { $0.string ?? $0.numberText }
}

/// How a flow is exported.
public enum FlowExportFormat: String, Sendable, CaseIterable {
  /// YAML, by an export job.
  case yaml = "Yaml"
  /// Architect's own format, by an export job.
  case architect = "Architect"
}

/// The state of an export job.
public struct FlowExportJob: Sendable, Hashable {
  /// How far it is.
  public enum Status: String, Sendable {
    /// Not begun.
    case registered = "Registered"
    /// Under way.
    case started = "Started"
    /// Done, and there to be fetched.
    case success = "Success"
    /// Failed; the messages say why.
    case failure = "Failure"
  }

  /// Its id.
  public let id: String
  /// How far it is; an unknown word counts as started.
  public let status: Status
  /// Where the export can be fetched, once it is a success.
  public let downloadURL: String?
  /// What the server says about errors, without secrets.
  public let messages: [String]
}
