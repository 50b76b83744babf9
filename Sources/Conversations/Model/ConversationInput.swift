public import JSON

/// The conversations that a JSON document holds: one, or those of a page.
public struct ConversationInput: Sendable {
  /// An entry of a page that is no conversation.
  public struct Rejection: Error, Sendable {
    /// Its JSON Pointer.
    public let pointer: String
    /// What it is instead.
    public let error: NotAConversation
  }

  /// The conversations, and what else a page has among them, in order.
  public let entries: [Result<Conversation, Rejection>]
  /// The conversations in order.
  public var conversations: [Conversation] { entries.compactMap { try? $0.get() } }

  /// Recognises what a document holds.
  ///
  /// - Throws: when it is neither a conversation nor a page that holds any; an empty page is a page.
  public init(_ root: JSONNode) throws(NotAConversation) {
    if let conversation = Conversation(recognising: root) {
      entries = [.success(conversation)]
      return
    }
    guard let list = root.conversationList else { throw NotAConversation(explaining: root) }
    let entries: [Result<Conversation, Rejection>] = list.items.map { item in
      Conversation(recognising: item).map { .success($0) }
        ?? .failure(Rejection(pointer: item.pointer, error: NotAConversation(explaining: item)))
    }
    if case .failure(let first)? = entries.first, !entries.contains(where: { (try? $0.get()) != nil }) {
      throw NotAConversation("a list of something else; its first entry is \(first.error.what)")
    }
    self.entries = entries
  }
}

/// Why a document is no conversation.
public struct NotAConversation: Error, Hashable, Sendable {
  /// What the document is instead, as the end of a sentence.
  public let what: String

  /// The message: lower case, without a full stop.
  public var message: String { "not a conversation: " + what }

  init(_ what: String) {
    self.what = what
  }
}

extension Conversation {
  /// Looks at a value; nil where it is no conversation.
  public init?(recognising value: JSONNode) {
    let node = value.outOfEnvelope()
    guard node.kind == .object else { return nil }
    if node["topicName"] != nil, let body = node["eventBody"] {
      guard body.isObjectWithList("participants") || body.isAttributeEvent else { return nil }
      self.init(body, shape: .event)
    } else if node.isObjectWithList("participants") {
      self.init(node, shape: node.shapeByParticipants)
    } else if node.isObjectWithList("participantData") {
      self.init(node, shape: .search)
    } else if node["from"]?["attributes"]?.kind == .object {
      self.init(node, shape: .tutorial)
    } else if node.isAttributeEvent {
      self.init(node, shape: .event)
    } else if node["participants"] == nil, node["conversationId"] != nil, node["conversationStart"] != nil {
      self.init(node, shape: .analytics)
    } else if node["participants"].map(\.isNull) ?? true, node["startTime"] != nil,
      node["selfUri"]?.string?.contains("/conversations/") ?? false
    {
      self.init(node, shape: .conversation)
    } else {
      return nil
    }
  }
}

extension JSONNode {
  fileprivate func isObjectWithList(_ key: String) -> Bool {
    guard let list = self[key], list.kind == .array else { return false }
    return list.items.allSatisfy { $0.kind == .object }
  }

  /// Whether the value is the body of the notification that one participant's attributes were written.
  fileprivate var isAttributeEvent: Bool {
    self["participantId"] != nil && self["conversationId"] != nil && self["attributes"]?.kind == .object
  }

  /// The entries of a listing, a page of an analytics job, or a page of a search.
  fileprivate var conversationList: JSONNode? {
    for key in ["entities", "conversations", "results"] {
      if let list = self[key], list.kind == .array { return list }
    }
    return nil
  }

  fileprivate var shapeByParticipants: ConversationShape {
    if self["conversationId"] != nil || self["conversationStart"] != nil { return .analytics }
    var hasState = false
    if let participants = self["participants"] {
      for participant in participants.items {
        if participant["participantId"] != nil || participant["sessions"] != nil { return .analytics }
        if participant["purpose"] == nil, participant["role"] != nil { return .tutorial }
        if participant["state"]?.string != nil { hasState = true }
      }
    }
    if self["from"]?.kind == .object || self["startTimestamp"] != nil { return .tutorial }
    if self["startTime"] == nil, hasState || self["otherMediaUris"] != nil { return .media }
    return .conversation
  }
}

extension NotAConversation {
  /// Says what a value is that is no conversation.
  init(explaining value: JSONNode) {
    let node = value.outOfEnvelope()
    switch node.kind {
    case .array: self.init("an array; a listing has its conversations under ‘entities’")
    case .null: self.init("null")
    case .boolean: self.init("a boolean")
    case .number: self.init("a number")
    case .string: self.init("a string")
    case .object: self.init(Self.describe(object: node))
    }
  }

  private static func describe(object node: JSONNode) -> String {
    if node.members.isEmpty { return "an empty object" }
    if let error = node["error"]?.string { return "a refusal of the token endpoint (\(quote(error)))" }
    if node["access_token"] != nil { return "a token reply" }
    if node["status"]?.kind == .number, node["code"] != nil || node["message"] != nil {
      let code = node["code"]?.string.map { " " + $0 } ?? ""
      let permissions = node["message"]?.string.flatMap { bracketed($0) }
      return "an error reply of Genesys Cloud (\(node["status"]?.numberText ?? "")\(code)\(permissions ?? ""))"
    }
    if let topic = node["topicName"]?.string { return "a notification of the topic \(quote(topic))" }
    if node["action"] != nil, node["message"] != nil || node["token"] != nil { return "a frame of the guest socket" }
    if node["channel"]?.kind == .object { return "a message, not the conversation that it belongs to" }
    if node["jobId"] != nil || node["state"] != nil && node["submissionDate"] != nil {
      return "the state of an analytics job, not its results"
    }
    if let participants = node["participants"] {
      return participants.kind == .array
        ? "its ‘participants’ are not all objects" : "its ‘participants’ are no list"
    }
    let keys = node.members.prefix(4).compactMap { $0.key.string }.map(quote)
    return "an object with \(keys.joined(separator: ", "))\(node.members.count > 4 ? ", …" : "") and no ‘participants’"
  }

  /// The permissions that a refusal names.
  private static func bracketed(_ message: String) -> String? {
    guard message.contains("permission"), let start = message.firstIndex(of: "["),
      let end = message[start...].firstIndex(of: "]")
    else { return nil }
    return "; missing \(message[message.index(after: start)..<end])"
  }

  private static func quote(_ text: String) -> String {
    "‘\(text.count > 60 ? text.prefix(60) + "…" : text)’"
  }
}
