import Documents
import Expressions

/// Reads a flow configuration: the JSON that the API gives and that Architect's own exports hold.
///
/// Actions stand side by side in their container and link to one another by id. The links are followed into the same
/// nesting that Archy writes: an action's ways out lead to branches, `nextAction` to what follows in the same list.
struct ConfigurationReader: DocumentDescent {
  /// How deep the walk goes: deeper than documents may nest apart from compiled trees, which it does not enter.
  static let maximumDepth = 220

  private let root: FlowRoot
  private(set) var flow: Flow
  /// Where the walk is: the keys and indices from the document's root.
  var path: [PathElement]
  private var container: ContainerID?
  private var action: ActionID?
  var depth = 0
  /// The sites by the text scalars of their value objects.
  private var siteIDs: [Node: SiteID] = [:]

  init(root: FlowRoot) {
    self.root = root
    path = root.path
    flow = Flow(name: root.body.node["name"]?.text, type: root.type, document: root.document, node: root.body.node)
  }

  mutating func read() -> Flow {
    for (key, value) in root.body.node.entries {
      let key = key.text ?? ""
      within(.key(key)) { reader in
        switch key {
        // What the manifest names is named by the actions too.
        case "manifest": break
        case "variables" where value.isList: reader.readVariables(value)
        case ConfigurationMark.key:
          for (index, item) in value.listItems.enumerated() {
            reader.within(.index(index)) { $0.readContainer(item) }
          }
        default: reader.readMember(key, value)
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

  // MARK: Containers and actions

  private mutating func readContainer(_ node: Node) {
    guard node.kind == .mapping else { return readValue(node) }
    let kind = ConfigurationNames.containerKind(of: node["__type"]?.text ?? "")
    // A common module has one list of actions, which goes by the module's name.
    let name = kind == FlowContainer.startUpKind ? flow.name : node["name"]?.text
    flow.containers.append(
      FlowContainer(
        kind: kind, name: name, identity: node["id"], node: node, path: path, parent: nil,
        defaultChoice: node["defaultMenuChoice"]?.text))
    let id = ContainerID(index: flow.containers.count - 1)
    container = id
    var links = ActionLinks(node, container: id, path: path)
    let placed = links.place(in: &flow)
    for (key, value) in node.entries {
      let key = key.text ?? ""
      within(.key(key)) { reader in
        switch key {
        case "actionList": reader.readActions(value, placed)
        case "menuChoiceList": reader.readChoices(value, id)
        case "variables" where value.isList: reader.readVariables(value)
        default: reader.readMember(key, value)
        }
      }
    }
    container = nil
  }

  private mutating func readActions(_ list: Node, _ placed: [ActionID?]) {
    for (index, item) in list.listItems.enumerated() {
      action = index < placed.count ? placed[index] : nil
      within(.index(index)) { $0.readValue(item, isWhole: true) }
      action = nil
    }
  }

  /// The choices of a menu; each is taken for the action that it holds.
  private mutating func readChoices(_ list: Node, _ container: ContainerID) {
    for (index, choice) in list.listItems.enumerated() {
      within(.index(index)) { reader in
        guard let held = choice["action"], held.kind == .mapping else { return reader.readValue(choice) }
        let type = ActionType.name(ofConfigurationChoice: held["__type"]?.text ?? "")
        reader.flow.actions.append(
          FlowAction(
            type: type, name: choice["name"]?.text ?? held["name"]?.text, node: held, path: reader.path,
            container: container, parent: nil, id: held["id"]?.text, trackingID: held["trackingId"]?.text))
        let id = ActionID(index: reader.flow.actions.count - 1)
        reader.flow.actions[id.index].menuKey = MenuKey(
          choice["digit"].map { ExportNode($0) }, isGlobal: choice["globalDtmf"]?.text == "true")
        reader.flow.containers[container.index].actions.append(id)
        if let named = reader.flow[container].defaultChoice, named == choice["id"]?.text {
          reader.flow.containers[container.index].defaultAction = id
        }
        reader.action = id
        reader.readValue(choice)
        reader.action = nil
      }
    }
  }

  // MARK: Variables

  private mutating func readVariables(_ list: Node) {
    for (index, item) in list.listItems.enumerated() {
      within(.index(index)) { $0.readValue(item) }
      guard let name = item["name"]?.text, let type = item["__type"]?.text else { continue }
      let initial = item["initialValue"]
      let isCollection = item["isCollection"]?.text == "true"
      let key = ConfigurationNames.declarationKey(of: type, isCollection: isCollection)
      let code = initial.flatMap { ConfigurationValue($0)?.typeCode }
      flow.variables.append(
        FlowVariable(
          name: name, typeKey: key,
          type: code.map { ExpressionType(code: $0) } ?? ExpressionType(declarationKey: key),
          initialValue: value(initial), isInput: item["isInput"]?.text == "true",
          isOutput: item["isOutput"]?.text == "true", container: container, node: item))
    }
  }

  // MARK: Values

  /// Reads a property of any meaning for the value objects in it.
  ///
  /// - Parameter isWhole: whether the node is an action, which is no value object whatever keys it has.
  private mutating func readValue(_ node: Node, isWhole: Bool = false) {
    switch node.kind {
    case .scalar: break
    case .sequence:
      for (index, item) in node.items.enumerated() where item.kind != .scalar {
        within(.index(index)) { $0.readValue(item) }
      }
    case .mapping:
      if !isWhole, let value = ConfigurationValue(node) {
        readSite(value)
        for part in value.parts {
          within(part.path) { $0.readValue(part.node) }
        }
        return
      }
      for (key, value) in node.entries {
        let key = key.text ?? ""
        within(.key(key)) { $0.readMember(key, value) }
      }
    }
  }

  private mutating func readMember(_ key: String, _ value: Node) {
    if value.kind != .scalar { return readValue(value) }
    flow.mention(key, value, in: container, by: action, isDirect: path.count == root.path.count + 1)
  }

  private mutating func readSite(_ value: ConfigurationValue) {
    let kind: ExpressionSite.Kind
    var compilation = value.config.map { ExpressionSite.Compilation.compiled($0) } ?? .failed
    switch value.form {
    case .expression, .failedExpression: kind = .expression
    case .target:
      // What an editor of sequences picks is a part of what it makes.
      kind = isAssigned ? .target : path.contains(.key("builderPartExpressions")) ? .reference : .binding
      if !value.isResolved { compilation = .unknown }
    case .reference: kind = .reference
    case .literal:
      let property = flow.property(at: path[...], in: container, action: action)
      flow.literals.append(
        FlowLiteral(
          node: value.text, isSpeech: false, property: property.name, isDirect: property.isDirect,
          container: container, action: action))
      return
    case .unset: return
    }
    siteIDs[value.text] = SiteID(index: flow.sites.count)
    flow.sites.append(
      ExpressionSite(
        kind: kind, text: value.text.text ?? "", node: value.text, path: path, container: container, action: action,
        expectedType: value.typeCode.map { ExpressionType(code: $0) }, compilation: compilation,
        resolvedNames: value.resolvedNames))
  }

  /// Whether a variable here is filled by the action itself and not bound to an output.
  private var isAssigned: Bool {
    guard let action else { return false }
    switch flow[action].definition?.role {
    case .assigns, .readsAttributes: return path.contains(.key("variables"))
    case .callsDataAction, .writesAttributes, nil: return false
    }
  }

  /// The value of a value object whose site has been read.
  func value(_ node: Node?) -> FlowValue { node.map { FlowValue(configured: $0, siteIDs) } ?? .absent }

  /// The site of a value object.
  func site(_ node: Node?) -> SiteID? {
    node.flatMap { ConfigurationValue($0) }.flatMap { siteIDs[$0.text] }
  }
}
