import Documents

extension ConfigurationReader {
  /// What an action does, read off its body; of one of an unknown type, that its outputs fill the variables bound to them.
  func effects(of action: FlowAction) -> FlowEffects {
    let node = action.node
    var effects = FlowEffects()
    if action.definition?.callKeys != nil {
      let inputs = (node["inputs"]?.listItems ?? []).map { input in
        FlowEffects.Input(
          name: input["name"]?.text ?? "", value: value(input["value"]), node: input, place: input["name"] ?? input)
      }
      let outputs = (node["outputs"]?.listItems ?? []).compactMap { output -> FlowEffects.Binding? in
        guard case .binding(let target) = value(output["value"]) else { return nil }
        return FlowEffects.Binding(name: output["name"]?.text ?? "", target: target, place: output["name"] ?? output)
      }
      let isDataAction = action.definition?.role == .callsDataAction
      effects.calls = [
        FlowEffects.Call(
          category: isDataAction ? node["category"]?["name"]?.text ?? "" : nil,
          name: isDataAction ? node["actionName"]?.text ?? "" : node["flowName"]?.text, inputs: inputs,
          outputs: outputs)
      ]
    }
    if action.definition?.course == .transfers { effects.targetFlow = node["flowName"] }
    // Of attributes that are read, `variable` is the name and `expression` the other side.
    let pairs = node["variables"]?.listItems ?? []
    switch action.definition?.role {
    case .assigns:
      effects.assignments = pairs.compactMap { pair in
        site(pair["variable"]).map { FlowEffects.Assignment(target: $0, value: value(pair["expression"])) }
      }
    case .callsDataAction:
      effects.outputs = outputs(node["outputs"], .dataActionSuccess, on: ActionType.successWay)
      effects.outputs += outputs(node["errorBindings"], .dataActionFailure, on: ActionType.failureWay)
    case .readsAttributes:
      effects.reads = pairs.map { FlowEffects.Read(name: value($0["variable"]), target: site($0["expression"])) }
    case .writesAttributes:
      effects.writes = pairs.map { FlowEffects.Write(name: value($0["variable"]), value: value($0["expression"])) }
    case nil: effects.outputs = otherOutputs(of: action)
    }
    return effects
  }

  func decision(of action: FlowAction) -> FlowDecision? {
    var decision = FlowDecision()
    switch action.definition?.decidedBy {
    case .condition: decision.conditions = [value(action.node["expression"])]
    case .count: decision.count = value(action.node["loopCount"])
    case .cases:
      // Without a value to compare with, its object is there and empty.
      let subject = value(action.node["expression"])
      if case .unset = subject {} else { decision.subject = subject }
      let items = action.node["cases"]?.listItems ?? []
      decision.conditions = items.map { value($0["value"]) }
      decision.branches = items.map { item in
        item["referenceId"]?.text.flatMap { id in action.branches.firstIndex { $0.node["outputId"]?.text == id } }
      }
    case nil: return nil
    }
    return decision
  }

  /// The properties that its type reads.
  func inputs(of action: FlowAction) -> [String: FlowValue] {
    var inputs: [String: FlowValue] = [:]
    for input in action.definition?.reads ?? [] where !input.isNamedByAuthor {
      guard let node = action.node[input.configurationKey ?? input.key] else { continue }
      inputs[input.key] = value(node["defaultAudio"] ?? node)
    }
    return inputs
  }

  private func outputs(_ bindings: Node?, _ kind: FlowEffects.OutputKind, on way: String) -> [FlowEffects.Output] {
    (bindings?.listItems ?? []).compactMap { binding in
      guard case .binding(let target) = value(binding["value"]) else { return nil }
      return FlowEffects.Output(target: target, name: binding["name"]?.text, kind: kind, ways: [way])
    }
  }

  /// The variables bound to outputs, wherever they stand in the body.
  private func otherOutputs(of action: FlowAction) -> [FlowEffects.Output] {
    var outputs: [FlowEffects.Output] = []
    // A binding stands in a list with its name beside it, or under a key that is its name.
    var pending: [(node: Node, name: String?, depth: Int)] = [(action.node, nil, 0)]
    while let (node, name, depth) = pending.popLast() {
      guard depth < Self.maximumDepth else { continue }
      if depth > 0, ConfigurationValue(node) != nil {
        if case .binding(let target) = value(node) {
          outputs.append(flow.output(filling: target, by: action, named: name))
        }
        continue
      }
      for item in node.items where item.kind != .scalar { pending.append((item, name, depth + 1)) }
      for (key, value) in node.entries where value.kind != .scalar {
        pending.append((value, key.text == "value" ? node["name"]?.text ?? name : key.text, depth + 1))
      }
    }
    return outputs
  }
}
