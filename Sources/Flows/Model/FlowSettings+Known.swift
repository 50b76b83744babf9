import Documents

extension FlowSettings {
  // MARK: What the model knows

  func addKnown(of id: ActionID, to gathering: inout Gathering) {
    let action = flow[id]
    let effects = action.effects
    for call in effects.calls {
      let name = [call.category, call.name].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "/")
      if !name.isEmpty { gathering.append(["calls"], .text(name), .name) }
      for input in call.inputs { add(input.value, ["inputs", input.name], to: &gathering) }
      for output in call.outputs { add(.binding(output.target), ["outputs", output.name], to: &gathering) }
    }
    if effects.calls.isEmpty, let name = properties.objectName(of: id) {
      gathering.append(["names"], .text(name), .name)
    }
    for name in FlowProperties.nameKeys { gathering.take(action.node[name]) }
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
  func addChoice(_ id: ActionID, to gathering: inout Gathering) {
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

  /// The name of an attribute; an expression as it is written.
  func name(of value: FlowValue, _ gathering: inout Gathering) -> String {
    gathering.take(scalar(of: value))
    switch value {
    case .literal(let node), .other(let node): return node.text ?? node["#text"]?.text ?? ""
    case .expression(let site), .binding(let site): return "= " + flow[site].text
    case .absent, .unset: return ""
    }
  }

  func scalar(of value: FlowValue) -> Node? {
    switch value {
    case .literal(let node), .other(let node): node
    case .expression(let site), .binding(let site): flow[site].node
    case .absent, .unset: nil
    }
  }

  func add(_ reference: FlowReference, named name: String? = nil, to gathering: inout Gathering) {
    gathering.take(reference.node)
    let value = reference.target.map { FlowSetting.Value.container($0) } ?? .text(reference.text)
    gathering.append([name ?? reference.key], value, isShared: name != nil)
  }

  func add(
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
  func add(
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

  func flattenLiteral(
    _ node: ExportNode, _ keys: [String], _ subject: FlowSetting.Subject, _ gathering: inout Gathering
  ) {
    let first = gathering.settings.count
    flatten(node.node, keys, depth: 0, &gathering)
    gathering.take(node.node)
    for index in first..<gathering.settings.count { gathering.settings[index].subject = subject }
  }

  func addLanguages(to gathering: inout Gathering) {
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

  func addHandling(of event: EventHandling.Event, _ key: String, to gathering: inout Gathering) {
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
  func addSpeech(_ value: FlowValue, _ keys: [String], to gathering: inout Gathering) {
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
  func addWays(of action: FlowAction, to gathering: inout Gathering) {
    for (key, value) in ExportNode(action.node).entries where ArchyReader.wayKeys.contains(key) {
      flatten(value.node, [key], depth: 0, isShared: false, &gathering)
      gathering.take(value.node)
    }
  }

  /// Links that the nesting does not show: to an action that stands elsewhere already.
  func addLinks(of id: ActionID, to gathering: inout Gathering) {
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

  func following(_ id: ActionID) -> ActionID? {
    guard let position = flow[id].position else { return nil }
    let list = flow.branch(of: id)?.actions ?? flow[flow[id].container].actions
    return position + 1 < list.count && list[position] == id ? list[position + 1] : nil
  }
}
