public import Expressions

extension Flow {
  /// The types that the places of its expressions want, whatever format it was exported in: the one that the export says,
  /// that of the variable which is given the value, or that of the action's property; only of places where one is known.
  public var placeTypes: [SiteID: ExpressionType] {
    var declared: [VariableKey: ExpressionType] = [:]
    for variable in variables {
      let key = VariableKey(VariableName(variable.name), in: variable.container)
      declared[key] = declared[key] == nil || declared[key] == variable.type ? variable.type : .any
    }
    var types: [SiteID: ExpressionType] = [:]
    for action in actions {
      for assignment in action.effects.assignments {
        guard case .expression(let value) = assignment.value else { continue }
        types[value] = declared[VariableKey(self[assignment.target])]
      }
    }
    for id in sites.indices.map({ SiteID(index: $0) }) where self[id].kind == .expression {
      types[id] = self[id].expectedType ?? types[id] ?? input(at: id).map { ExpressionType(code: $0.type) }
    }
    return types
  }

  /// The property of its action that an expression is the value of; nil where the table of actions does not have it.
  public func input(at id: SiteID) -> ActionType.Input? {
    let site = self[id]
    guard let action = site.action, let definition = self[action].definition else { return nil }
    var keys = site.path.dropFirst(self[action].path.count).compactMap { element in
      if case .key(let key) = element { key } else { nil }
    }
    if isArchy, keys.last == "exp" { keys.removeLast() }
    return definition.reads.first { input in
      if keys == [input.configurationKey] { return true }
      return input.keys.count == keys.count && zip(input.keys, keys).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }
}
