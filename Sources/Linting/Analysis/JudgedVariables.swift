import Expressions
import Flows
import SourceText

extension LintedFlow {
  /// What ``judgedVariables`` are.
  func findJudgedVariables() -> [(variable: FlowVariable, uses: [VariableUse])] {
    guard isWhole, !flow.isForeign else { return [] }
    return flow.variables.enumerated().compactMap { index, variable in
      let name = VariableName(variable.name)
      guard Self.judgedScopes.contains(name.scope), !BuiltInVariable.isKnown(variable.name),
        !variable.name.holds("{{"),
        variableUses.scopes.variable(name, in: variable.container) == VariableID(index: index)
      else { return nil }
      return (variable, variableUses[VariableID(index: index)])
    }
  }

  private static let judgedScopes: Set<String?> = ["flow", "task", "state", "menu", "common"]

  /// Whether a value is none, or NOT_SET as it is written.
  func isNothing(_ value: FlowValue) -> Bool {
    switch value {
    case .absent, .unset: return true
    case .expression(let site):
      let tree = self[site].tree
      return !tree.nodes.isEmpty && tree[tree.unwrapped(tree.root)].kind == .notSet
    case .literal, .binding, .other: return false
    }
  }

  /// Who uses a variable, for a message: the first two, each once, and how many more there are.
  func users(_ uses: [VariableUse]) -> String {
    var names: [String] = []
    for use in uses {
      let name = user(use)
      if !names.contains(name) { names.append(name) }
      // Who has read the first few knows where to look.
      if names.count == 20 { break }
    }
    let rest = names.count > 2 ? " and \(names.count - 2)\(names.count == 20 ? " or" : "") more" : ""
    return names.prefix(2).joined(separator: rest.isEmpty ? " and " : ", ") + rest
  }

  private func user(_ use: VariableUse) -> String {
    guard let action = use.action else {
      guard let container = flow[use.site].container else { return "a setting of the flow" }
      return "a setting of \(flow[container].kind) ‘\((flow[container].name ?? "").oneLine)’"
    }
    return "\(flow[action].type) ‘\((flow[action].name ?? "").oneLine)’"
  }
}
