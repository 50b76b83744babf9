import Documents

extension ArchyReader {
  /// What an action does, read off its body; of one of an unknown type, that its outputs fill the variables bound to them.
  func effects(of action: FlowAction) -> FlowEffects {
    let body = ExportNode(action.node)
    var effects = FlowEffects()
    let isDataAction = action.definition?.role == .callsDataAction
    for (called, names) in calls(of: action) {
      let inputs = named(called["inputs"]).map { name, value, place in
        FlowEffects.Input(name: name, value: self.value(value), node: value.node, place: place)
      }
      // The outputs of a task are its ways.
      let bindings = isDataAction ? called["successOutputs"] : names.isEmpty ? nil : called["outputs"]
      let filled = named(bindings).compactMap { name, value, place in
        site("var", of: value).map { FlowEffects.Binding(name: name, target: $0, place: place) }
      }
      effects.calls.append(
        FlowEffects.Call(
          category: isDataAction ? names.first : nil, name: isDataAction ? names.last : names.first,
          inputs: inputs, outputs: filled))
      guard isDataAction else { continue }
      effects.outputs += outputs(called["successOutputs"], .dataActionSuccess, on: ActionType.successWay)
      effects.outputs += outputs(called["failureOutputs"], .dataActionFailure, on: ActionType.failureWay)
    }
    if action.definition?.course == .transfers {
      let target = body["targetFlow"].map { $0["lit"] ?? $0 }
      effects.targetFlow = target?.scalar ?? target?["name"]?.scalar
    }
    let attributes = (body["attributes"]?.taggedItems ?? []).filter { $0.key == "attribute" }.map(\.value)
    switch action.definition?.role {
    case .assigns:
      effects.assignments = (body["statements"]?.taggedItems ?? []).compactMap { statement in
        site("variable", of: statement.value).map {
          FlowEffects.Assignment(target: $0, value: value(statement.value["value"]))
        }
      }
    case .readsAttributes:
      effects.reads = attributes.map { FlowEffects.Read(name: value($0["name"]), target: site("variable", of: $0)) }
    case .writesAttributes:
      effects.writes = attributes.map { FlowEffects.Write(name: value($0["name"]), value: value($0["value"])) }
    case .callsDataAction: break
    case nil: effects.outputs = otherOutputs(of: action)
    }
    return effects
  }

  func decision(of action: FlowAction) -> FlowDecision? {
    let body = ExportNode(action.node)
    var decision = FlowDecision()
    switch action.definition?.decidedBy {
    case .condition: decision.conditions = [value(body["condition"])]
    case .count: decision.count = value(body["loopCount"])
    case .cases:
      guard let evaluate = body["evaluate"] else { return decision }
      var cases = evaluate["firstTrue"]
      if cases == nil {
        // Below the type of the values that are compared.
        cases = evaluate["firstMatch"]?.entries.first?.value
        decision.subject = value(cases?["value"])
      }
      let items = (cases?["cases"]?.taggedItems ?? []).map(\.value)
      decision.conditions = items.map { value($0["value"]) }
      decision.branches = items.map { item in action.branches.firstIndex { $0.node == item.node } }
    case nil: return nil
    }
    return decision
  }

  /// The properties that its type reads.
  func inputs(of action: FlowAction) -> [String: FlowValue] {
    var inputs: [String: FlowValue] = [:]
    inputs.reserveCapacity(action.definition?.reads.count ?? 0)
    for input in action.definition?.reads ?? [] where !input.isNamedByAuthor {
      guard let place = input.keys.reduce(ExportNode(action.node) as ExportNode?, { $0?[$1] }) else { continue }
      inputs[input.key] = place.scalar.map { .literal($0) } ?? value(place)
    }
    return inputs
  }

  /// What an action calls, by the keys under which its type has inputs, with the names that an author gave on the way.
  private func calls(of action: FlowAction) -> [(called: ExportNode, names: [String])] {
    guard let keys = action.definition?.callKeys else { return [] }
    return keys.reduce([(ExportNode(action.node), [])]) { found, key in
      found.flatMap { node, names in
        key == "*" ? node.entries.map { ($0.value, names + [$0.key]) } : node[key].map { [($0, names)] } ?? []
      }
    }
  }

  /// The members of a mapping, each with where its name stands.
  private func named(_ values: ExportNode?) -> [(name: String, value: ExportNode, place: Node)] {
    guard let values else { return [] }
    let places = Dictionary(values.node.entries.map { ($0.key.text ?? "", $0.key) }) { _, last in last }
    return values.entries.map { ($0.key, $0.value, places[$0.key] ?? $0.value.node) }
  }

  private func outputs(
    _ bindings: ExportNode?, _ kind: FlowEffects.OutputKind, on way: String
  ) -> [FlowEffects.Output] {
    (bindings?.entries ?? []).compactMap { binding in
      site("var", of: binding.value).map { FlowEffects.Output(target: $0, name: binding.key, kind: kind, ways: [way]) }
    }
  }

  /// The variables bound to outputs, wherever they stand in the body outside the action's branches.
  private func otherOutputs(of action: FlowAction) -> [FlowEffects.Output] {
    var outputs: [FlowEffects.Output] = []
    var pending: [(node: ExportNode, depth: Int)] = [(ExportNode(action.node), 0)]
    while let (node, depth) = pending.popLast() {
      guard depth < Self.maximumDepth else { continue }
      if let target = site("var", of: node) ?? site("variable", of: node) {
        outputs.append(flow.output(filling: target, by: action))
      }
      for item in node.node.items { pending.append((ExportNode(item), depth + 1)) }
      node.node.forEachEntry { key, value in
        // No scalar holds another one.
        guard value.kind != .scalar else { return }
        let key = depth > 0 ? "" : key.text ?? ""
        if Self.wayKeys.contains(key) || Self.choiceKeys.contains(key) { return }
        pending.append((ExportNode(value), depth + 1))
      }
    }
    return outputs
  }
}
