import Expressions
import Flows
import SourceText

struct VariableNeverWritten: FlowRule {
  static let metadata = RuleMetadata(
    id: "variable-never-written", severity: .warning,
    summary: "A variable is read, and nothing ever gives it a value.",
    rationale: """
      It has no initial value, is no input, and no action assigns it or binds an output to it: wherever it is read it is \
      NOT_SET, or an empty collection. A decision on it always goes the same way, a transfer or a look-up by it always \
      fails, and a text stays without it. Mostly the action that should fill it has its output bound to nothing, or to a \
      variable with nearly the same name, or the same name in another scope.

      It is an error where a decision, a switch, a loop or a required input reads it. What only parts of the flow read \
      that never run is not spoken of; nor are slots, and variables that Genesys fills.
      """,
    bad: [
      .condition(#"Flow.tier == "gold""#, declaring: ["«Flow.tier»": "string"], asInputs: false)
    ],
    good: [.condition(#"Flow.tier == "gold""#, declaring: ["Flow.tier": "string"])],
    fixSafety: .unsafe)

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    guard !flow.flow.variables.isEmpty, !flow.variableUses.hasUnknownTarget else { return }
    let judged = flow.judgedVariables
    lazy var written = NearVariables(judged.filter { $0.uses.contains(where: \.isWrite) }.map(\.variable))
    for (variable, uses) in judged where flow.isNothing(variable.initialValue) && !variable.isInput {
      guard !uses.isEmpty, !uses.contains(where: \.isWrite) else { continue }
      let reads = uses.filter { use in use.action.map { flow.reachedFromStart.reaches(.action($0)) } ?? true }
      guard !reads.isEmpty else { continue }
      let decisive = reads.filter { isDecisive($0, in: flow) }
      let meant = written.twin(of: variable) ?? written.namesake(of: variable)
      let hint = meant.map { "; did you mean ‘\($0.name.oneLine)’, which gets one?" } ?? ""
      let model = flow.flow
      context.report(
        severity: decisive.isEmpty ? .warning : .error, certainty: .likely,
        """
        nothing gives ‘\(variable.name.oneLine)’ a value, and it is read by \
        \(flow.users(decisive + reads))\(hint)
        """,
        at: variable.place, in: flow, action: nil, container: variable.container,
        fix: meant.flatMap { Self.fix(uses, in: model, to: $0) })
    }
  }

  /// The fix that reads another variable; nil where not every place that reads sees that one.
  private static func fix(_ uses: [VariableUse], in flow: Flow, to meant: FlowVariable) -> Fix? {
    if let container = meant.container, !VariableName(meant.name).isFlowWide,
      !uses.allSatisfy({ flow[$0.site].container == container })
    {
      return nil
    }
    return flow.edits(renaming: uses, to: meant.name).map {
      Fix("read ‘\(meant.name.oneLine)’ instead", isSafe: false, edits: $0)
    }
  }

  /// Whether what becomes of the interaction depends on a read: a decision, or what a transfer or a look-up needs.
  private func isDecisive(_ use: VariableUse, in flow: LintedFlow) -> Bool {
    guard let action = use.action, let type = flow.flow[action].definition else { return false }
    if type.decidedBy != nil { return true }
    let expression = flow[use.site]
    // A part of a larger expression may be guarded.
    guard !expression.tree.nodes.isEmpty,
      expression.tree.reference(of: expression.tree.root)?.variable != nil
    else { return false }
    // What is looked up by nothing is not found.
    guard let input = flow.flow.input(at: use.site) else { return false }
    return input.needsValue || type.ways.contains { $0.name == "notFound" }
  }
}
