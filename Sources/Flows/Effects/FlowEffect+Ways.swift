extension FlowEffect.OutputKind {
  /// The ways of a data action's call on which outputs of the kind are filled.
  var ways: Set<String> {
    switch self {
    case .dataActionSuccess: [ActionType.successWay]
    case .dataActionFailure: [ActionType.failureWay]
    case .other: []
    }
  }
}

extension Flow {
  /// The ways on which an action fills a variable, by where in its body that is bound.
  func ways(filling target: SiteID, by action: FlowAction) -> Set<String> {
    let keys = self[target].path.dropFirst(action.path.count).compactMap { element in
      if case .key(let key) = element { key } else { nil }
    }
    return action.definition?.ways(fillingAt: keys) ?? []
  }
}
