import Documents
import Expressions
import Flows
import SourceText

extension FlowExpression {
  /// When an operand is NOT_SET, as the end of a sentence; nil where it is guarded, nothing shows that it can
  /// be, or a rule of its own tells it.
  func unsetReason(of operand: NodeID, _ context: RuleContext) -> (
    variable: String, reason: String, certainty: Certainty
  )? {
    guard let action = site.action, let path = tree.accessPath(of: tree.unwrapped(operand)),
      path.steps.count == 1, let name = path.variableName,
      let reason = flow.variableStates.reason(
        of: VariableName(name), before: action, in: site.container, spend: { context.budget.spend($0) }),
      !facts.isSet(operand), !isAssigned(VariableName(name), context)
    else { return nil }
    switch reason {
    case .neverWritten:
      if flow.tellsNeverWritten { return nil }
      // What is behind a test of it never runs; where the test stands does not matter, since nothing sets it in between.
      let text = tree.normalizedText(tree[tree.unwrapped(operand)].range)
      guard !flow.conditions.hold(ConditionTests.Kind.isSet, of: text, elsewhereThan: action) else { return nil }
      return (name, "no action gives it a value", .likely)
    case .failed(let action):
      let failed = flow.flow[action]
      let title = failed.definition?.title ?? failed.type
      return (name, "\(title) ‘\((failed.name ?? "").oneLine)’ fails", .likely)
    case .notYetWritten:
      guard let variable = flow.variableUses.scopes.variable(VariableName(name), in: site.container),
        let reason = flow.unwrittenWays.reason(of: variable, before: action, in: flow)
      else { return nil }
      return (name, reason, .possible)
    }
  }

  /// Whether a statement of the same action that runs before gives a variable a value.
  private func isAssigned(_ name: VariableName, _ context: RuleContext) -> Bool {
    guard let action = site.action else { return false }
    for assignment in flow.flow[action].effects.assignments {
      if case .expression(let value) = assignment.value, value == id { return false }
      // Where there are too many to look at, one of them may.
      guard context.budget.spend() else { return true }
      if VariableName(flow.flow[assignment.target].text.filter { !$0.isWhitespace }) == name { return true }
    }
    return false
  }

  /// The fix that has a Boolean expression ask first whether a part of it has a value; only Archy YAML is written.
  func guardFix(for operand: NodeID) -> Finding.FixMaker {
    guard site.node.tree.format == .yaml, site.kind == .expression, typed.type == .boolean else { return { nil } }
    let (whole, part) = (tree[tree.root].range.indices, tree.text(tree[tree.unwrapped(operand)].range))
    return { [node = site.node] in
      let edits = node.edits(replacing: [
        Node.Replacement(ByteRange(whole.lowerBound, whole.lowerBound), with: "IsSet(\(part)) and ("),
        Node.Replacement(ByteRange(whole.upperBound, whole.upperBound), with: ")"),
      ])
      return edits.map { Fix("ask before whether there is a value", isSafe: false, edits: $0) }
    }
  }
}
