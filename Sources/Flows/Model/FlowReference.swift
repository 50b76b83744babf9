public import Documents

/// A place in a flow that names one of its containers: a jump, a call, or where the flow begins.
public struct FlowReference: Sendable {
  /// The property that holds it, such as `targetTaskRef`.
  public let key: String
  /// The scalar with the reference.
  public let node: Node
  /// The action that holds it; nil where a setting of the flow or of a container does.
  public let action: ActionID?
  /// The container among the settings of which it stands; nil for those of the flow, and of actions.
  public let container: ContainerID?
  /// Whether it says where the flow begins.
  public let isStart: Bool
  /// The container it names; nil where the flow has none such.
  public internal(set) var target: ContainerID?

  /// The reference as it is written.
  public var text: String { node.text ?? "" }

  /// One step of a path to a container: `task[Main_10]`.
  public struct Step: Hashable, Sendable {
    /// The kind of container, or of choice.
    public let kind: String
    /// The id in brackets, without the quotes that some references put round it.
    public let id: String
    /// Whether it names a container, by itself or inside of a menu's choice, and not a choice.
    public let isContainer: Bool
  }

  /// The last step of the path that it is, the id of which may hold anything; nil for what is no path.
  public var lastStep: Step? { ContainerIndex.lastStep(of: text) }
}

extension Flow {
  /// Notes a property that may name a container.
  ///
  /// - Parameter isDirect: whether it is one of the flow's own, not of a setting.
  mutating func mention(
    _ key: String, _ node: Node, in container: ContainerID?, by action: ActionID?, isDirect: Bool = false
  ) {
    guard ContainerIndex.isReferenceKey(key), node.text?.isEmpty == false else { return }
    let isStart = isDirect && (key == "startUpRef" || key == "initialSequence")
    references.append(
      FlowReference(
        key: key, node: node, action: action, container: action == nil ? container : nil, isStart: isStart))
  }

  /// Works out what all references lead to: those of the flow and its settings, then those of containers and of actions
  /// in order. What names no container is kept only where nothing else can stand.
  mutating func resolveReferences() {
    let index = ContainerIndex(self)
    var resolved: [FlowReference] = []
    for var reference in references {
      reference.target = index.container(named: reference.text)
      if reference.target != nil || reference.key.hasSuffix("Ref") { resolved.append(reference) }
    }
    let ranked = resolved.enumerated().map { place, reference in
      (rank: (reference.action?.index ?? -1, reference.container?.index ?? -1, place), reference: reference)
    }
    references = ranked.sorted { $0.rank < $1.rank }.map(\.reference)
  }
}

/// The containers of a flow by what references call them.
struct ContainerIndex {
  private var byID: [String: ContainerID] = [:]

  /// Gathers the containers of a flow.
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
    case "refId", "defaultChildMenuRef": false
    case "taskReference", "menuReference", "stateReference", "initialSequence", "target", "@target", "@next", "next":
      true
    default: key.hasSuffix("Ref")
    }
  }

  /// The container that a reference names: by its id alone, or by a path the last step of which does.
  func container(named text: String) -> ContainerID? {
    if let container = byID[text] { return container }
    // VoiceXML names a form of the same document by `#`; what Composer generates has a prefix for the block's own name.
    for prefix in ["#", "$$_MY_PREFIX_$$."] where text.hasPrefix(prefix) {
      return byID[String(text.dropFirst(prefix.count))]
    }
    guard let step = Self.lastStep(of: text) else { return nil }
    return byID["\(step.kind)[\(step.id)]"] ?? byID[step.id]
  }

  /// The last step of a path, the id of which may hold anything; nil for what is no path.
  static func lastStep(of text: String) -> FlowReference.Step? {
    guard text.utf8.last == UInt8(ascii: "]") else { return nil }
    var start = text.startIndex
    var isInner = false
    // Of most paths the only bracket that closes is the last byte.
    let isNested = text.utf8.dropLast().contains(UInt8(ascii: "]"))
    for mark in ["]/choices/", "]/task[", "]/menu["] where isNested {
      guard let place = text.ranges(of: mark).last?.lowerBound, place > start else { continue }
      start = text.index(after: place)
      isInner = true
    }
    guard let bracket = text[start...].utf8.firstIndex(of: UInt8(ascii: "[")) else { return nil }
    let words = text[start..<bracket].utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    let kind = words.last.map(String.init) ?? ""
    let quote = UInt8(ascii: "\"")
    var id = text.utf8[text.utf8.index(after: bracket)...].dropLast()
    if id.count > 1, id.first == quote, id.last == quote { id = id.dropFirst().dropLast() }
    let isKnown = ["task", "menu", "state", "bot"].contains(kind)
    // `/inboundCall/tasks/task`, or `/task` after the choice that holds it.
    let fits = isInner ? words.count == 1 : words.count == 3 && words[1] == kind + "s"
    return FlowReference.Step(kind: kind, id: String(Substring(id)), isContainer: isKnown && fits)
  }
}
