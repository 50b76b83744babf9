import Documents

/// The properties of a flow and its parts in one form, whatever shape the export has.
///
/// What the model knows of a part (effects, decisions, properties of the table of action types, references) comes first,
/// under the keys of Archy. Whatever else stands in the export follows, so that nothing is left out: in a configuration
/// under its own keys, and not to be compared with what Archy has there. Without a value is nothing; so is what equals the
/// value that Architect puts in itself.
package struct FlowSettings: Sendable {
  private let flow: Flow
  private let properties: FlowProperties
  /// The sites by the scalars that hold their texts.
  private let sites: [Node: SiteID]
  /// The containers that actions, containers and the flow name.
  private let actionTargets: [ActionID: [FlowReference]]
  private let containerTargets: [ContainerID: [FlowReference]]
  private let ownTargets: [FlowReference]
  /// The actions of a configuration by their ids.
  private var actionsByID: [String: ActionID] = [:]
  /// The texts that are spoken.
  private let speeches: Set<Node>
  /// The nodes of parts of formats that nest in ways of their own.
  private let holders: Set<Node>
  /// What stands round the action of a menu's choice in a configuration.
  private var choices: [ActionID: Node] = [:]
  /// The containers that stand in choices.
  private var held: [ActionID: ContainerID] = [:]

  /// Prepares a flow.
  package init(_ flow: Flow) {
    self.flow = flow
    properties = FlowProperties(flow)
    sites = Dictionary(
      flow.sites.enumerated().map { ($0.element.node, SiteID(index: $0.offset)) },
      uniquingKeysWith: { first, _ in first })
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

  // MARK: What the model knows

  private func addKnown(of id: ActionID, to gathering: inout Gathering) {
    let action = flow[id]
    let effects = action.effects
    for call in effects.calls {
      let name = [call.category, call.name].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "/")
      if !name.isEmpty { gathering.append(["calls"], .text(name), .name) }
      for input in call.inputs { add(input.value, ["inputs", input.name], to: &gathering) }
      for output in call.outputs { add(.binding(output.target), ["outputs", output.name], to: &gathering) }
    }
    if effects.calls.isEmpty, let name = objectName(of: action) { gathering.append(["names"], .text(name), .name) }
    for name in Self.nameKeys { gathering.take(action.node[name]) }
    gathering.take(action.node["category"]?["name"])
    for assignment in effects.assignments {
      gathering.take(flow[assignment.target].node)
      let name = flow[assignment.target].text
      add(assignment.value, ["set", name], .statement, isNeeded: true, to: &gathering)
    }
    for read in effects.reads {
      add(
        read.target.map { .binding($0) } ?? .unset, ["reads", name(of: read.name, &gathering)], .attribute,
        isNeeded: true, to: &gathering)
    }
    for write in effects.writes {
      add(write.value, ["writes", name(of: write.name, &gathering)], .attribute, isNeeded: true, to: &gathering)
    }
    let fillsSlot = action.definition?.fills.contains { $0.key.hasPrefix("Slot.") } == true
    for output in effects.outputs where !gathering.taken.contains(flow[output.target].node) {
      let group = output.kind == .dataActionFailure ? "failureOutputs" : "outputs"
      add(.binding(output.target), [group, output.name ?? ""], to: &gathering)
      // The variable of a slot goes by the slot's name in Archy.
      if fillsSlot { gathering.settings[gathering.settings.count - 1].isShared = false }
    }
    if let decision = action.decision {
      add(decision.subject, ["value"], to: &gathering)
      add(decision.count, ["loopCount"], to: &gathering)
      if action.definition?.decidedBy == .condition {
        for condition in decision.conditions { add(condition, ["condition"], to: &gathering) }
      } else {
        for condition in decision.conditions { gathering.take(scalar(of: condition)) }
      }
    }
    if let key = action.menuKey {
      gathering.append(["dtmf"], .text(key.name))
      if key.isGlobal { gathering.append(["globalDtmf"], .text("true")) }
    }
    if action.definition?.isMenuChoice == true || flow[action.container].isMenu { addChoice(id, to: &gathering) }
    let objects = Set((action.definition?.objects ?? []).map(\.key))
    for input in action.definition?.reads ?? [] where !input.isNamedByAuthor {
      let isObject = objects.contains(input.key)
      let value = properties.value(input.key, of: id)
      guard scalar(of: value).map({ !gathering.taken.contains($0) }) ?? true else { continue }
      let first = gathering.settings.count
      add(value, input.keys, isObject ? .name : .setting, unless: input.usual, to: &gathering)
      // What is turned off, a configuration keeps.
      if action.node[input.configurationKey ?? input.key]?["outOfService"]?.text == "true" {
        for index in first..<gathering.settings.count { gathering.settings[index].isShared = false }
      }
    }
    for way in action.definition?.ways ?? [] where properties.isOff(way.name, of: id) {
      gathering.append(["outputs", way.name, "enabled"], .text("false"), .way, isShared: false)
    }
    if flow.isArchy { addWays(of: action, to: &gathering) } else { addLinks(of: id, to: &gathering) }
  }

  /// What leads to a choice of a menu besides its key, and the container that stands in it.
  private func addChoice(_ id: ActionID, to gathering: inout Gathering) {
    for name in ["dtmf", "globalDtmf"] {
      let value = ExportNode(flow[id].node)[name]
      gathering.take(value?.node)
      gathering.take(value?.scalar)
    }
    let body = ExportNode(choices[id] ?? flow[id].node)
    if let terms = body["speechRecTerms"] {
      for (language, list) in terms.entries {
        let list = list["terms"] ?? list
        let words = list.node.kind == .sequence ? list.node.items.compactMap(\.text) : list.text.map { [$0] } ?? []
        for word in words { gathering.append(["speechRecTerms", language.lowercased()], .text(word)) }
      }
      gathering.take(terms.node)
    }
    if let areGlobal = body["globalSpeechRecTerms"] {
      if areGlobal.isTrue { gathering.append(["globalSpeechRecTerms"], .text("true")) }
      gathering.take(areGlobal.node)
      gathering.take(areGlobal.scalar)
    }
    if let held = held[id] { gathering.append(["target"], .container(held)) }
  }

  /// The properties of configurations that hold a name which the model has.
  private static let nameKeys = ["actionName", "datatableName", "flowName"]

  private func objectName(of action: FlowAction) -> String? {
    for object in action.definition?.objects ?? [] where object.key.hasSuffix(".*") && !object.key.contains("[]") {
      let keys = object.key.split(separator: ".").dropLast()
      let holder = keys.reduce(ExportNode(action.node) as ExportNode?) { $0?[String($1)] }
      if let name = holder?.entries.first?.key { return name }
      if let name = Self.nameKeys.lazy.compactMap({ action.node[$0]?.text }).first { return name }
    }
    return nil
  }

  /// The name of an attribute; an expression as it is written.
  private func name(of value: FlowValue, _ gathering: inout Gathering) -> String {
    gathering.take(scalar(of: value))
    switch value {
    case .literal(let node), .other(let node): return node.text ?? node["#text"]?.text ?? ""
    case .expression(let site), .binding(let site): return "= " + flow[site].text
    case .absent, .unset: return ""
    }
  }

  private func scalar(of value: FlowValue) -> Node? {
    switch value {
    case .literal(let node), .other(let node): node
    case .expression(let site), .binding(let site): flow[site].node
    case .absent, .unset: nil
    }
  }

  private func add(_ reference: FlowReference, named name: String? = nil, to gathering: inout Gathering) {
    gathering.take(reference.node)
    let value = reference.target.map { FlowSetting.Value.container($0) } ?? .text(reference.text)
    gathering.append([name ?? reference.key], value, isShared: name != nil)
  }

  private func add(
    _ key: String, _ body: Node, unless isUsual: (String) -> Bool = { _ in false }, isShared: Bool = true,
    to gathering: inout Gathering, _ folding: (String) -> String = { $0 }
  ) {
    guard let scalar = ExportNode(body)[key]?.scalar, let text = scalar.text else { return }
    gathering.take(scalar)
    gathering.take(body[key])
    let value = folding(text)
    if !value.isEmpty, !isUsual(value) { gathering.append([key], .text(value), isShared: isShared) }
  }

  /// - Parameter isNeeded: whether there is something to tell also without a value.
  private func add(
    _ value: FlowValue, _ keys: [String], _ subject: FlowSetting.Subject = .setting, unless usual: String? = nil,
    isNeeded: Bool = false, to gathering: inout Gathering
  ) {
    switch value {
    case .absent, .unset:
      if isNeeded { gathering.append(keys, .text(""), subject) }
    case .literal(let node):
      gathering.take(node)
      if let text = Self.text(ofLiteral: ExportNode(node), keys: keys) {
        // What is a speech is told by its key alone.
        if speeches.contains(node) {
          gathering.append(keys, .speech(text), subject)
        } else if isNeeded || text != usual {
          // A configuration has no value where Archy has the empty text.
          gathering.append(keys, .text(text), subject, isShared: isNeeded || !text.isEmpty)
        }
      } else {
        gathering.taken.remove(node)
        flattenLiteral(ExportNode(node), keys, subject, &gathering)
      }
    case .expression(let site):
      gathering.take(flow[site].node)
      gathering.append(keys, .expression(site), subject)
    case .binding(let site):
      gathering.take(flow[site].node)
      gathering.append(keys, .binding(site), subject)
    case .other(let node):
      // Of a value without any form all leaves count, under the keys that both shapes have.
      let first = gathering.settings.count
      flatten(node, keys, depth: 0, &gathering)
      gathering.take(node)
      if gathering.settings.count == first, isNeeded { gathering.append(keys, .text(""), subject) }
      for index in first..<gathering.settings.count { gathering.settings[index].subject = subject }
    }
  }

  private func flattenLiteral(
    _ node: ExportNode, _ keys: [String], _ subject: FlowSetting.Subject, _ gathering: inout Gathering
  ) {
    let first = gathering.settings.count
    flatten(node.node, keys, depth: 0, &gathering)
    gathering.take(node.node)
    for index in first..<gathering.settings.count { gathering.settings[index].subject = subject }
  }

  private func addLanguages(to gathering: inout Gathering) {
    guard let node = flow.node["supportedLanguages"] else { return }
    let export = ExportNode(node)
    let first = flow.node["defaultLanguage"]?.text?.lowercased()
    var tags: [String]
    if flow.isArchy {
      tags = export.entries.map(\.key)
    } else {
      tags = node.items.compactMap { $0.text ?? $0["name"]?.text ?? $0["language"]?.text }
      gathering.take(node)
    }
    // The language of the flow alone is no choice of its author's.
    guard tags.count > 1 else { return }
    tags = tags.map { $0.lowercased() }.filter { $0 != first }
    for tag in Set(tags).sorted() { gathering.append(["supportedLanguages", tag], .text("true")) }
  }

  private func addHandling(of event: EventHandling.Event, _ key: String, to gathering: inout Gathering) {
    guard let written = flow.handling(of: event) else { return }
    var target: FlowSetting.Value?
    switch properties.handling(of: event)?.target {
    case .disconnect: target = .text("disconnect")
    case .endsWorkflow: target = .text("endWorkflow")
    case .exits: target = .text("exit")
    case .container(let id): target = .container(id)
    case .queue(let value):
      target = .text("transferToQueue")
      add(value, [key, "queue"], .name, to: &gathering)
    case nil: target = .text(written.course)
    }
    if let target {
      let usual = FlowType.leaving.contains(flow.type) ? ["exit", "endWorkflow", "disconnect"] : ["disconnect"]
      if case .text(let course) = target, usual.contains(course), event == .error {
      } else {
        gathering.append([key], target)
      }
    }
    if let speech = written.speech { addSpeech(properties.value(speech), [key, "audio"], to: &gathering) }
    gathering.take(written.node)
    if flow.isArchy { gathering.take(written.settings) } else { gathering.take(written.queue) }
  }

  /// What is said before an error is handled, unless it is what Architect puts in.
  private func addSpeech(_ value: FlowValue, _ keys: [String], to gathering: inout Gathering) {
    let text =
      switch value {
      case .literal(let node): node.text
      case .expression(let site): flow[site].text
      default: nil as String?
      }
    if text?.contains(DefaultTexts.errorAudio) == true { return gathering.take(scalar(of: value)) }
    add(value, keys, to: &gathering)
  }

  // MARK: Ways

  /// What stands beside the actions of the ways: names, whether they are on, what bots offer.
  private func addWays(of action: FlowAction, to gathering: inout Gathering) {
    for (key, value) in ExportNode(action.node).entries where ArchyReader.wayKeys.contains(key) {
      flatten(value.node, [key], depth: 0, isShared: false, &gathering)
      gathering.take(value.node)
    }
  }

  /// Links that the nesting does not show: to an action that stands elsewhere already.
  private func addLinks(of id: ActionID, to gathering: inout Gathering) {
    let action = flow[id]
    if let next = action.node["nextAction"]?.text.flatMap({ actionsByID[$0] }), next != following(id) {
      gathering.append(["leads to"], .action(next), .way)
    }
    for branch in action.branches {
      guard let first = branch.node["nextActionId"]?.text.flatMap({ actionsByID[$0] }), first != branch.actions.first
      else { continue }
      gathering.append(["leads to", branch.title ?? branch.name], .action(first), .way)
    }
  }

  private func following(_ id: ActionID) -> ActionID? {
    guard let position = flow[id].position else { return nil }
    let list = flow.branch(of: id)?.actions ?? flow[flow[id].container].actions
    return position + 1 < list.count && list[position] == id ? list[position + 1] : nil
  }

  // MARK: The rest

  /// What has been gathered of one part.
  private struct Gathering {
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

  /// Adds what stands in a body and has not been told of.
  private func addRest(of body: Node, to gathering: inout Gathering) {
    if flow.isArchy {
      for (key, value) in ExportNode(body).entries where !gathering.skipped.contains(key) {
        flatten(value.node, [key], depth: 0, isShared: false, &gathering)
      }
    } else {
      for (key, value) in body.entries {
        let key = key.text ?? ""
        guard !gathering.skipped.contains(key), !isStructural(key) else { continue }
        flatten(value, [key], depth: 0, isShared: false, &gathering)
      }
    }
  }

  private func isStructural(_ key: String) -> Bool {
    guard flow.isForeign else { return ConfigurationStructure.keys.contains(key) }
    return ["@id", "@xmi:id", "id", "@fromBlock", "@toBlock", "@location", "@size"].contains(key)
  }

  /// Adds the leaves of a value of any shape.
  private func flatten(
    _ node: Node, _ keys: [String], depth: Int, isShared: Bool, _ gathering: inout Gathering
  ) {
    let first = gathering.settings.count
    flatten(node, keys, depth: depth, &gathering)
    for index in first..<gathering.settings.count { gathering.settings[index].isShared = isShared }
  }

  /// - Parameter isItem: whether it is an item of the list that the last key holds.
  private func flatten(
    _ node: Node, _ keys: [String], depth: Int, isItem: Bool = false, _ gathering: inout Gathering
  ) {
    guard depth < ArchyReader.maximumDepth, !gathering.taken.contains(node), !holders.contains(node)
    else { return }
    if flow.isArchy {
      flattenArchy(ExportNode(node), keys, depth: depth, isItem: isItem, &gathering)
    } else {
      flattenConfigured(node, keys, depth: depth, &gathering)
    }
  }

  private func flattenArchy(
    _ node: ExportNode, _ keys: [String], depth: Int, isItem: Bool, _ gathering: inout Gathering
  ) {
    if let scalar = node.scalar {
      guard !gathering.taken.contains(scalar) else { return }
      gathering.take(scalar)
      if let site = sites[scalar] {
        let isRead = flow[site].kind == .expression || flow[site].kind == .reference
        gathering.append(keys, isRead ? .expression(site) : .binding(site))
      } else if let text = scalar.text, !text.isEmpty {
        gathering.append(keys, speeches.contains(scalar) ? .speech(text) : .text(Self.plain(text)))
      }
      return
    }
    let isList = !isItem && ArchyReader.listKeys.contains(keys.last ?? "")
    if !node.isSettable, node.list(isExpected: isList) != nil {
      for item in node.taggedItems {
        let isTagged = item.key != nil && item.value.scalar == nil
        let inner = isTagged ? item.value : item.whole
        flattenItem(
          inner.node, name: inner["name"]?.scalar, isAlone: inner.entries.count == 1, at: item.index, keys, depth,
          &gathering)
      }
      return
    }
    for (key, value) in node.entries {
      switch key {
      case "exp", "var", "tts": flatten(value.node, keys, depth: depth + 1, &gathering)
      case "prompt":
        if let name = value.text ?? value["name"]?.text { gathering.append(keys, .text(Self.plain(name))) }
      case "lit":
        if let text = Self.text(ofLiteral: value, keys: keys) {
          guard !gathering.taken.contains(value.node), value.scalar.map({ !gathering.taken.contains($0) }) ?? true
          else { continue }
          if !text.isEmpty { gathering.append(keys, .text(text)) }
        } else {
          flatten(value.node, keys, depth: depth + 1, &gathering)
        }
      case "noValue" where value.isTrue: continue
      case "none" where value.isTrue: if keys.first != "supportedLanguages" { gathering.append(keys, .text("none")) }
      case "enabled" where value.isTrue: continue
      // What is turned off has been told of.
      case "enabled" where keys.first == "outputs" && keys.count == 2: continue
      case "actions" where value.list(isExpected: true) != nil && keys.first.map(ArchyReader.wayKeys.contains) == true:
        continue
      default: flatten(value.node, keys + [key], depth: depth + 1, &gathering)
      }
    }
  }

  /// Adds the leaves of an item of a list, which goes by its name where it has one, else by its place.
  private func flattenItem(
    _ item: Node, name: Node?, isAlone: Bool, at index: Int, _ keys: [String], _ depth: Int,
    _ gathering: inout Gathering
  ) {
    guard let name, let text = name.text else {
      return flatten(item, keys + (index > 0 ? ["#\(index + 1)"] : []), depth: depth + 1, isItem: true, &gathering)
    }
    gathering.take(name)
    if isAlone { gathering.append(keys + ["[\(text)]"], .text("")) }
    flatten(item, keys + ["[\(text)]"], depth: depth + 1, isItem: true, &gathering)
  }

  private func flattenConfigured(_ node: Node, _ keys: [String], depth: Int, _ gathering: inout Gathering) {
    if let value = ConfigurationValue(node) {
      if !gathering.taken.contains(value.text) {
        switch value.form {
        case .expression, .failedExpression, .reference, .target:
          if let site = sites[value.text] { gathering.append(keys, .expression(site)) }
        case .literal: gathering.append(keys, .text(Self.plain(value.text.text ?? "", type: value.typeCode)))
        case .unset: break
        }
      }
      for part in value.parts { flatten(part.node, keys, depth: depth + 1, &gathering) }
      return
    }
    switch node.kind {
    case .scalar:
      guard let text = node.text, !text.isEmpty, !(node.style == .jsonOther && text == "null") else { return }
      if let site = sites[node] {
        gathering.append(keys, .expression(site))
      } else {
        gathering.append(keys, .text(text))
      }
    case .sequence:
      for (index, item) in node.items.enumerated() {
        flattenItem(item, name: item["name"], isAlone: item.count == 1, at: index, keys, depth, &gathering)
      }
    case .mapping:
      for (key, value) in node.entries {
        let key = key.text ?? ""
        if isStructural(key) { continue }
        flatten(value, keys + [key], depth: depth + 1, &gathering)
      }
    }
  }

  // MARK: Literals

  /// The text of a literal; nil for one that has parts.
  private static func text(ofLiteral node: ExportNode, keys: [String]) -> String? {
    if let scalar = node.scalar {
      // In a configuration the type of a duration stands beside it.
      return plain(scalar.text ?? "")
    }
    guard node.node.kind == .mapping else { return nil }
    let entries = node.entries
    if entries.count == 1, entries[0].key == "name", let name = entries[0].value.text { return plain(name) }
    return FlowDuration(archy: entries.map { ($0.key, $0.value.text ?? "") })?.text
  }

  private static func plain(_ text: String, type: String? = nil) -> String {
    if text.utf8.first == UInt8(ascii: "P"), text.utf8.count > 1 {
      if let duration = FlowDuration(configured: text) { return duration.text }
      // Of prompts the export of the editor has the name alone.
      for prefix in ["PromptSystem.", "Prompt."] where text.hasPrefix(prefix) {
        return String(text.dropFirst(prefix.count))
      }
    }
    return text
  }
}

/// A length of time as exports write it out.
struct FlowDuration {
  private var milliseconds: Int

  /// Takes the parts of a literal of Archy: `minutes: 1`; nil for anything else.
  init?(archy parts: [(key: String, text: String)]) {
    guard !parts.isEmpty else { return nil }
    milliseconds = 0
    for (key, text) in parts {
      guard let unit = Self.units[key], let number = Int(text), add(number, unit) else { return nil }
    }
  }

  /// Takes a text such as `P0D0H1M0S0F`, F being thousandths of a second, or one of ISO 8601.
  init?(configured text: String) {
    milliseconds = 0
    var digits = ""
    var isFound = false
    var isTime = false
    for letter in text.dropFirst() {
      switch letter {
      case "0"..."9": digits.append(letter)
      case "T" where !isTime && digits.isEmpty: isTime = true
      case "D", "H", "M", "S", "F":
        // Before the T of ISO 8601 an M is months.
        guard let number = Int(digits), let unit = Self.letters[letter], add(number, unit) else { return nil }
        digits = ""
        isFound = true
      default: return nil
      }
    }
    guard isFound, digits.isEmpty, text.hasPrefix("P") else { return nil }
  }

  private mutating func add(_ number: Int, _ unit: Int) -> Bool {
    let (product, isBeyond) = number.multipliedReportingOverflow(by: unit)
    let (sum, isOver) = milliseconds.addingReportingOverflow(product)
    milliseconds = sum
    return !isBeyond && !isOver
  }

  /// The length in ISO 8601, in the largest units that fit.
  var text: String {
    var rest = milliseconds
    var text = "P"
    func take(_ unit: Int) -> Int {
      defer { rest %= unit }
      return rest / unit
    }
    let days = take(86_400_000)
    if days != 0 { text += "\(days)D" }
    let (hours, minutes, seconds) = (take(3_600_000), take(60_000), take(1000))
    if hours != 0 || minutes != 0 || seconds != 0 || rest != 0 || days == 0 { text += "T" }
    if hours != 0 { text += "\(hours)H" }
    if minutes != 0 { text += "\(minutes)M" }
    if rest != 0 {
      let thousandths = String(repeating: "0", count: 3 - "\(rest)".count) + "\(rest)"
      text += "\(seconds).\(thousandths)S"
    } else if seconds != 0 || hours == 0 && minutes == 0 && days == 0 {
      text += "\(seconds)S"
    }
    return text
  }

  private static let units = [
    "days": 86_400_000, "hours": 3_600_000, "minutes": 60_000, "seconds": 1000, "ms": 1, "milliseconds": 1,
  ]
  private static let letters: [Character: Int] = ["D": 86_400_000, "H": 3_600_000, "M": 60_000, "S": 1000, "F": 1]
}
