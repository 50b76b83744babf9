import JSON
import FoundationEssentials
import SourceText

/// The flows, in the order of their names.
struct FlowStore: Sendable {
  let all: [StoredFlow]

  init(_ flows: [StoredFlow]) {
    all = flows.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
  }

  /// Finds a flow.
  ///
  /// - Throws: 404.
  func find(_ id: String) throws(APIError) -> StoredFlow {
    guard let flow = all.first(where: { $0.id == id }) else { throw .notFound }
    return flow
  }
}

/// A flow with the versions that were saved of it.
struct StoredFlow: Sendable {
  let id: String
  let name: String
  /// As the API names it, such as `INBOUNDSHORTMESSAGE`.
  let type: String
  var description: String?
  var division = "Home"
  /// Oldest first; the last one is published.
  var versions: [StoredFlowVersion]

  /// The version that runs.
  var published: StoredFlowVersion? { versions.last }

  /// The version of a number such as `2.0`; of `2` and of `latest` too.
  func version(_ id: String) -> StoredFlowVersion? {
    if id.isEmpty || id.lowercased() == "latest" || id.lowercased() == "published" { return published }
    return versions.first { $0.id == id || $0.id == id + ".0" }
  }

  /// What the API tells of the flow.
  var summary: JSONValue {
    let divisionID = identifier(named: "division " + division)
    let version = published?.summary(ofFlow: id)
    return [
      "id": .string(id), "name": .string(name), "description": description.map { .string($0) },
      "division": [
        "id": .string(divisionID), "name": .string(division),
        "selfUri": "/api/v2/authorization/divisions/\(divisionID)",
      ],
      "type": .string(type), "active": true, "system": false, "deleted": false, "publishedVersion": version,
      "savedVersion": version, "checkedInVersion": version, "selfUri": "/api/v2/flows/\(id)",
    ]
  }

  /// What analytics tells of a run of the flow.
  var analyticsSummary: JSONValue {
    [
      "flowId": .string(id), "flowName": .string(name), "flowVersion": .string(published?.id ?? "1.0"),
      "flowType": .string(type), "entryType": "direct", "startingLanguage": "en-us", "endingLanguage": "en-us",
    ]
  }
}

/// One version of a flow, in the formats in which there is something of it.
struct StoredFlowVersion: Sendable {
  /// Such as `1.0`.
  let id: String
  /// As Archy exports it.
  var yaml: [UInt8]?
  /// The internal configuration.
  var configuration: [UInt8]?
  /// As the Architect editor exports it.
  var architect: [UInt8]?

  func summary(ofFlow flow: String) -> JSONValue {
    [
      "id": .string(id), "commitVersion": .string(id), "configurationVersion": .string(id), "type": "PUBLISH",
      "secure": false, "debug": false,
      "configurationUri": "/api/v2/flows/\(flow)/versions/\(id)/configuration",
      "selfUri": "/api/v2/flows/\(flow)/versions/\(id)",
    ]
  }

  /// What the editor's export is: where there is none, the configuration in its two encodings.
  var architectExport: [UInt8]? {
    architect
      ?? configuration.map { configuration in
        let text = percentEncoded(String(decoding: configuration, as: UTF8.self))
        return Array(Data(text.utf8).base64EncodedString().utf8)
      }
  }
}
