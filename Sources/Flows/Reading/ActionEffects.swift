import Documents

/// What each type of action does, read off its body.
enum ActionEffects {
  /// The effects of an action; of an unknown one, that its outputs fill the variables bound to them.
  static func effects(of action: FlowAction, in reader: ArchyReader) -> [FlowEffect] {
    let body = ExportNode(action.node)
    return switch action.definition?.role {
    case .assigns: assignments(body, reader)
    case .callsDataAction: dataAction(body, reader)
    case .readsAttributes: attributeReads(body, reader)
    case .writesAttributes: attributeWrites(body, reader)
    case nil: otherOutputs(of: action, in: reader)
    }
  }

  /// What an action decides by.
  static func decision(of action: FlowAction, in reader: ArchyReader) -> FlowDecision? {
    let body = ExportNode(action.node)
    var decision = FlowDecision()
    switch action.definition?.decidedBy {
    case .condition: decision.conditions = [reader.value(body["condition"])]
    case .count: decision.count = reader.value(body["loopCount"])
    case .cases:
      guard let evaluate = body["evaluate"] else { return decision }
      var cases = evaluate["firstTrue"]
      if cases == nil {
        // Below the type of the values that are compared.
        cases = evaluate["firstMatch"]?.entries.first?.value
        decision.subject = reader.value(cases?["value"])
      }
      decision.conditions = (cases?["cases"]?.taggedItems ?? []).map { reader.value($0.value["value"]) }
    case nil: return nil
    }
    return decision
  }

  // MARK: Update Data

  private static func assignments(_ body: ExportNode, _ reader: ArchyReader) -> [FlowEffect] {
    guard let statements = body["statements"] else { return [] }
    return statements.taggedItems.compactMap { statement in
      guard let target = reader.site("variable", of: statement.value) else { return nil }
      return .assigns(target: target, value: reader.value(statement.value["value"]))
    }
  }

  // MARK: Call Data Action

  private static func dataAction(_ body: ExportNode, _ reader: ArchyReader) -> [FlowEffect] {
    var effects: [FlowEffect] = []
    for category in body["category"]?.entries ?? [] {
      for called in category.value["dataAction"]?.entries ?? [] {
        effects.append(.callsDataAction(DataActionCall(category: category.key, name: called.key)))
        effects += bindings(called.value["successOutputs"], as: .dataActionSuccess, in: reader)
        effects += bindings(called.value["failureOutputs"], as: .dataActionFailure, in: reader)
      }
    }
    return effects
  }

  private static func bindings(
    _ outputs: ExportNode?, as kind: FlowEffect.OutputKind, in reader: ArchyReader
  ) -> [FlowEffect] {
    (outputs?.entries ?? []).compactMap { output in
      reader.site("var", of: output.value).map { .binds(target: $0, output: kind, on: kind.ways) }
    }
  }

  // MARK: Participant data

  private static func attributeReads(_ body: ExportNode, _ reader: ArchyReader) -> [FlowEffect] {
    attributes(of: body).map { attribute in
      .readsAttribute(name: reader.value(attribute["name"]), target: reader.site("variable", of: attribute))
    }
  }

  private static func attributeWrites(_ body: ExportNode, _ reader: ArchyReader) -> [FlowEffect] {
    attributes(of: body).map { attribute in
      .writesAttribute(name: reader.value(attribute["name"]), value: reader.value(attribute["value"]))
    }
  }

  private static func attributes(of body: ExportNode) -> [ExportNode] {
    (body["attributes"]?.taggedItems ?? []).filter { $0.key == "attribute" }.map(\.value)
  }

  // MARK: Other actions

  /// The variables bound to outputs, wherever they stand in the body outside the action's branches.
  private static func otherOutputs(of action: FlowAction, in reader: ArchyReader) -> [FlowEffect] {
    var effects: [FlowEffect] = []
    var pending: [(node: ExportNode, depth: Int)] = [(ExportNode(action.node), 0)]
    while let (node, depth) = pending.popLast() {
      guard depth < ArchyReader.maximumDepth else { continue }
      if let target = reader.site("var", of: node) ?? reader.site("variable", of: node) {
        effects.append(.binds(target: target, output: .other, on: reader.flow.ways(filling: target, by: action)))
      }
      for item in node.node.items { pending.append((ExportNode(item), depth + 1)) }
      for (key, value) in node.entries where depth > 0 || !branchKeys.contains(key) {
        pending.append((value, depth + 1))
      }
    }
    return effects
  }

  private static let branchKeys: Set<String> = ["outputs", "evaluate", "paths", "outputPaths", "task", "menu"]
}
