import Documents
public import SourceText

/// A place in a flow that names one of its containers: a jump, a call, or where the flow begins.
public struct FlowReference: Sendable {
  /// The property that holds it, such as `targetTaskRef`.
  public let key: String
  /// The reference as it is written.
  public let text: String
  /// The bytes of its text.
  public let range: ByteRange
  /// The action that holds it; nil where the flow itself does.
  public let action: ActionID?
  /// The container it names; nil where the flow has none such.
  public let target: ContainerID?
}

extension Flow {
  /// All references to containers, dangling ones included: those of the flow, then those of its actions in order.
  public var references: [FlowReference] {
    let index = ContainerIndex(self)
    var references = ExportNode(node).entries.compactMap { key, value in
      reference(key, value, of: nil, index)
    }
    for position in actions.indices {
      for (key, value) in ExportNode(actions[position].node).entries {
        if let found = reference(key, value, of: ActionID(index: position), index) { references.append(found) }
      }
    }
    return references
  }

  private func reference(
    _ key: String, _ value: ExportNode, of action: ActionID?, _ index: ContainerIndex
  ) -> FlowReference? {
    guard ContainerIndex.isReferenceKey(key), let scalar = value.scalar, let text = scalar.text, !text.isEmpty else {
      return nil
    }
    return FlowReference(
      key: key, text: text, range: scalar.contentRange, action: action, target: index.container(named: text))
  }
}

/// The containers of a flow by what references call them.
private struct ContainerIndex {
  private var byID: [String: ContainerID] = [:]

  init(_ flow: Flow) {
    for (index, container) in flow.containers.enumerated() {
      guard let id = container.refID else { continue }
      byID[id] = byID[id] ?? ContainerID(index: index)
      byID["\(container.kind)[\(id)]"] = ContainerID(index: index)
    }
  }

  /// Whether a property names a container: those of Archy end with `Ref`, those of configurations are a few.
  static func isReferenceKey(_ key: String) -> Bool {
    switch key {
    case "refId": false
    case "taskReference", "menuReference", "stateReference", "initialSequence", "target", "@target", "@next", "next":
      true
    default: key.hasSuffix("Ref")
    }
  }

  func container(named text: String) -> ContainerID? {
    if let container = byID[text] { return container }
    // VoiceXML names a form of the same document by `#`; what Composer generates has a prefix for the block's own name.
    for prefix in ["#", "$$_MY_PREFIX_$$."] where text.hasPrefix(prefix) {
      return byID[String(text.dropFirst(prefix.count))]
    }
    guard text.hasSuffix("]") else { return nil }
    // The last step of a path, the id of which may hold anything.
    let start = text.range(ofLast: "]/") ?? text.startIndex
    guard let bracket = text[start...].firstIndex(of: "[") else { return nil }
    let kind = text[start..<bracket].split(separator: "/").last ?? ""
    let id = text[text.index(after: bracket)...].dropLast()
    return byID["\(kind)[\(id)]"] ?? byID[String(id)]
  }
}

extension String {
  /// The index after the last occurrence of a short text that does not end the string.
  fileprivate func range(ofLast other: String) -> Index? {
    var found: Index?
    var position = startIndex
    while position < endIndex {
      if self[position...].hasPrefix(other) { found = index(position, offsetBy: other.count) }
      position = index(after: position)
    }
    return found
  }
}
