import Documents

/// The properties of a flow and its parts in one form, whatever shape the export has.
///
/// What the model knows of a part (effects, decisions, properties of the table of action types, references) comes first,
/// under the keys of Archy. Whatever else stands in the export follows, so that nothing is left out: in a configuration
/// under its own keys, and not to be compared with what Archy has there. Without a value is nothing; so is what equals the
/// value that Architect puts in itself.
package struct FlowSettings: Sendable {
  let flow: Flow
  let properties: FlowProperties
  var sites: [Node: SiteID] { properties.sites }
  /// The containers that actions, containers and the flow name.
  let actionTargets: [ActionID: [FlowReference]]
  let containerTargets: [ContainerID: [FlowReference]]
  let ownTargets: [FlowReference]
  /// The actions of a configuration by their ids.
  var actionsByID: [String: ActionID] = [:]
  /// The texts that are spoken.
  let speeches: Set<Node>
  /// The nodes of parts of formats that nest in ways of their own.
  let holders: Set<Node>
  /// What stands round the action of a menu's choice in a configuration.
  var choices: [ActionID: Node] = [:]
  /// The containers that stand in choices.
  var held: [ActionID: ContainerID] = [:]

  /// Prepares a flow.
  package init(_ flow: Flow) {
    self.flow = flow
    properties = FlowProperties(flow)
    let byAction = Dictionary(grouping: flow.references) { $0.action }
    actionTargets = Dictionary(uniqueKeysWithValues: byAction.compactMap { id, all in id.map { ($0, all) } })
    let others = Dictionary(grouping: byAction[nil] ?? []) { $0.container }
    containerTargets = Dictionary(uniqueKeysWithValues: others.compactMap { id, all in id.map { ($0, all) } })
    ownTargets = others[nil] ?? []
    speeches = Set(flow.literals.lazy.filter(\.isSpeech).map(\.node))
    holders =
      flow.isForeign
      ? Set(flow.actions.map(\.node) + flow.containers.map(\.node) + flow.variables.map(\.node)) : []
    for (index, container) in flow.containers.enumerated() {
      if let choice = container.choice { held[choice] = ContainerID(index: index) }
    }
    if !flow.isArchy, !flow.isForeign {
      for (index, action) in flow.actions.enumerated() {
        guard let id = action.id, actionsByID[id] == nil else { continue }
        actionsByID[id] = ActionID(index: index)
      }
      for menu in flow.containers where menu.isMenu {
        let configured = (menu.node["menuChoiceList"]?.listItems ?? []).filter { $0["action"]?.kind == .mapping }
        for (id, node) in zip(menu.actions, configured) { choices[id] = node }
      }
    }
  }

  /// The settings of the flow itself.
  package var ofFlow: [FlowSetting] {
    var gathering = Gathering()
    let body = flow.node
    for reference in ownTargets where reference.target.map({ flow[$0].kind != FlowContainer.startUpKind }) ?? true {
      add(reference, named: reference.isStart ? "start" : nil, to: &gathering)
    }
    add("description", body, to: &gathering)
    add("division", body, unless: { $0 == "Home" }, isShared: false, to: &gathering)
    add("defaultLanguage", body, to: &gathering) { $0.lowercased() }
    addLanguages(to: &gathering)
    if !flow.isForeign {
      if let greeting = body["initialGreeting"] ?? body["initialAudio"] ?? body["initialPrompts"] {
        add(properties.value(greeting), ["initialGreeting"], to: &gathering)
      }
      addHandling(of: .error, "errorHandling", to: &gathering)
      addHandling(of: .recognitionFailure, "recognitionFailureHandling", to: &gathering)
    }
    gathering.skipped = ["name", "type"]
    if flow.isArchy {
      gathering.skipped.formUnion(["tasks", "states", "bots", "menus", "startUpTaskActions", "variables"])
    } else if !flow.isForeign {
      gathering.skipped.formUnion(["variables", "debugSettings"])
    }
    addRest(of: body, to: &gathering)
    return gathering.settings
  }

  /// The settings of a container.
  package func settings(of id: ContainerID) -> [FlowSetting] {
    var gathering = Gathering()
    let body = flow[id].node
    // The list of a common module is a sequence, and has no settings.
    guard body.kind == .mapping, body != flow.node else { return [] }
    for reference in containerTargets[id] ?? [] { add(reference, to: &gathering) }
    add("description", body, to: &gathering)
    if flow[id].isMenu {
      add(properties.audio(of: id), ["audio"], to: &gathering)
      let count = properties.repeatCount(of: id)
      let usual = 3
      if count != usual { gathering.append(["settingsMenu", "repeatCount"], .text("\(count)")) }
      if let choice = flow[id].defaultAction { gathering.append(["defaultChoice"], .action(choice)) }
    }
    gathering.skipped = [
      "name", "refId", "variables", "actions", "choices", "defaultMenuChoice", "defaultChildMenuRef",
    ]
    addRest(of: body, to: &gathering)
    return gathering.settings
  }

  /// The settings of a variable, its first value included.
  package func settings(of variable: FlowVariable) -> [FlowSetting] {
    var gathering = Gathering()
    add(variable.initialValue, ["initialValue"], to: &gathering)
    if variable.isInput { gathering.append(["isInput"], .text("true")) }
    if variable.isOutput { gathering.append(["isOutput"], .text("true")) }
    // Architect describes the variable of a slot itself.
    add("description", variable.node, isShared: variable.scope?.lowercased() != "slot", to: &gathering)
    add("isSecure", variable.node, unless: { $0 == "false" }, to: &gathering)
    gathering.skipped = ["name", "isInput", "isOutput", "isCollection", "isInternal", "initialValue"]
    if flow.isForeign { gathering.skipped.formUnion(["@name", "@type"]) }
    addRest(of: variable.node, to: &gathering)
    return gathering.settings
  }

  /// The settings of an action, those of its ways included; not the actions that they hold.
  package func settings(of id: ActionID) -> [FlowSetting] {
    var gathering = Gathering()
    let action = flow[id]
    for reference in actionTargets[id] ?? [] { add(reference, named: "target", to: &gathering) }
    if !flow.isForeign { addKnown(of: id, to: &gathering) }
    for link in action.links { gathering.append(["leads to", link.name ?? ""], .action(link.target), .way) }
    add("description", action.node, to: &gathering)
    gathering.skipped = ["name", "refId", "task", "menu", "none"]
    if !flow.isArchy, action.definition?.decidedBy == .cases {
      gathering.skipped.formUnion(["cases", "switchStyle"])
      for (place, item) in (action.node["cases"]?.listItems ?? []).enumerated() {
        guard let name = item["name"]?.text, name != "Case \(place + 1)" else { continue }
        gathering.append(["case \(place + 1)", "name"], .text(name), isShared: false)
      }
    }
    if let choice = choices[id] {
      for (key, value) in choice.entries where key.text != "action" {
        let key = key.text ?? ""
        if ["name", "digit", "globalDtmf"].contains(key) || isStructural(key) { continue }
        flatten(value, ["choice", key], depth: 0, isShared: false, &gathering)
      }
    }
    addRest(of: action.node, to: &gathering)
    return gathering.settings
  }

  /// The condition of a case, or the value that it is compared with; nil where none is written.
  package func value(ofCase value: FlowValue) -> FlowSetting.Value? {
    switch value {
    case .absent, .unset: nil
    case .literal(let node), .other(let node): Self.text(ofLiteral: ExportNode(node), keys: []).map { .text($0) }
    case .expression(let site), .binding(let site): .expression(site)
    }
  }

  /// What has been gathered of one part.
  struct Gathering {
    var settings: [FlowSetting] = []
    /// The nodes that are told of already.
    var taken: Set<Node> = []
    /// The keys at the top that are told of elsewhere.
    var skipped: Set<String> = []

    mutating func take(_ node: Node?) {
      if let node { taken.insert(node) }
    }

    mutating func append(
      _ keys: [String], _ value: FlowSetting.Value, _ subject: FlowSetting.Subject = .setting, isShared: Bool = true
    ) {
      settings.append(FlowSetting(keys: keys, value: value, subject: subject, isShared: isShared))
    }
  }
}
