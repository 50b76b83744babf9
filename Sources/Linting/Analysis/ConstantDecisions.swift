package import Expressions
package import Flows

/// The decisions of a flow that always come out the same, as the rule `constant-condition` tells of them.
package enum ConstantDecisions {
  /// By action: whether each of its conditions always holds, or never does; nil for one that depends on the run.
  package static func truths(of flow: Flow, functions: FunctionCatalogue) -> [ActionID: [Bool?]] {
    guard !flow.isForeign else { return [:] }
    var options = LintOptions()
    options.functions = functions
    let linted = LintedFlow(flow, options: options, isWhole: true)
    var truths: [ActionID: [Bool?]] = [:]
    for index in flow.actions.indices {
      let action = ActionID(index: index)
      let own = (flow[action].decision?.booleanConditions ?? []).map { linted.constantTruth(of: $0) }
      if own.contains(where: { $0 != nil }) { truths[action] = own }
    }
    return truths
  }
}
