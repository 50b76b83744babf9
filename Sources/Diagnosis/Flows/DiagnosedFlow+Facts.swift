import Documents
import Expressions
import Flows
import SourceText

/// Facts about the actions of a flow.
extension DiagnosedFlow {
  /// The container that holds an action, by name.
  func containerName(of index: Int) -> String {
    let container = flow[flow.actions[index].container]
    return container.name.map { "‘\(shortened($0))’" } ?? "its \(container.kind)"
  }

  /// The action before another one in the same list after which nothing follows: `‘Goodbye’ (disconnect)`.
  func ending(before index: Int) -> String? {
    for other in siblings(of: index) {
      if other == index { return nil }
      switch FlowStep(flow.actions[other].type) {
      case .end, .endTask, .jump, .loopEscape: return "‘\(shortened(actionName(other)))’ (\(flow.actions[other].type))"
      default: continue
      }
    }
    return nil
  }

  /// The list of actions that an action stands in.
  private func siblings(of index: Int) -> [Int] {
    guard let parent = flow.actions[index].parent else {
      return flow[flow.actions[index].container].actions.map(\.index)
    }
    let branch = flow[parent].branches.first { $0.actions.contains { $0.index == index } }
    return branch?.actions.map(\.index) ?? []
  }

  /// Whether an action stands inside a loop.
  func isInLoop(_ index: Int) -> Bool {
    var child = index
    while let parent = flow.actions[child].parent {
      if flow[parent].type == "loop" { return true }
      child = parent.index
    }
    return false
  }

  /// Whether the action of a workflow names a conversation.
  func hasConversationID(_ index: Int) -> Bool {
    guard let id = flow.actions[index].node["conversationId"] else { return false }
    if id["noValue"] != nil || id["none"] != nil { return false }
    return id["text"].map { $0.text?.isEmpty == false } ?? true
  }

  /// The key of the declaration of a variable, such as `stringVariable`; nil where it is not declared, or by several.
  func declaredType(of variable: String) -> String? {
    let name = VariableName(variable)
    let types = Set(flow.variables.filter { VariableName($0.name) == name }.map(\.typeKey))
    return types.count == 1 ? types.first : nil
  }

  /// Whether both are versions of one flow.
  func isVersion(of other: DiagnosedFlow) -> Bool {
    guard file != other.file else { return false }
    if let id, let otherID = other.id { return id == otherID }
    return flow.name != nil && flow.name == other.flow.name && flow.type == other.flow.type
  }
}

/// The output of a data action that a write takes its value from, without making sure that there is one.
struct UnguardedOutput {
  /// The data action.
  let action: Int

  /// Looks for the source of a written value; nil where it is no output, or where it is made sure of.
  init?(_ write: AttributeAccess, in flow: DiagnosedFlow) {
    guard case .expression(let site) = write.value else { return nil }
    let tree = SyntaxTree(parsing: flow.flow[site].text)
    let names = Self.variables(of: tree)
    guard !names.isEmpty, !Self.isChecked(tree) else { return nil }
    for (index, action) in flow.flow.actions.enumerated() {
      let isSource = action.effects.contains { effect in
        guard case .binds(let target, .dataActionSuccess) = effect else { return false }
        return names.contains(VariableName(flow.flow[target].text))
      }
      guard isSource else { continue }
      if Self.isGuarded(write.action, by: index, names, in: flow) { return nil }
      self.action = index
      return
    }
    return nil
  }

  /// The variables that an expression reads, by scope and name.
  private static func variables(of tree: SyntaxTree) -> Set<VariableName> {
    var names: Set<VariableName> = []
    for node in tree.nodes where node.kind == .member || node.kind == .name {
      let words = tree.text(node.range).split(separator: ".")
      if words.count == 2 { names.insert(VariableName(words.joined(separator: "."))) }
    }
    return names
  }

  private static func isChecked(_ tree: SyntaxTree) -> Bool {
    let text = String(decoding: tree.text, as: UTF8.self).lowercased()
    return text.contains("isset(") || text.contains("isnotset") || text.contains("ifnotset")
      || text.contains("coalesce(")
  }

  /// Whether nothing follows a data action that failed.
  private static func endsOnFailure(_ action: FlowAction, in flow: DiagnosedFlow) -> Bool {
    guard let failure = action.branches.first(where: { $0.name == "failure" }), let last = failure.actions.last else {
      return false
    }
    switch FlowStep(flow.flow[last].type) {
    case .end, .endTask, .jump, .loopEscape: return true
    case .call, .loop, .transfer, .plain: return false
    }
  }

  /// Whether an action runs only where another has succeeded, or where the variable was looked at before.
  ///
  /// A container of its own may have been called from such a place; that counts as guarded.
  private static func isGuarded(
    _ index: Int, by source: Int, _ names: Set<VariableName>, in flow: DiagnosedFlow
  ) -> Bool {
    let actions = flow.flow.actions
    guard actions[index].container == actions[source].container else { return true }
    if endsOnFailure(actions[source], in: flow) { return true }
    var child = index
    while let parent = actions[child].parent {
      if parent.index == source {
        return flow.flow[parent].branches.first { $0.actions.contains { $0.index == child } }?.name == "success"
      }
      let readsIt = flow.flow.sites.contains { site in
        site.action == parent && !Self.variables(of: SyntaxTree(parsing: site.text)).isDisjoint(with: names)
      }
      if readsIt { return true }
      child = parent.index
    }
    return false
  }
}
