import Documents
import Expressions

/// Reads a flow of the Archy shape, from YAML or from a rendering of it in XML.
///
/// Actions, containers and variables are found by where they stand, never by what they are called, since the same words
/// name settings; expressions are found everywhere. What is unknown or malformed is passed over, except for the
/// expressions in it.
struct ArchyReader: DocumentDescent {
  /// How deep the walk goes; documents are held to a smaller depth, so that only a reader's fault can reach it.
  static let maximumDepth = 500

  private let root: FlowRoot
  var flow: Flow
  /// Where the walk is: the keys and indices from the document's root.
  var path: [PathElement]
  var container: ContainerID?
  var action: ActionID?
  var depth = 0
  private(set) var siteIDs: [Node: SiteID] = [:]

  init(root: FlowRoot) {
    self.root = root
    path = root.path
    flow = Flow(name: root.body["name"]?.text, type: root.type, document: root.document, node: root.body.node)
    flow.isArchy = true
  }

  mutating func read() -> Flow {
    for (key, value) in root.body.entries {
      within(.key(key)) { reader in
        switch key {
        case "tasks", "states", "bots", "menus": reader.readContainers(value)
        case "startUpTaskActions": reader.readStartUpTask(value)
        case "variables": reader.readVariables(value)
        default: reader.readProperty(key, value)
        }
      }
    }
    for index in flow.actions.indices {
      flow.actions[index].effects = effects(of: flow.actions[index])
      flow.actions[index].decision = decision(of: flow.actions[index])
      flow.actions[index].inputs = inputs(of: flow.actions[index])
    }
    return flow
  }

  // MARK: Containers

  private mutating func readContainers(_ list: ExportNode) {
    guard list.list(isExpected: true) != nil else { return readValue(list) }
    for item in list.taggedItems {
      guard let kind = item.key else {
        within(.index(item.index)) { $0.readValue(item.whole) }
        continue
      }
      within([.index(item.index), .key(kind)]) { $0.readContainer(kind, item.value, name: nil) }
    }
  }

  mutating func readContainer(_ kind: String, _ body: ExportNode, name: String?) {
    let outer = (container, action)
    container = addContainer(kind, body, name: name ?? body["name"]?.text, choice: action)
    action = nil
    readItems(body)
    for (key, value) in body.entries {
      within(.key(key)) { reader in
        switch key {
        case "actions": reader.readContainerActions(value)
        case "choices": reader.readChoices(value)
        case "variables": reader.readVariables(value)
        default: reader.readProperty(key, value)
        }
      }
    }
    (container, action) = outer
  }

  private mutating func readStartUpTask(_ list: ExportNode) {
    container = addContainer(FlowContainer.startUpKind, list, name: flow.name)
    readContainerActions(list)
    container = nil
  }

  private mutating func addContainer(
    _ kind: String, _ body: ExportNode, name: String?, choice: ActionID? = nil
  ) -> ContainerID {
    flow.containers.append(
      FlowContainer(
        kind: kind, name: name, identity: body["refId"]?.scalar, node: body.node, path: path, parent: container,
        choice: choice, defaultChoice: body["defaultChildMenuRef"]?.text))
    return ContainerID(index: flow.containers.count - 1)
  }

  private mutating func readContainerActions(_ list: ExportNode) {
    let actions = readActions(list)
    if let container { flow.containers[container.index].actions += actions }
  }

  /// The choices of a menu: each is an action, some hold a task or a menu.
  mutating func readChoices(_ list: ExportNode) {
    guard let container, list.list(isExpected: true) != nil else { return readValue(list) }
    for item in list.taggedItems {
      guard let type = item.key else {
        within(.index(item.index)) { $0.readValue(item.whole) }
        continue
      }
      within([.index(item.index), .key(type)]) { reader in
        let id = reader.addAction(type, item.value, container)
        reader.flow.actions[id.index].menuKey = MenuKey(
          item.value["dtmf"], isGlobal: item.value["globalDtmf"]?.isTrue ?? false)
        reader.flow.containers[container.index].actions.append(id)
        let named = reader.flow[container].defaultChoice.flatMap { ContainerIndex.lastStep(of: $0) }
        if let named, named.kind == type, named.id == item.value["refId"]?.text {
          reader.flow.containers[container.index].defaultAction = id
        }
        let outer = reader.action
        reader.action = id
        for (key, value) in item.value.entries {
          reader.within(.key(key)) { reader in
            guard Self.choiceKeys.contains(key) else { return reader.readProperty(key, value) }
            reader.readContainer(key, value, name: value["name"]?.text ?? item.value["name"]?.text)
          }
        }
        reader.action = outer
      }
    }
  }

  // MARK: Variables

