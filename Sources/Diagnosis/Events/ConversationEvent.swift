public import Conversations
public import JSON

/// Something that happened in a conversation, as notifications of detail events tell it.
public struct ConversationEvent: Sendable {
  /// What happened: `attributes`, `flow.start`, `acd.end`, …, the last words of the topic.
  public let kind: String
  /// When; nil where the notification does not tell.
  public let time: Timestamp?
  /// The conversation.
  public let conversationID: String?
  /// The participant.
  public let participantID: String?
  /// The body of the notification.
  public let body: JSONNode

  /// The attributes that were written; nil for another event.
  public var attributes: JSONNode? { body["attributes"]?.kind == .object ? body["attributes"] : nil }
  /// The name or the id of the flow that the event is about.
  public var flowName: String? { body["flowName"]?.string ?? body["flow"]?["name"]?.string ?? body["flowId"]?.string }

  /// Takes a value for a notification, for the body of one, or for an envelope around it; nil where it is none.
  init?(_ value: JSONNode) {
    let node = value.outOfEnvelope(readsText: true)
    let body = node["eventBody"] ?? node
    guard body.kind == .object, body["conversationId"] != nil else { return nil }
    self.body = body
    let words = node["topicName"]?.string?.split(separator: ".") ?? []
    if let place = words.firstIndex(of: "conversation"), place + 2 < words.count {
      kind = words[(place + 2)...].joined(separator: ".")
    } else if body["attributes"] != nil {
      kind = "attributes"
    } else if let type = body["eventType"]?.string ?? node["eventType"]?.string {
      kind = type.lowercased().replacing("_", with: ".")
    } else {
      return nil
    }
    time = body["eventTime"].flatMap(Self.time)
    conversationID = body["conversationId"]?.string
    participantID = body["participantId"]?.string
  }

  /// The events of documents, in order of time; a document is an event, a list of them, or what a function is handed
  /// from a queue.
  public static func all(in documents: [JSONNode]) -> [ConversationEvent] {
    let events = documents.flatMap { document in
      let list = document["Records"] ?? document
      return (list.kind == .array ? Array(list.items) : [list]).compactMap { ConversationEvent($0) }
    }
    return events.enumerated().sorted {
      ($0.element.time ?? .earliest, $0.offset) < ($1.element.time ?? .earliest, $1.offset)
    }.map(\.element)
  }

  /// Milliseconds since 1970, or a text.
  private static func time(_ node: JSONNode) -> Timestamp? {
    if let text = node.string { return Timestamp(parsing: text) }
    guard let number = node.numberText.flatMap({ Double($0) }), number.magnitude < 9e12 else { return nil }
    return Timestamp(milliseconds: Int64(number))
  }
}
