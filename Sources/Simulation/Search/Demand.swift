import Expressions
import Flows

/// What an action asks the world for.
enum Demand {
  case dataAction, table, module, inputs, bot, schedule, transfer
  /// An object of the organisation.
  case object
  case other
}

extension FlowProgram {
  /// What an action asks the world for; nil where for nothing.
  func demand(of id: ActionID) -> Demand? {
    guard let type = flow[id].definition else { return .other }
    if type.isMenuChoice, doer(of: id)?.need != .input { return nil }
    switch type.course {
    case .callsFlow: return .module
    case .transfers: return doer(of: id)?.need == .input ? .inputs : .transfer
    case .loops: return type.need == nil ? nil : .inputs
    default: break
    }
    switch type.need {
    case .dataAction: return .dataAction
    case .table: return type.reads.contains { $0.key == "lookupValue" } ? .table : .other
    case .input: return .inputs
    case .bot: return .bot
    case .schedule: return .schedule
    case .other where type.foundType != nil: return .object
    case .queue, .transfer, .other: return .other
    case nil: return nil
    }
  }

  /// Whether nothing in the flow gives a variable a value, so that only somebody from outside can.
  func isNeverSet(_ variable: FlowVariable) -> Bool {
    switch variable.initialValue {
    case .absent, .unset: break
    default: return false
    }
    return !flow.sites.contains { site in
      (site.kind == .target || site.kind == .binding)
        && VariableName(site.variableName) == VariableName(variable.name)
    }
  }

  /// The list of answers of what an action asks for; nil where it has none of its own.
  func answerPath(of id: ActionID) -> Draft.Path? {
    switch demand(of: id) {
    case .dataAction, .module:
      let isModule = flow[id].definition?.course == .callsFlow
      return [.key(isModule ? "modules" : "data-actions"), .key(calledName(of: id))]
    case .table: return [.key("tables"), .key(objectName(of: id) ?? "")]
    case .transfer: return [.key("transfers"), .key(address(of: id))]
    case .schedule, .object, .other: return [.key("actions"), .key(address(of: id))]
    case .inputs, .bot, nil: return nil
    }
  }
}
