import Expressions
import Flows

/// What the variables of a flow hold of a conversation, followed through assignments.
///
/// All assignments of a flow are taken together, in whatever order they run: a variable holds what any of them gives it.
struct ConversationVariables {
  /// What a variable holds; several at once where several assignments fill it.
  struct Content: OptionSet, Hashable {
    let rawValue: UInt8

    /// A conversation.
    static let conversation = Content(rawValue: 1)
    /// The header of a conversation, its `from`.
    static let header = Content(rawValue: 2)
    /// What a data action gave, the contract of which is not known.
    static let response = Content(rawValue: 4)
    /// The member `from` of what a data action gave.
    static let responseHeader = Content(rawValue: 8)
    /// Anything else.
    static let other = Content(rawValue: 16)
  }

  /// A variable, with the container that it belongs to where it is no variable of the whole flow.
  struct Key: Hashable {
    let name: VariableName
    let container: ContainerID?

    init(_ name: VariableName, in container: ContainerID?) {
      self.name = name
      self.container = name.isFlowWide ? nil : container
    }
  }

  private var contents: [Key: Content] = [:]
  /// The words that a variable without a scope is called, which therefore name no conversation.
  private let declaredWords: Set<VariableName>

  init(of flow: LintedFlow) {
    declaredWords = Set(flow.flow.variables.map { VariableName($0.name) }.filter { $0.scope == nil })
    var assignments: [(target: Key, value: FlowExpression)] = []
    for variable in flow.flow.variables {
      let key = Key(VariableName(variable.name), in: variable.container)
      if variable.isInput { contents[key, default: []].insert(.other) }
      if case .expression(let site) = variable.initialValue { assignments.append((key, flow[site])) }
    }
    for action in flow.flow.actions {
      for effect in action.effects {
        switch effect {
        case .assigns(let target, .expression(let value)):
          if let key = Self.target(flow[target]) { assignments.append((key, flow[value])) }
        case .assigns(_, .unset), .assigns(_, .absent):
          break
        case .assigns(let target, _):
          fill(flow[target], with: .other)
        case .binds(let target, .dataActionSuccess):
          fill(flow[target], with: .response)
        case .binds(let target, _):
          fill(flow[target], with: .other)
        case .readsAttribute(_, let target):
          if let target { fill(flow[target], with: .other) }
        case .callsDataAction, .writesAttribute:
          break
        }
      }
    }
    // Each round adds something to at least one variable, of which there are no more than assignments.
    var isChanged = true
    while isChanged {
      isChanged = false
      for (target, value) in assignments {
        let before = contents[target, default: []]
        let after = before.union(content(of: value))
        if after != before {
          contents[target] = after
          isChanged = true
        }
      }
    }
  }

  /// Whether a first word is that of a conversation path, and not a variable of the user's.
  func isConversationWord(_ word: String, _ expected: String) -> Bool {
    let name = VariableName(word)
    return name.folded == expected && !declaredWords.contains(name)
  }

  /// What a variable holds, seen from a site.
  func content(of variable: VariableName, at site: ExpressionSite) -> Content {
    contents[Key(variable, in: site.container), default: []]
  }

  private mutating func fill(_ target: FlowExpression, with content: Content) {
    if let key = Self.target(target) { contents[key, default: []].insert(content) }
  }

  /// The variable that an assignment's target names; nil where it names something inside one.
  private static func target(_ target: FlowExpression) -> Key? {
    guard !target.tree.nodes.isEmpty, let reference = target.tree.reference(of: target.tree.root) else { return nil }
    guard let variable = reference.variable, reference.steps.count == 1 else { return nil }
    return Key(variable, in: target.site.container)
  }

  /// What the value of an expression is.
  private func content(of value: FlowExpression) -> Content {
    let tree = value.tree
    guard !tree.nodes.isEmpty else { return [] }
    switch tree[tree.unwrapped(tree.root)].kind {
    case .notSet, .empty, .missing: return []
    default: break
    }
    guard let reference = tree.reference(of: tree.root) else { return .other }
    if isConversationWord(reference.root, "from") { return reference.steps.isEmpty ? .header : .other }
    if isConversationWord(reference.root, "conversation") {
      return Self.member(of: .conversation, reference, from: 0)
    }
    guard let variable = reference.variable else { return .other }
    return Self.member(of: content(of: variable, at: value.site), reference, from: 1)
  }

  /// What the steps of a reference lead to, from something on.
  private static func member(of content: Content, _ reference: ValueReference, from start: Int) -> Content {
    if reference.steps.count == start { return content }
    var result: Content = []
    if reference.steps.count == start + 1, reference.hasSteps(["from"], at: start) {
      if content.contains(.conversation) { result.insert(.header) }
      if content.contains(.response) { result.insert(.responseHeader) }
      if !content.isDisjoint(with: [.header, .responseHeader, .other]) { result.insert(.other) }
      return result
    }
    return content.isEmpty ? [] : .other
  }
}
