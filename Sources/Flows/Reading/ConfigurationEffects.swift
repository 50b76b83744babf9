import Documents

/// What each type of action of a configuration does, read off its body.
enum ConfigurationEffects {
  /// The effects of an action; of an unknown one, that its outputs fill the variables bound to them.
  static func effects(of action: FlowAction, in reader: ConfigurationReader) -> [FlowEffect] {
    let node = action.node
    switch action.definition?.role {
    case .assigns:
      return pairs(of: node).compactMap { pair in
        reader.site(pair["variable"]).map { .assigns(target: $0, value: reader.value(pair["expression"])) }
      }
    case .callsDataAction:
      let call = DataActionCall(
        category: node["category"]?["name"]?.text ?? "", name: node["actionName"]?.text ?? "")
      return [.callsDataAction(call)] + bindings(node["outputs"], as: .dataActionSuccess, in: reader)
        + bindings(node["errorBindings"], as: .dataActionFailure, in: reader)
    case .readsAttributes:
      // Here `variable` is the attribute's name, and `expression` the other side.
      return pairs(of: node).map { pair in
        .readsAttribute(name: reader.value(pair["variable"]), target: reader.site(pair["expression"]))
      }
    case .writesAttributes:
      return pairs(of: node).map { pair in
        .writesAttribute(name: reader.value(pair["variable"]), value: reader.value(pair["expression"]))
      }
    case nil:
      return otherOutputs(of: action, in: reader)
    }
  }

  /// What an action decides by.
  static func decision(of action: FlowAction, in reader: ConfigurationReader) -> FlowDecision? {
    var decision = FlowDecision()
    switch action.definition?.decidedBy {
    case .condition: decision.conditions = [reader.value(action.node["expression"])]
    case .count: decision.count = reader.value(action.node["loopCount"])
    case .cases:
      // Without a value to compare with, its object is there and empty.
      let subject = reader.value(action.node["expression"])
      if case .unset = subject {} else { decision.subject = subject }
      decision.conditions = (action.node["cases"]?.listItems ?? []).map { reader.value($0["value"]) }
    case nil: return nil
    }
    return decision
  }

  private static func pairs(of node: Node) -> [Node] { node["variables"]?.listItems ?? [] }

  private static func bindings(
    _ outputs: Node?, as kind: FlowEffect.OutputKind, in reader: ConfigurationReader
  ) -> [FlowEffect] {
    (outputs?.listItems ?? []).compactMap { output in
      guard case .binding(let site) = reader.value(output["value"]) else { return nil }
      return .binds(target: site, output: kind, on: kind.ways)
    }
  }

  /// The variables bound to outputs, wherever they stand in the body.
  private static func otherOutputs(of action: FlowAction, in reader: ConfigurationReader) -> [FlowEffect] {
    var effects: [FlowEffect] = []
    var pending: [(node: Node, depth: Int)] = [(action.node, 0)]
    while let (node, depth) = pending.popLast() {
      guard depth < ConfigurationReader.maximumDepth else { continue }
      if depth > 0, ConfigurationValue(node) != nil {
        if case .binding(let site) = reader.value(node) {
          effects.append(.binds(target: site, output: .other, on: reader.flow.ways(filling: site, by: action)))
        }
        continue
      }
      for item in node.items where item.kind != .scalar { pending.append((item, depth + 1)) }
      for (_, value) in node.entries where value.kind != .scalar { pending.append((value, depth + 1)) }
    }
    return effects
  }
}
