import Conversations
import Expressions

/// What `why` is asked: keys of the customer, or the attributes that an expression reads.
struct WhyQuestion {
  /// The keys that are asked for by name.
  let keys: [String]
  /// The paths of the expression.
  let paths: [AccessPath]
  let preferences: [ParticipantPreference]

  /// Asks for keys.
  init(keys: [String], preferences: [ParticipantPreference]) {
    self.keys = keys
    paths = []
    self.preferences = preferences
  }

  /// Asks for what an expression reads.
  init(_ tree: SyntaxTree, preferences: [ParticipantPreference]) {
    keys = []
    paths = Self.paths(in: tree)
    self.preferences = preferences
  }

  /// What one conversation answers.
  func diagnoses(in conversation: Conversation, now: Timestamp?) -> [AttributeDiagnosis] {
    let environment = ConversationEnvironment(conversation, preferences: preferences)
    return paths.compactMap { environment.diagnose($0, now: now) }
      + keys.map { conversation.diagnose($0, by: environment.selectors["customer"] ?? .auto, now: now) }
  }

  /// The references of an expression, the whole of each.
  private static func paths(in tree: SyntaxTree) -> [AccessPath] {
    var paths: [AccessPath] = []
    var open = [tree.root]
    while let id = open.popLast() {
      if let path = tree.accessPath(of: id) { paths.append(path) }
      // Inside a path, only its index expressions may hold references of their own.
      let operands = tree.operands(of: id)
      switch tree[id].kind {
      case .member where tree.accessPath(of: id) != nil: open += indexes(below: id, in: tree)
      case .index where tree.accessPath(of: id) != nil: open += indexes(below: id, in: tree)
      default: open += operands.reversed()
      }
    }
    return paths
  }

  private static func indexes(below id: NodeID, in tree: SyntaxTree) -> [NodeID] {
    var indexes: [NodeID] = []
    var current = id
    while let base = tree.operands(of: current).first {
      if tree[current].kind == .index { indexes += tree.operands(of: current).dropFirst() }
      current = tree.unwrapped(base)
    }
    return indexes
  }
}
