import Expressions
import Flows

extension LintedFlow {
  /// Whether the expression itself, a condition before it or round it, or a loop speaks of a value together with a
  /// word that tests it.
  func isTested(_ text: String, by words: [String], around expression: FlowExpression) -> Bool {
    if Self.holds(expression.tree, text, words) { return true }
    var action = expression.site.action
    while let current = action {
      for id in conditions(before: current) {
        let condition = self[id]
        if Self.holds(condition.tree, text, words) { return true }
      }
      action = flow[current].parent
    }
    return false
  }

  /// The conditions of the decisions, switches and loops that hold an action or stand before it in its list.
  private func conditions(before action: ActionID) -> [SiteID] {
    var actions = flow[action].parent.map { [$0] } ?? []
    if let place = order[action] { actions += place.list.prefix(place.position) }
    return actions.filter { ["decision", "switch", "loop"].contains(flow[$0].type) }.flatMap { sites(of: $0) }
  }

  /// Whether a call of one of the functions has the text in it, or one of the signs has it on one side.
  private static func holds(_ tree: SyntaxTree, _ text: String, _ words: [String]) -> Bool {
    guard tree.nodes.count < 5_000 else { return true }
    return tree.ids.contains { id in
      switch tree[id].kind {
      case .call:
        return words.contains(tree.name(of: id).lowercased()) && tree.normalizedText(tree[id].range).contains(text)
      case .binary(let sign):
        return words.contains(sign.rawValue)
          && tree.operands(of: id).contains { tree.normalizedText(tree[tree.unwrapped($0)].range) == text }
      default: return false
      }
    }
  }
}
