extension SyntaxTree {
  /// All references of the expression in the order in which they are written, each whole: `Flow.a[Flow.i].b`, then
  /// `Flow.i`.
  public var references: [AccessPath] {
    guard !nodes.isEmpty else { return [] }
    var references: [AccessPath] = []
    var pending = [root]
    while let id = pending.popLast() {
      let node = unwrapped(id)
      guard let path = reference(of: node) else {
        pending += operands(of: node).reversed()
        continue
      }
      references.append(path)
      for step in path.steps.reversed() {
        if case .dynamic(let index, _) = step { pending.append(index) }
      }
    }
    return references
  }

  /// The reference that a node writes, whether its steps are members, indexes or calls that take a member; nil where it is
  /// none.
  public func reference(of id: NodeID) -> AccessPath? {
    path(of: unwrapped(id)) { call in
      operands(of: call).count == 2
        && function(of: call)?.traits.contains(.takesMember) == true
    }
  }
}

extension AccessPath {
  /// Whether the reference is a path into a conversation, which Architect does not have.
  public var isConversationPath: Bool { kind != .variable }

  /// The variable that is read: the first two words, or all words that Genesys' own variables of the name have; nil for
  /// a path into a conversation.
  ///
  /// A variable's members follow its name with the same dots (`Flow.order.id`), so only the name tells where it ends.
  public var variableName: String? {
    guard !isConversationPath else { return nil }
    var name = root
    for (count, step) in steps.enumerated() {
      guard case .member(let word, _) = step else { break }
      let longer = name + "." + word
      guard count == 0 || BuiltInVariable.byName[longer.lowercased()] != nil else { break }
      name = longer
    }
    return name
  }
}