  private mutating func readVariables(_ list: ExportNode) {
    guard list.list(isExpected: true) != nil else { return readValue(list) }
    for item in list.taggedItems {
      guard let type = item.key, let name = item.value["name"]?.text else {
        within(.index(item.index)) { $0.readValue(item.whole) }
        continue
      }
      within([.index(item.index), .key(type)]) { $0.readValue(item.value) }
      flow.variables.append(
        FlowVariable(
          name: name, typeKey: type, type: ExpressionType(declarationKey: type),
          initialValue: value(item.value["initialValue"]),
          isInput: item.value["isInput"]?.isTrue ?? false, isOutput: item.value["isOutput"]?.isTrue ?? false,
          container: container, node: item.value.node))
    }
  }

  // MARK: Properties

  /// Reads a property of unknown meaning for the expressions in it.
  mutating func readProperty(_ key: String, _ value: ExportNode) {
    if key.utf8.last == UInt8(ascii: "f"), key.hasSuffix("Ref"), let scalar = value.scalar {
      flow.mention(key, scalar, in: container, by: action, isDirect: path.count == root.path.count + 1)
    }
    switch key {
    case "exp": readSites(value, .expression)
    case "var": readSites(value, .binding)
    case "variable": readSites(value, .target)
    case "lit", "tts":
      if let scalar = value.scalar { note(scalar, isSpeech: key == "tts") } else { readValue(value) }
    default:
      // Most values are plain, and nothing stands in them.
      if value.node.kind == .scalar { return }
      if value.isXML, Self.listKeys.contains(key), !value.isSettable, let items = value.list(isExpected: true) {
        eachItem(items) { reader, item in reader.readValue(item) }
      } else {
        readValue(value)
      }
    }
  }

  private mutating func note(_ literal: Node, isSpeech: Bool) {
    let property = flow.property(at: path.dropLast(), in: container, action: action)
    flow.literals.append(
      FlowLiteral(
        node: literal, isSpeech: isSpeech, property: property.name, isDirect: property.isDirect, container: container,
        action: action))
  }

  mutating func readValue(_ value: ExportNode) {
    readItems(value)
    value.forEachEntry { key, value in within(.key(key)) { $0.readProperty(key, value) } }
  }

  /// Reads the items of a list that nothing is known of.
  mutating func readItems(_ value: ExportNode) {
    guard let items = value.list(isExpected: false) else { return }
    eachItem(items) { reader, item in reader.readValue(item) }
  }

  /// Reads the scalar of a site; a display name may be called `exp` too, so that anything else is only walked through.
  private mutating func readSites(_ value: ExportNode, _ kind: ExpressionSite.Kind) {
    guard let scalar = value.scalar, let text = scalar.text else { return readValue(value) }
    siteIDs[scalar] = SiteID(index: flow.sites.count)
    flow.sites.append(
      ExpressionSite(kind: kind, text: text, node: scalar, path: path, container: container, action: action))
  }

  /// The value of a property whose sites have been read.
  func value(_ node: ExportNode?) -> FlowValue { node.map { FlowValue(archy: $0, siteIDs) } ?? .absent }

  /// The site of a `variable` or `var` key of a mapping.
  func site(_ key: String, of node: ExportNode) -> SiteID? {
    node[key]?.scalar.flatMap { siteIDs[$0] }
  }

  /// The keys of an action below which its ways are.
  static let wayKeys: Set<String> = ["outputs", "evaluate", "paths", "outputPaths"]

  /// The keys of a choice that hold a container.
  static let choiceKeys: Set<String> = ["task", "menu"]

  /// Keys under which Archy puts lists; an XML rendering needs them to know a list of one item.
  static let listKeys: Set<String> = [
    "acdSkills", "actions", "attributes", "cases", "choices", "compatibleFlowTypes", "entities", "entityNameReferences",
    "entityTypes", "intentSettings", "intents", "mutedUtterances", "outputPaths", "paths", "promptMediaToValidate",
    "segments", "statements", "synonyms", "terms", "utterances",
  ]
}

/// A reader that goes down a document step by step, and knows where it is.
protocol DocumentDescent {
  /// How deep it goes at most.
  static var maximumDepth: Int { get }
  var depth: Int { get set }
  /// The keys and indices from the document's root.
  var path: [PathElement] { get set }
}

extension DocumentDescent {
  /// Reads something one step deeper in the document, unless the walk is too deep already.
  mutating func within(_ element: PathElement, read: (inout Self) -> Void) {
    guard depth < Self.maximumDepth else { return }
    depth += 1
    path.append(element)
    read(&self)
    path.removeLast()
    depth -= 1
  }

  /// Reads something that several keys and indices lead to, which count as one step.
  mutating func within(_ elements: some Collection<PathElement>, read: (inout Self) -> Void) {
    guard depth < Self.maximumDepth else { return }
    depth += 1
    path += elements
    read(&self)
    path.removeLast(elements.count)
    depth -= 1
  }
}
