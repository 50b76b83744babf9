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
  /// The action that holds it; nil where a setting of the flow or of a container does.
  public let action: ActionID?
  /// The container among the settings of which it stands; nil for those of the flow.
  public let container: ContainerID?
  /// Whether it says where the flow begins.
  public let isStart: Bool
  /// The container it names; nil where the flow has none such.
  public let target: ContainerID?
}

extension Flow {
  /// Finds all references to containers and what they lead to: those of the flow and its settings, dangling ones
  /// included, then those of containers and of actions in order.
  mutating func resolveReferences() {
    let index = ContainerIndex(self)
    var found: [FlowReference] = []
    for (key, value) in ExportNode(node).entries {
      if let reference = reference(key, value, by: nil, in: nil, index) { found.append(reference) }
      if !isForeign, !Self.partKeys.contains(key) { found += settings(value, in: nil, index) }
    }
    for position in containers.indices where !isForeign {
      for (key, value) in ExportNode(containers[position].node).entries where !Self.actionKeys.contains(key) {
        let id = ContainerID(index: position)
        if let reference = reference(key, value, by: nil, in: id, index), reference.target != nil {
          found.append(reference)
        }
        found += settings(value, in: id, index)
      }
    }
    for position in actions.indices {
      for (key, value) in ExportNode(actions[position].node).entries {
        if let reference = reference(key, value, by: ActionID(index: position), in: nil, index) {
          found.append(reference)
        }
      }
    }
    references = found
  }

  /// The references inside of a setting that lead to a container.
  private func settings(_ value: ExportNode, in container: ContainerID?, _ index: ContainerIndex) -> [FlowReference] {
    var found: [FlowReference] = []
    var pending = [value]
    while let node = pending.popLast() {
      for (key, value) in node.entries {
        if let reference = reference(key, value, by: nil, in: container, index), reference.target != nil {
          found.append(reference)
        }
        pending.append(value)
      }
      pending += node.node.items.map { ExportNode($0) }
    }
    return found
  }

  private func reference(
    _ key: String, _ value: ExportNode, by action: ActionID?, in container: ContainerID?, _ index: ContainerIndex
  ) -> FlowReference? {
    guard ContainerIndex.isReferenceKey(key), let scalar = value.scalar, let text = scalar.text, !text.isEmpty else {
      return nil
    }
    return FlowReference(
      key: key, text: text, range: scalar.contentRange, action: action, container: container,
      isStart: action == nil && container == nil && Self.startKeys.contains(key),
      target: index.container(named: text))
  }

  private static let startKeys: Set<String> = ["startUpRef", "initialSequence"]

  /// The members of a flow that hold its containers, and the list of what its actions name.
  private static let partKeys: Set<String> = [
    "tasks", "states", "bots", "menus", "startUpTaskActions", ConfigurationMark.key, "manifest",
  ]

  /// The members of a container that hold its actions.
  private static let actionKeys: Set<String> = ["actions", "choices", "actionList", "menuChoiceList"]
}

/// The containers of a flow by what references call them.
public struct ContainerIndex {
  private var byID: [String: ContainerID] = [:]

  /// Gathers the containers of a flow.
  public init(_ flow: Flow) {
    for (index, container) in flow.containers.enumerated() {
      guard let id = container.refID else { continue }
      byID[id] = byID[id] ?? ContainerID(index: index)
      byID["\(container.kind)[\(id)]"] = ContainerID(index: index)
    }
  }

  /// Whether a property names a container: those of Archy end with `Ref`, those of configurations are a few.
  static func isReferenceKey(_ key: String) -> Bool {
    switch key {
    case "refId", "defaultChildMenuRef": false
    case "taskReference", "menuReference", "stateReference", "initialSequence", "target", "@target", "@next", "next":
      true
    default: key.hasSuffix("Ref")
    }
  }

  /// The container that a reference names: by its id alone, or by a path the last step of which does.
  public func container(named text: String) -> ContainerID? {
    if let container = byID[text] { return container }
    // VoiceXML names a form of the same document by `#`; what Composer generates has a prefix for the block's own name.
    for prefix in ["#", "$$_MY_PREFIX_$$."] where text.hasPrefix(prefix) {
      return byID[String(text.dropFirst(prefix.count))]
    }
    guard let step = Self.lastStep(of: text) else { return nil }
    return byID["\(step.kind)[\(step.id)]"] ?? byID[step.id]
  }

  /// One step of a path to a container: `task[Main_10]`.
  public struct Step: Hashable, Sendable {
    /// The kind of container, or of choice.
    public let kind: String
    /// The id in brackets, without the quotes that some references put round it.
    public let id: String
    /// Whether it names a container, by itself or inside of a menu's choice, and not a choice.
    public let isContainer: Bool
  }

  /// The last step of a path, the id of which may hold anything; nil for what is no path.
  public static func lastStep(of text: String) -> Step? {
    guard text.hasSuffix("]") else { return nil }
    var start = text.startIndex
    var isInner = false
    for mark in ["]/choices/", "]/task[", "]/menu["] {
      guard let place = text.lastRange(of: mark), place > start else { continue }
      start = text.index(after: place)
      isInner = true
    }
    guard let bracket = text[start...].firstIndex(of: "[") else { return nil }
    let words = text[start..<bracket].split(separator: "/")
    let kind = words.last.map(String.init) ?? ""
    var id = text[text.index(after: bracket)...].dropLast()
    if id.count > 1, id.hasPrefix("\""), id.hasSuffix("\"") { id = id.dropFirst().dropLast() }
    let isKnown = ["task", "menu", "state", "bot"].contains(kind)
    // `/inboundCall/tasks/task`, or `/task` after the choice that holds it.
    let fits = isInner ? words.count == 1 : words.count == 3 && words[1] == kind + "s"
    return Step(kind: kind, id: String(id), isContainer: isKnown && fits)
  }
}

extension String {
  /// Where the last occurrence of a short text begins.
  fileprivate func lastRange(of other: String) -> Index? {
    var position = endIndex
    while position > startIndex {
      position = index(before: position)
      if self[position...].hasPrefix(other) { return position }
    }
    return nil
  }
}
