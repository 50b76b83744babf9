import JSON

/// Architect's built-in variables that a conversation tells the value of.
enum BuiltInBindings {
  /// A place in a conversation; the first that holds a value counts.
  enum Place {
    /// A field of the conversation.
    case conversation(String)
    /// The conversation's id, whatever the shape calls it.
    case conversationID
    /// A field of the customer.
    case customer([String])
    /// A field of the customer's last leg of a medium; in a media view of the customer.
    case leg(Medium, [String])
    /// A field of a flow's analytics session.
    case flow(String)
  }

  /// The kind of a conversation.
  enum Medium: String {
    case calls, messages, emails, chats
  }

  /// The variables in lower case, each with the medium that a conversation must have for it and where it stands.
  static let table: [String: (medium: Medium?, places: [Place])] = [
    "call.conversationid": (nil, [.conversationID]),
    "message.conversationid": (nil, [.conversationID]),
    "email.conversationid": (nil, [.conversationID]),
    "chat.conversationid": (nil, [.conversationID]),
    "session.conversationid": (nil, [.conversationID]),
    "survey.conversationid": (nil, [.conversationID]),

    "call.ani": (.calls, [.customer(["ani"]), .leg(.calls, ["ani"]), .customer(["address"])]),
    "call.calledaddress": (.calls, [.leg(.calls, ["dnis"]), .conversation("address"), .customer(["dnis"])]),
    "call.calledaddressoriginal": (.calls, [.leg(.calls, ["dnis"]), .conversation("address"), .customer(["dnis"])]),
    "call.remotename": (.calls, [.customer(["name"]), .customer(["participantName"]), .customer(["aniName"])]),
    "call.externalcontactid": (.calls, [.customer(["externalContactId"]), .customer(["externalContact", "id"])]),
    "call.customerexternalorganizationid": (
      .calls, [.customer(["externalOrganizationId"]), .customer(["externalOrganization", "id"])]
    ),
    "call.externaltag": (.calls, [.conversation("externalTag")]),
    "call.uuidata": (.calls, [.leg(.calls, ["uuiData"])]),
    "call.language": (.calls, [.flow("endingLanguage"), .customer(["locale"])]),
    "message.language": (.messages, [.flow("endingLanguage"), .customer(["locale"])]),
    "chat.language": (.chats, [.flow("endingLanguage"), .customer(["locale"])]),

    "message.message.senderaddress": (
      .messages, [.leg(.messages, ["fromAddress", "addressNormalized"]), .leg(.messages, ["addressFrom"])]
    ),
    "message.message.senderaddressinfo.addressnormalized": (
      .messages, [.leg(.messages, ["fromAddress", "addressNormalized"])]
    ),
    "message.message.senderaddressinfo.name": (.messages, [.leg(.messages, ["fromAddress", "name"])]),
    "message.isauthenticated": (.messages, [.leg(.messages, ["authenticated"])]),
    "email.message.subject": (.emails, [.leg(.emails, ["subject"])]),
  ]

  /// The value of a variable, given by its name in lower case, and where it stands.
  static func value(of name: String, in conversation: Conversation) -> (JSONNode, Origin)? {
    guard let (medium, places) = table[name] else { return nil }
    let choice = conversation.choose("customer") ?? conversation.choose("external")
    if let medium, !has(medium, choice?.participant) { return nil }
    for place in places {
      guard let node = node(at: place, in: conversation, choice?.participant), !node.isNull else { continue }
      var origin = Origin(pointer: node.pointer, binding: .builtIn)
      if isOfParticipant(place), let choice { origin.take(choice) }
      return (node, origin)
    }
    return nil
  }

  private static func node(at place: Place, in conversation: Conversation, _ customer: Participant?) -> JSONNode? {
    switch place {
    case .conversation(let field): conversation.node[field]
    case .conversationID: conversation.idNode
    case .customer(let fields): customer?.node.member(fields)
    case .leg(let medium, let fields): customer.flatMap { legs(of: medium, $0).last }?.node.member(fields)
    case .flow(let field):
      conversation.participants.filter { flowPurposes.contains($0.purpose?.lowercased() ?? "") }
        .flatMap(\.legs).compactMap { $0.node["flow"]?[field] }.last
    }
  }

  private static func isOfParticipant(_ place: Place) -> Bool {
    switch place {
    case .customer, .leg: true
    case .conversation, .conversationID, .flow: false
    }
  }

  private static func has(_ medium: Medium, _ participant: Participant?) -> Bool {
    participant.map { !legs(of: medium, $0).isEmpty } ?? false
  }

  private static func legs(of medium: Medium, _ participant: Participant) -> [Leg] {
    participant.legs.filter { leg in
      switch leg.medium {
      case "sessions": mediaTypes[leg.node["mediaType"]?.string ?? ""] == medium
      case nil: mediumOfView(leg.node) == medium
      case let name: name == medium.rawValue
      }
    }
  }

  /// What analytics call the media.
  private static let mediaTypes: [String: Medium] = [
    "voice": .calls, "message": .messages, "email": .emails, "chat": .chats,
  ]

  /// The medium of a participant in a media view, told by fields that only this medium has.
  private static func mediumOfView(_ participant: JSONNode) -> Medium? {
    if participant["messages"] != nil || participant["fromAddress"] != nil { return .messages }
    if participant["subject"] != nil || participant["messagesSent"] != nil { return .emails }
    if participant["muted"] != nil || participant["ani"] != nil || participant["dnis"] != nil { return .calls }
    if participant["roomId"] != nil { return .chats }
    return nil
  }
}

extension JSONNode {
  /// The member reached by several keys.
  fileprivate func member(_ keys: [String]) -> JSONNode? {
    keys.reduce(self as JSONNode?) { $0?[$1] }
  }
}
