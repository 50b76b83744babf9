/// One thing that running an action does.
public enum FlowEffect: Sendable {
  /// Gives a variable a value.
  case assigns(target: SiteID, value: FlowValue)
  /// Calls a data action.
  case callsDataAction(DataActionCall)
  /// Fills a variable with an output of the action, on the ways of these names; on all, or on what is not known, where
  /// none is named.
  case binds(target: SiteID, output: OutputKind, on: Set<String> = [])
  /// Reads participant data into a variable.
  case readsAttribute(name: FlowValue, target: SiteID?)
  /// Writes participant data.
  case writesAttribute(name: FlowValue, value: FlowValue)

  /// Which kind of output fills a variable.
  public enum OutputKind: Hashable, Sendable {
    /// An output of a data action that succeeded; its shape is in the data action's contract.
    case dataActionSuccess
    /// An output of a data action that failed.
    case dataActionFailure
    /// Any other output.
    case other
  }
}

/// The call of a data action.
public struct DataActionCall: Hashable, Sendable {
  /// The display name of the integration, as it is written.
  public let category: String
  /// The display name of the data action, as it is written.
  public let name: String
}

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
