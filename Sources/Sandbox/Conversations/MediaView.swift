import JSON

/// The views of one medium (`/conversations/calls/{id}`, …): what a leg holds stands on the participant itself.
enum MediaView {
  /// The media that have a view, by their segment in the path.
  static let media = ["calls", "messages", "chats", "emails", "callbacks", "cobrowsesessions"]

  /// Members of a leg that the view has on the participant, as the participant names them.
  private static let legMembers = [
    "state", "initialState", "direction", "held", "disconnectType", "provider", "muted", "confined", "recording",
    "recordingState", "self", "other", "segments", "toAddress", "fromAddress", "authenticated", "type", "subject",
    "callbackNumbers", "disconnectedTime",
  ]

  /// Ids that the view replaces by objects.
  private static let references = [
    ("userId", "user", "/api/v2/users/"), ("queueId", "queue", "/api/v2/routing/queues/"),
    ("externalContactId", "externalContact", "/api/v2/externalcontacts/contacts/"),
    ("groupId", "group", "/api/v2/groups/"), ("teamId", "team", "/api/v2/teams/"),
  ]

  /// The medium that a path of the API names.
  static func medium(ofURI uri: String?) -> String? {
    uri.flatMap { uri in media.first { uri.contains("/conversations/\($0)/") } }
  }

  /// How analytics names the media of arrays of legs.
  private static let analyticsMedia = [
    ("calls", "voice"), ("messages", "message"), ("chats", "chat"), ("emails", "email"), ("callbacks", "callback"),
    ("cobrowsesessions", "cobrowse"),
  ]

  /// The array of legs for a medium of analytics.
  static func medium(ofAnalytics mediaType: String) -> String {
    analyticsMedia.first { $0.1 == mediaType.lowercased() }?.0 ?? "calls"
  }

  /// How analytics names the medium of an array of legs.
  static func analyticsMedium(of legs: String) -> String {
    analyticsMedia.first { $0.0 == legs }?.1 ?? "unknown"
  }

  // MARK: From the conversation to the view

  /// The view of a medium; nil where no participant takes part by it.
  static func view(of conversation: JSONValue, medium: String) -> JSONValue? {
    var result = conversation.picking(["id", "name", "recentTransfers", "utilizationLabelId", "divisions"])
    var otherMedia: Set<String> = []
    let participants = conversation.items("participants").compactMap { participant -> JSONValue? in
      for other in media where other != medium && !(participant[other]?.items.isEmpty ?? true) {
        otherMedia.insert(other)
      }
      guard let leg = participant[medium]?.items.last(where: \.isObject) else { return nil }
      return flatten(participant, leg: leg, medium: medium)
    }
    guard !participants.isEmpty, let id = conversation["id"]?.text else { return nil }
    result["participants"] = .array(participants)
    result["otherMediaUris"] = .strings(otherMedia.sorted().map { "/api/v2/conversations/\($0)/\(id)" })
    result["selfUri"] = "/api/v2/conversations/\(medium)/\(id)"
    return result
  }

  private static func flatten(_ participant: JSONValue, leg: JSONValue, medium: String) -> JSONValue {
    var result = participant
    for name in JSONValue.legArrays { result[name] = nil }
    for (key, name, path) in references {
      guard let id = result[key]?.text else { continue }
      result[key] = nil
      result[name] = ["id": .string(id), "selfUri": .string(path + id)]
    }
    for key in ["userUri", "queueName"] { result[key] = nil }
    for key in legMembers { result[key] = leg[key] ?? result[key] }
    result["peer"] = leg["peerId"]
    if medium == "messages" { result["messages"] = leg["messages"] ?? [] }
    return result
  }

  // MARK: From the view to the conversation

  /// The participant of the conversation for one of a view.
  static func raise(_ participant: JSONValue, medium: String) -> JSONValue {
    var result = participant
    var leg: JSONValue = [:]
    for key in legMembers {
      leg[key] = participant[key]
      result[key] = nil
    }
    leg["id"] = .string(identifier(named: "leg " + (participant["id"]?.text ?? "")))
    leg["peerId"] = participant["peer"]
    result["peer"] = nil
    if medium == "messages" {
      leg["messages"] = participant["messages"]
      result["messages"] = nil
    }
    for (key, name, _) in references {
      guard let id = participant[name]?["id"] else { continue }
      result[name] = nil
      result[key] = id
    }
    result[medium] = [leg]
    return result
  }
}
