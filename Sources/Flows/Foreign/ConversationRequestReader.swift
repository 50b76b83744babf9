public import Documents

/// Reads the body of a request that creates a conversation, in the shape that puts attributes on its header, `from`, and
/// the frames in which a web messenger sends a guest's messages.
public struct ConversationRequestReader {
  /// The request that a document holds; nil where it is none.
  static func flow(of document: DocumentTree) -> Flow? {
    guard let (body, path) = body(of: document.root) else { return nil }
    var collector = SiteCollector(
      name: nil, type: FlowType.request, document: document, node: body, formatName: "json")
    collector.begin(container: "request", name: nil, node: body, path: path)
    return collector.flow
  }

  /// The body: the document itself, or what stands under a word for it.
  private static func body(of root: Node) -> (Node, [PathElement])? {
    if isBody(root) { return (root, []) }
    for key in ["body", "conversation", "request"] {
      if let inner = root[key], isBody(inner) { return (inner, [.key(key)]) }
    }
    return nil
  }

  /// Whether a value has a header with attributes, and what else such a request names.
  private static func isBody(_ node: Node) -> Bool {
    if isFrame(node) { return true }
    guard headerAttributes(of: node) != nil else { return false }
    // A conversation as it was received has times.
    guard !["startTimestamp", "startTime", "selfUri"].contains(where: { node[$0] != nil }) else { return false }
    return ["to", "participants", "type", "mediaType", "provider", "queueId"].contains { node[$0] != nil }
  }

  /// Whether a value is the frame of a guest's message.
  private static func isFrame(_ node: Node) -> Bool {
    node["action"]?.isText("onMessage") == true && node["message"]?.kind == .mapping
  }

  /// The key of a web messenger's custom attributes that stand beside the message, where none stand in it; nil where there
  /// are none.
  public static func attributesBesideMessage(of body: Node) -> Node? {
    func attributes(of holder: Node?) -> Node? {
      holder?["channel"]?["metadata"]?.entries.last {
        $0.key.isText("customAttributes") && ($0.value.kind == .mapping ? $0.value.count > 0 : $0.value.text != nil)
      }?.key
    }
    guard let message = body["message"], message.kind == .mapping, attributes(of: message) == nil else { return nil }
    return attributes(of: body)
  }

  /// The attributes on the header of a request's body; nil where there are none.
  public static func headerAttributes(of body: Node) -> (key: Node, value: Node)? {
    guard let header = body["from"], header.kind == .mapping else { return nil }
    return header.entries.last { $0.key.isText("attributes") && $0.value.kind == .mapping && $0.value.count > 0 }
  }

  /// The keys of attributes that no participant of a request's body has.
  public static func keysOnHeaderOnly(of body: Node) -> [Node] {
    guard let attributes = headerAttributes(of: body) else { return [] }
    var onParticipants: Set<String> = []
    for participant in body["participants"]?.items ?? [] {
      for (key, _) in participant["attributes"]?.entries ?? [] { onParticipants.insert(key.text ?? "") }
    }
    return attributes.value.entries.map(\.key).filter { !onParticipants.contains($0.text ?? "") }
  }
}
