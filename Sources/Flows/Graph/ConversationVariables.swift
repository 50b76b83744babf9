public import Expressions

/// What the variables of a flow hold of a conversation, followed through assignments.
///
/// All assignments of a flow are taken together, in whatever order they run: a variable holds what any of them gives it.
public struct ConversationVariables: Sendable {
  /// What a variable holds; several at once where several assignments fill it.
  public struct Content: OptionSet, Hashable, Sendable {
    /// One bit each.
    public let rawValue: UInt8

    /// Creates a set of bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// A conversation.
    public static let conversation = Content(rawValue: 1)
    /// The header of a conversation, its `from`.
    public static let header = Content(rawValue: 2)
    /// What a data action gave, the contract of which is not known.
    public static let response = Content(rawValue: 4)
    /// The member `from` of what a data action gave.
    public static let responseHeader = Content(rawValue: 8)
    /// Anything else.
    public static let other = Content(rawValue: 16)
  }

  /// Where an assignment takes its value from.
  private enum Source {
    /// What is known without looking at any variable.
    case content(Content)
    /// A variable, or its member `from`, or something deeper in it.
    case variable(VariableKey)
    case from(VariableKey)
    case deeper(VariableKey)

    var variable: VariableKey? {
      switch self {
      case .content: nil
      case .variable(let key), .from(let key), .deeper(let key): key
      }
    }
  }

  private var contents: [VariableKey: Content] = [:]
  /// The words that a variable without a scope is called, which therefore name no conversation.
  private let declaredWords: Set<VariableName>

  /// Follows the variables of a flow.
  ///
  /// - Parameter tree: the tree of a site, which others may have parsed already.
  public init(of flow: Flow, tree: (SiteID) -> SyntaxTree) {
    declaredWords = Set(flow.variables.map { VariableName($0.name) }.filter { $0.scope == nil })
    var assignments: [(target: VariableKey, source: Source)] = []
    for variable in flow.variables {
      let key = VariableKey(VariableName(variable.name), in: variable.container)
      if variable.isInput { assignments.append((key, .content(.other))) }
      if case .expression(let site) = variable.initialValue {
        assignments.append((key, source(of: tree(site), in: variable.container)))
      }
    }
    for action in flow.actions {
      var filled: [(SiteID, Source)] = []
      for assignment in action.effects.assignments {
        switch assignment.value {
        case .expression(let value): filled.append((assignment.target, source(of: tree(value), in: action.container)))
        case .unset, .absent: break
        default: filled.append((assignment.target, .content(.other)))
        }
      }
      filled += action.effects.outputs.map { ($0.target, .content($0.kind == .dataActionSuccess ? .response : .other)) }
      filled += action.effects.reads.compactMap { read in read.target.map { ($0, .content(.other)) } }
      for (site, source) in filled {
        guard let target = Self.target(tree(site), in: flow[site].container) else { continue }
        assignments.append((target, source))
      }
    }
    propagate(assignments)
  }

  /// Works out what variables hold. What one holds only grows, and a change is handed on to those that are filled from
  /// it, so that each assignment is looked at a few times however they depend on one another.
  private mutating func propagate(_ assignments: [(target: VariableKey, source: Source)]) {
    var dependents: [VariableKey: [Int]] = [:]
    for (index, assignment) in assignments.enumerated() {
      if let variable = assignment.source.variable { dependents[variable, default: []].append(index) }
    }
    var pending = Array(assignments.indices)
    while let index = pending.popLast() {
      let (target, source) = assignments[index]
      let before = contents[target, default: []]
      let after = before.union(content(of: source))
      if after != before {
        contents[target] = after
        pending += dependents[target] ?? []
      }
    }
  }

  /// Whether a first word is that of a conversation path, and not a variable of the user's.
  public func isConversationWord(_ word: String, _ expected: String) -> Bool {
    guard word.utf8.count == expected.utf8.count else { return false }
    let name = VariableName(word)
    return name.folded == expected && !declaredWords.contains(name)
  }

  /// What a variable holds, seen from a site.
  public func content(of variable: VariableName, at site: ExpressionSite) -> Content {
    contents[VariableKey(variable, in: site.container), default: []]
  }

  /// The variable that an assignment's target names; nil where it names something inside one.
  private static func target(_ tree: SyntaxTree, in container: ContainerID?) -> VariableKey? {
    guard !tree.nodes.isEmpty, let reference = tree.reference(of: tree.root) else { return nil }
    guard let variable = reference.variable, reference.steps.count == 1 else { return nil }
    return VariableKey(variable, in: container)
  }

  /// What the value of an expression comes from.
  private func source(of tree: SyntaxTree, in container: ContainerID?) -> Source {
    guard !tree.nodes.isEmpty else { return .content([]) }
    switch tree[tree.unwrapped(tree.root)].kind {
    case .notSet, .empty, .missing: return .content([])
    default: break
    }
    guard let reference = tree.reference(of: tree.root) else { return .content(.other) }
    let count = reference.steps.count
    if isConversationWord(reference.root, "from") { return .content(count == 0 ? .header : .other) }
    if isConversationWord(reference.root, "conversation") {
      if count == 0 { return .content(.conversation) }
      return .content(count == 1 && reference.hasSteps(["from"]) ? .header : .other)
    }
    guard let variable = reference.variable else { return .content(.other) }
    let key = VariableKey(variable, in: container)
    if count == 1 { return .variable(key) }
    return count == 2 && reference.hasSteps(["from"], at: 1) ? .from(key) : .deeper(key)
  }

  /// What an assignment gives, as far as its source is known.
  private func content(of source: Source) -> Content {
    switch source {
    case .content(let content):
      return content
    case .variable(let key):
      return contents[key, default: []]
    case .from(let key):
      let content = contents[key, default: []]
      var result: Content = []
      if content.contains(.conversation) { result.insert(.header) }
      if content.contains(.response) { result.insert(.responseHeader) }
      if !content.isDisjoint(with: [.header, .responseHeader, .other]) { result.insert(.other) }
      return result
    case .deeper(let key):
      return contents[key, default: []].isEmpty ? [] : .other
    }
  }
}
